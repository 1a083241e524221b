import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Command, Invocation } from '../../editor/command.ts';
import { withProgress } from '../../editor/progress.ts';
import { retryText } from '../../organizations/failures/retryText.ts';
import type { OpenApi } from '../../organizations/openApi.ts';
import type { Organization } from '../../organizations/organization.ts';
import { organizationArgument } from '../../organizations/organizationArgument.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { pickOrganization } from '../../organizations/pickOrganization.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat } from '../../text/formats.ts';
import { askPrice, type SpaceBudget } from '../askPrice.ts';
import { askBiggest, maxListCalls, type SpaceToList } from './askBiggest.ts';
import type { BigFile, KeptFiles } from './bigFile.ts';
import type { JustListed } from './justListed.ts';
import { pickSpace, readSpaceArgument, type SpaceChoice, spaceOf } from './pickSpace.ts';

/** Milliseconds between two times that a page is filled while its space is being listed. */
const fillEvery = 1000;

export const spaceArgument = v.object({
  ...organizationArgument.entries,
  spaceId: v.exactOptional(v.string()),
  /** Lists the top folder alone, by one call. */
  isTopOnly: v.exactOptional(v.boolean()),
  /** Lists it even where it has just been listed. */
  isListedAgain: v.exactOptional(v.boolean()),
});
type SpaceArgument = v.InferOutput<typeof spaceArgument>;

export interface BiggestParts {
  readonly organizations: Organizations;
  readonly api: OpenApi;
  readonly budget: SpaceBudget;
  /** The spaces of an organization that are known without a call. */
  readonly spacesOf: (corpId: string) => Promise<readonly SpaceChoice[]>;
  readonly justListed: JustListed;
}

/** The pages of files. */
export interface FilePages {
  keep(kept: KeptFiles): void;
  show(kept: KeptFiles): unknown;
  /** Fills the page again if it can be seen. */
  update(kept: KeptFiles): unknown;
}

interface Plan extends SpaceToList {
  readonly organization: Organization;
  readonly isByPerson: boolean;
  /** What needs no call. */
  readonly known?: KeptFiles | undefined;
}

/** *Show Biggest Files…*: lists a space, and shows the biggest files while they come. */
export function showBiggestFiles(
  parts: BiggestParts,
  pages: FilePages,
): Command<Plan, readonly BigFile[], SpaceArgument> {
  return {
    argument: spaceArgument,
    async prepare(call) {
      const title = l10n.t('Show Biggest Files');
      const { organizations } = parts;
      const row = spaceOf(call.row);
      const given = row === undefined ? call.given : { ...call.given, corpId: row.corpId };
      const about: Pick<Invocation<SpaceArgument>, 'given' | 'row'> = { ...call, given };
      const choices = organizations.withSamples;
      const organization = await pickOrganization(organizations, about, title, undefined, choices);
      const space = organization && (row ?? (await spaceFor(call, organization, parts, title)));
      const choice = space && (await choiceOf(call, organization, space, parts));
      if (organization === undefined || space === undefined || choice === undefined) {
        return undefined;
      }
      const { spaceId, name } = space;
      const { isByPerson } = call;
      return { organization, isByPerson, spaceId, ...choice, ...(name === '' ? {} : { spaceName: name }) };
    },

    run: plan => (plan.known === undefined ? list(plan, parts, pages) : showKnown(plan, plan.known, pages)),
  };
}

async function spaceFor(
  { given, isByPerson }: Invocation<SpaceArgument>,
  { corpId }: Organization,
  { spacesOf }: BiggestParts,
  title: string,
): Promise<SpaceChoice | undefined> {
  const { spaceId } = given;
  if (spaceId === undefined && isByPerson) {
    return pickSpace(title, await spacesOf(corpId));
  }
  const read = readSpaceArgument(spaceId ?? '');
  const known = (await spacesOf(corpId)).find(each => each.spaceId === read);
  return known ?? { spaceId: read, name: '' };
}

/** What is shown: something that is known, or how much of a space to list; `undefined` if the user cancels. */
async function choiceOf(
  { given, isByPerson }: Invocation<SpaceArgument>,
  organization: Organization,
  space: SpaceChoice,
  { budget, justListed }: BiggestParts,
): Promise<Pick<Plan, 'scope' | 'known'> | undefined> {
  const find = async (scope: SpaceToList['scope']) => {
    const found = given.isListedAgain ? undefined : await justListed.find(organization, space.spaceId, scope);
    // A script that runs it again wants it listed again.
    return isByPerson || found?.source !== 'before' ? found : undefined;
  };
  const wanted = given.isTopOnly ? 'top' : 'all';
  const known = await find(wanted);
  if (known !== undefined || !isByPerson || given.isTopOnly) {
    return { scope: wanted, known };
  }
  const top = await find('top');
  const scope = await askScope(organization, space, top, budget);
  return scope && { scope, known: scope === 'top' ? top : undefined };
}

/** Shows what listing costs, and asks how much of a space to list. */
async function askScope(
  organization: Organization,
  { name, spaceId }: SpaceChoice,
  top: KeptFiles | undefined,
  budget: SpaceBudget,
): Promise<SpaceToList['scope'] | undefined> {
  const label = name === '' ? l10n.t('Space {0}', spaceId) : cleanText(name);
  return askPrice(
    organization,
    {
      question: l10n.t('List the files of “{0}”?', label),
      notes: [
        l10n.t(
          'One metered call for each 50 files and folders. Their number is not known in advance, and you can cancel at any time and keep what is there.',
        ),
        top === undefined
          ? l10n.t('For the 50 biggest files of the top folder alone, one call is enough.')
          : l10n.t('The Files view has just listed the top folder. Showing it needs no calls.'),
      ],
      calls: maxListCalls,
      bound: 'most',
      answers: [
        { button: l10n.t('List All Files'), answer: 'all' as const },
        { button: l10n.t('Only the Top Folder'), answer: 'top' as const },
      ],
    },
    budget,
  );
}

/** Shows what was listed before. Makes no call. */
async function showKnown(
  { isByPerson, spaceName }: Plan,
  known: KeptFiles,
  pages: FilePages,
): Promise<readonly BigFile[]> {
  const kept = spaceName === undefined ? known : { ...known, spaceName };
  pages.keep(kept);
  if (isByPerson) {
    void pages.show(kept);
  }
  return kept.files;
}

async function list(plan: Plan, parts: BiggestParts, pages: FilePages): Promise<readonly BigFile[]> {
  const { organization, isByPerson, known: _, ...space } = plan;
  const number = numberFormat(vscode.env.language);
  const name = cleanText(space.spaceName ?? l10n.t('Space {0}', space.spaceId));
  let filledAt = 0;
  const kept = await withProgress(l10n.t('Listing the files of {0}', name), (signal, tell) => {
    const client = parts.api.for(organization, 'spaces', (retry, of) => tell(retryText(retry, of)));
    return askBiggest(client, organization, space, signal, now => {
      tell(l10n.t('files and folders so far: {0}', number.format(now.totals.entries)));
      if (isByPerson && Date.now() - filledAt >= fillEvery) {
        pages.keep(now);
        void (filledAt === 0 ? pages.show(now) : pages.update(now));
        filledAt = Date.now();
      }
    });
  });
  pages.keep(kept);
  parts.justListed.keep(organization, kept);
  if (isByPerson) {
    // A page that a person has closed meanwhile is wanted no more, unless it is the first.
    void (filledAt === 0 ? pages.show(kept) : pages.update(kept));
  } else if (kept.failure !== undefined) {
    throw kept.failure;
  }
  return kept.files;
}
