import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Partition } from '../../dingtalk/endpoints/storage.ts';
import type { Command } from '../../editor/command.ts';
import { withProgress } from '../../editor/progress.ts';
import { retryText } from '../../organizations/failures/retryText.ts';
import type { OpenApi } from '../../organizations/openApi.ts';
import { isSample, type Organization } from '../../organizations/organization.ts';
import { type OrganizationArgument, organizationArgument } from '../../organizations/organizationArgument.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { pickOrganization } from '../../organizations/pickOrganization.ts';
import { numberFormat } from '../../text/formats.ts';
import { askPrice, type SpaceBudget } from '../askPrice.ts';
import { askBin, askUsage, type Figures, maxBinCalls } from './askUsage.ts';
import type { SpaceHistory } from './spaceHistory.ts';
import { type BinUse, type KeptUsage, resultOf, type SpaceUsage } from './spaceUsage.ts';

/** Milliseconds for which the figures of the Organizations view are new enough. */
const recently = 600_000;

export interface UsageParts {
  readonly organizations: Organizations;
  readonly api: OpenApi;
  readonly budget: SpaceBudget;
  /** How full an organization's storage is. */
  readonly figures: {
    /** The last answer. */
    known(
      corpId: string,
    ): { readonly fetchedAt: number; readonly partitions: readonly Partition[] } | undefined;
    /** One metered call. */
    ask(organization: Organization): Promise<{ readonly partitions: readonly Partition[] }>;
  };
  readonly history: SpaceHistory;
  /** What was found out in this window, by corpId. */
  readonly kept: Map<string, KeptUsage>;
}

interface Plan {
  readonly organization: Organization;
  readonly isByPerson: boolean;
}

/** *What Fills the Storage…*: lists the Drive spaces of an organization with their use. */
export function showSpaces(
  parts: UsageParts,
  show: (corpId: string) => unknown,
): Command<Plan, SpaceUsage | KeptUsage, OrganizationArgument> {
  return {
    argument: organizationArgument,
    async prepare(call) {
      const { organizations, budget } = parts;
      const title = l10n.t('What Fills the Storage');
      const { withSamples } = organizations;
      const organization = await pickOrganization(organizations, call, title, undefined, withSamples);
      if (organization === undefined) {
        return undefined;
      }
      const { isByPerson } = call;
      const calls = recentFigures(organization, parts) === undefined ? 2 : 1;
      const isAgreed =
        !isByPerson ||
        (await askPrice(
          organization,
          {
            question: l10n.t('List the Drive spaces of {0}?', organization.label),
            notes: [
              l10n.t('One metered call for each 50 spaces. The number of spaces is not known in advance.'),
              ...(calls === 2 ? [l10n.t("One more for the organization's storage data.")] : []),
            ],
            calls,
            bound: 'least',
            answers: [{ button: l10n.t('List Spaces'), answer: true }],
          },
          budget,
        ));
      return isAgreed ? { organization, isByPerson } : undefined;
    },

    async run({ organization, isByPerson }) {
      const usage = await listUsage(organization, parts);
      // A caller cannot see what is missing, and gets the failure instead.
      const result = isByPerson ? usage : resultOf(usage);
      const { bin } = parts.kept.get(organization.corpId) ?? {};
      parts.kept.set(organization.corpId, { ...usage, ...(bin === undefined ? {} : { bin }) });
      return result;
    },

    report: ({ corpId }) => void show(corpId),
  };
}

function listUsage(organization: Organization, parts: UsageParts): PromiseLike<KeptUsage> {
  const { corpId, label } = organization;
  const number = numberFormat(vscode.env.language);
  return withProgress(l10n.t('Listing the Drive spaces of {0}', label), async (signal, tell) => {
    const client = parts.api.for(organization, 'spaces', (retry, of) => tell(retryText(retry, of)));
    const usage = await askUsage(client, organization, figuresOf(organization, parts), signal, count =>
      tell(l10n.t('spaces so far: {0}', number.format(count))),
    );
    const { list, askedAt } = usage;
    if (list === undefined || isSample(organization)) {
      return usage;
    }
    const before = await parts.history.before(corpId, askedAt);
    if (!list.isCutOff) {
      // What was asked is worth showing, whatever the disk does.
      await parts.history.keep(corpId, askedAt, list.spaces).catch(() => {});
    }
    return before === undefined ? usage : { ...usage, before };
  });
}

function recentFigures({ corpId }: Organization, { figures }: UsageParts) {
  const known = figures.known(corpId);
  return known !== undefined && Date.now() - known.fetchedAt < recently ? known : undefined;
}

async function figuresOf(organization: Organization, parts: UsageParts): Promise<Figures> {
  const known = recentFigures(organization, parts);
  return known === undefined
    ? { partitions: (await parts.figures.ask(organization)).partitions, calls: 1 }
    : { partitions: known.partitions, calls: 0 };
}

/** *Count Recycle Bin…*: what was deleted, and how much of it goes soon. */
export function countRecycleBin(
  parts: UsageParts,
  show: (corpId: string) => unknown,
): Command<Organization, BinUse & { readonly corpId: string }, OrganizationArgument> {
  return {
    argument: organizationArgument,
    async prepare(call) {
      const { organizations, budget } = parts;
      const title = l10n.t('Count Recycle Bin');
      const { withSamples } = organizations;
      const organization = await pickOrganization(organizations, call, title, undefined, withSamples);
      if (organization === undefined || !call.isByPerson) {
        return organization;
      }
      return askPrice(
        organization,
        {
          question: l10n.t('Count the items in the recycle bin of {0}?', organization.label),
          notes: [
            l10n.t(
              'Two metered calls, and one more for each further 50 items, up to 2,000 items. The number of items is not known in advance.',
            ),
          ],
          calls: maxBinCalls,
          bound: 'most',
          answers: [{ button: l10n.t('Count'), answer: organization }],
        },
        budget,
      );
    },

    async run(organization) {
      const { corpId, label } = organization;
      const number = numberFormat(vscode.env.language);
      const title = l10n.t('Counting the items in the recycle bin of {0}', label);
      const { bin, calls } = await withProgress(title, (signal, tell) =>
        askBin(
          parts.api.for(organization, 'spaces', (retry, of) => tell(retryText(retry, of))),
          organization,
          signal,
          count => tell(l10n.t('items so far: {0}', number.format(count))),
        ),
      );
      const nothing = { corpId, organization: label, askedAt: bin.askedAt, calls: 0, failures: [] };
      const usage = parts.kept.get(corpId) ?? nothing;
      parts.kept.set(corpId, { ...usage, bin, calls: usage.calls + calls });
      return { corpId, ...bin };
    },

    report: ({ corpId }) => void show(corpId),
  };
}
