import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Command } from '../../editor/command.ts';
import { withProgress } from '../../editor/progress.ts';
import type { Organization } from '../../organizations/organization.ts';
import { badInput } from '../input/found.ts';
import { type Listed, listSpace } from '../input/listSpace.ts';
import { maxListCalls, readSpace, type Space, type SpaceFields, spaceName } from '../input/space.ts';
import { askSpace } from '../input/spaceSteps.ts';
import type { AuditRun } from '../run/runWithProgress.ts';
import { listedText, listPriceText } from '../words.ts';
import {
  type AuditParts,
  confirmAudit,
  confirmCalls,
  pickAuditable,
  startAudit,
  tellEnd,
} from './startAndResume.ts';

interface Plan {
  readonly organization: Organization;
  readonly space: Space;
  /** Whether the price of the audit is to be told, once the files are listed. */
  readonly isAsked: boolean;
}

/** *Audit a Space…*: lists the files and folders of a space, says the price, and asks DingTalk about each. */
export function auditSpace(parts: AuditParts): Command<Plan, AuditRun | undefined> {
  return {
    async complete(argument) {
      const title = l10n.t('Audit a Space');
      const organization = await pickAuditable(parts, argument, title);
      if (organization === undefined) {
        return undefined;
      }
      const given: SpaceFields = argument ?? {};
      if (given.spaceId !== undefined) {
        return { organization, space: readSpace(given), isAsked: false };
      }
      const space = await askSpace(`${title} · ${organization.label}`);
      return space !== undefined && (await confirmList(organization, space, parts))
        ? { organization, space, isAsked: true }
        : undefined;
    },

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

    tell: run => void (run && tellEnd(run, parts)),
  };
}

/** Says what the list takes, and asks. Nothing has been asked of DingTalk before. */
function confirmList({ corpId, label }: Organization, space: Space, parts: AuditParts): Promise<boolean> {
  return confirmCalls(parts, corpId, maxListCalls(space), {
    question: l10n.t('List the files in space {0} of {1}?', space.spaceId, label),
    button: l10n.t('List Files'),
    detail: listPriceText,
  });
}

/** Lists under a notification that tells how far it is and can cancel it. */
async function list(organization: Organization, space: Space, { api }: AuditParts): Promise<Listed> {
  const { spaceId } = space;
  const { unionId, label } = organization;
  const number = new Intl.NumberFormat(vscode.env.language);
  return withProgress(l10n.t('Listing the files in space {0} of {1}', spaceId, label), (signal, tell) =>
    api.as(organization, 'audit', client =>
      listSpace(
        space,
        nextToken => client.listAllDentries(spaceId, unionId, { nextToken }, signal),
        entries => tell(l10n.t('{0} entries so far', number.format(entries))),
      ),
    ),
  );
}

function nothingIn({ spaceId }: Space, entries: number): string {
  return l10n.t('Nothing to audit: none of the {0} entries in space {1} match.', entries, spaceId);
}
