import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { listAllDentries } from '../../dingtalk/endpoints/storage.ts';
import type { ErrorKind } from '../../dingtalk/errors.ts';
import { byPerson, type Command } from '../../editor/command.ts';
import { withProgress } from '../../editor/progress.ts';
import { retryText } from '../../organizations/failures/retryText.ts';
import { isSample, type Organization } from '../../organizations/organization.ts';
import { organizationArgument } from '../../organizations/organizationArgument.ts';
import { numberFormat } from '../../text/formats.ts';
import { badInput } from '../input/fileList.ts';
import { type Listed, listSpace } from '../input/listSpace.ts';
import { maxListCalls, readSpace, type Space, type SpaceFields, spaceName } from '../input/space.ts';
import { askSpace } from '../input/spaceSteps.ts';
import type { AuditRun } from '../run/runWithProgress.ts';
import { listedText, listPriceText } from '../words.ts';
import { confirmAudit, confirmCalls } from './askToConfirm.ts';
import { type AuditParts, pickAuditable, reportEnd, startAudit } from './startAndResume.ts';

interface Plan {
  readonly organization: Organization;
  readonly space: Space;
  /** Whether to ask for confirmation once the files are listed. */
  readonly isAsked: boolean;
}

const spaceArgument = v.object({
  ...organizationArgument.entries,
  spaceId: v.exactOptional(v.string()),
  folder: v.exactOptional(v.string()),
  maxDepth: v.exactOptional(v.number()),
  maxFiles: v.exactOptional(v.number()),
  /** Set by our own button: asks again, beginning with the other fields. */
  isEdited: v.exactOptional(v.boolean()),
});

/** Failures that other answers could avoid. */
const ofTheSpace: ReadonlySet<ErrorKind> = new Set(['notFound', 'otherOrganization', 'invalidParameter']);

/** *Audit a Space…*: lists the files and folders of a space, shows the cost, and asks DingTalk about each. */
export function auditSpace(
  parts: AuditParts,
): Command<Plan, AuditRun | undefined, v.InferOutput<typeof spaceArgument>> {
  return {
    argument: spaceArgument,
    async prepare(call) {
      const organization = await pickAuditable(parts, call, l10n.t('Audit a Space'));
      if (organization === undefined) {
        return undefined;
      }
      const { corpId: _, isEdited, ...fields } = call.given;
      return isEdited || fields.spaceId === undefined
        ? askPlan(organization, parts, fields)
        : { organization, space: readSpace(fields), isAsked: false };
    },

    edited: ({ organization: { corpId }, space }, { kind }) =>
      ofTheSpace.has(kind) ? { corpId, ...space, isEdited: true, ...byPerson } : undefined,

    async run({ organization, space, isAsked }) {
      const listed = await list(organization, space, parts);
      const { found, entries } = listed;
      const notes = listedText(listed, vscode.env.language);
      if (found.items.length === 0) {
        throw badInput([nothingIn(space, entries), ...notes].join(' '));
      }
      return !isAsked || (await confirmAudit(organization, found, notes, parts))
        ? startAudit({ organization, name: spaceName(space), items: found.items }, parts)
        : undefined;
    },

    report: run => void (run && reportEnd(run, parts)),
  };
}

/** @param before what is known already */
async function askPlan(
  organization: Organization,
  parts: AuditParts,
  before: SpaceFields,
): Promise<Plan | undefined> {
  const choices = await parts.samples.spacesOf(organization.corpId);
  const space = await askSpace(`${l10n.t('Audit a Space')} · ${organization.label}`, choices, before);
  return space !== undefined && (await confirmList(organization, space, parts))
    ? { organization, space, isAsked: true }
    : undefined;
}

/** Shows the cost of listing, and asks for confirmation. No call has been made yet. */
async function confirmList(organization: Organization, space: Space, parts: AuditParts): Promise<boolean> {
  const { corpId, label } = organization;
  return (
    isSample(organization) ||
    confirmCalls(parts, corpId, maxListCalls(space), {
      question: l10n.t('List the files in space {0} of {1}?', space.spaceId, label),
      button: l10n.t('List Files'),
      isMaximum: true,
      detail: listPriceText,
    })
  );
}

/** Lists the files under a notification that shows the progress and can cancel it. */
async function list(organization: Organization, space: Space, { api, listen }: AuditParts): Promise<Listed> {
  const { spaceId } = space;
  const { unionId, label } = organization;
  const number = numberFormat(vscode.env.language);
  const listener = await listen(organization, spaceId);
  const listed = await withProgress(
    l10n.t('Listing the files in space {0} of {1}', spaceId, label),
    (signal, tell) => {
      const client = api.for(organization, 'audit', (retry, of) => tell(retryText(retry, of)));
      return listSpace(
        space,
        async nextToken => {
          const page = await listAllDentries(client, { spaceId, unionId, nextToken }, signal);
          page.dentries.forEach(listener.add);
          return page;
        },
        entries => tell(l10n.t('entries so far: {0}', number.format(entries))),
      );
    },
  );
  if (listed.endedBy === undefined) {
    listener.end();
  }
  return listed;
}

function nothingIn({ spaceId }: Space, entries: number): string {
  return l10n.t('Nothing to audit: nothing in space {1} matches (listed: {0}).', entries, spaceId);
}
