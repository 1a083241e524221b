import { queryDentryUuid } from '../dingtalk/endpoints/documents.ts';
import { type SearchHit, searchDentries } from '../dingtalk/endpoints/storageFiles.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import { canAskInheritance, type Organization } from '../organizations/organization.ts';
import { cleanSentence } from '../text/cleanText.ts';
import { chooseOrganization, nameOf } from './chooseOrganization.ts';
import { readInput, traceInput } from './readInput.ts';
import { asCode, bounded, failureFor, sentenceFor, type Tool, ToolFailure } from './tool.ts';

export interface TraceParts {
  readonly organizations: () => readonly Organization[];
  readonly api: OpenApi;
  /** Reads an id or a link that has the id in it. */
  readonly readDentryUuid: (text: string) => { readonly dentryUuid: string } | { readonly problem: string };
  /** Asks DingTalk, upward from a file: one call, and two for each of at most `limit` levels. @throws DingTalkError */
  readonly trace: (
    organization: Organization,
    dentryUuid: string,
    options: { signal: AbortSignal; limit: number; confirm: () => Promise<boolean> },
  ) => Promise<Traced | undefined>;
}

interface Traced {
  readonly steps: readonly { dentryUuid: string; name?: string; inheritance?: string }[];
  readonly end: 'broken' | 'root' | 'failed';
  readonly isShortcut: boolean;
  readonly why?: unknown;
}

/** Levels that one use of the tool asks about, so that its price is known before. */
const maxLevels = 4;

type Wanted = { readonly organization: Organization } & (
  | { readonly dentryUuid: string }
  | { readonly keyword: string }
);

/**
 * Finds a file by its name or link, which is one metered call; or says whether a file inherits and from where, which is
 * nine at most. The user is asked before either.
 */
export function traceTool(parts: TraceParts): Tool {
  return {
    prepare(input) {
      const wanted = read(input, parts);
      return 'keyword' in wanted
        ? { ...wanted, isMetered: true }
        : { ...wanted, isMetered: true, calls: 1 + 2 * maxLevels };
    },
    async run(input, signal) {
      const wanted = read(input, parts);
      try {
        return await ('keyword' in wanted
          ? find(wanted.organization, wanted.keyword, parts.api, signal)
          : traced(wanted.organization, wanted.dentryUuid, parts, signal));
      } catch (error) {
        throw failureFor(error, wanted.organization);
      }
    },
  };
}

function read(input: unknown, { organizations, readDentryUuid }: TraceParts): Wanted {
  const { file, dentryUuid, organization: named } = readInput(traceInput, input);
  if ((file === undefined) === (dentryUuid === undefined)) {
    throw new ToolFailure('invalidParameter: pass either file or dentryUuid.');
  }
  const organization = chooseOrganization(organizations(), named);
  if (organization === undefined) {
    const there = organizations().map(nameOf);
    throw new ToolFailure(
      bounded(['There are several organizations. Name the one that the file belongs to:', ...there]),
    );
  }
  if (dentryUuid === undefined) {
    return { organization, keyword: file ?? '' };
  }
  const result = readDentryUuid(dentryUuid);
  if ('problem' in result) {
    throw new ToolFailure(`invalidParameter: dentryUuid. ${cleanSentence(result.problem)}`);
  }
  if (!canAskInheritance(organization)) {
    throw new ToolFailure(sentenceFor(new DingTalkError('notSupported'), organization));
  }
  return { organization, dentryUuid: result.dentryUuid };
}

/** One call: a link is resolved by DingTalk, and never opened; anything else is searched for. */
async function find(
  organization: Organization,
  file: string,
  api: OpenApi,
  signal: AbortSignal,
): Promise<string> {
  const { unionId } = organization;
  const client = api.for(organization, 'find');
  const next = `Pass the dentryUuid to find out whether it inherits: ${1 + 2 * maxLevels} metered calls at most.`;
  if (/^https?:\/\//i.test(file)) {
    const dentryUuid = await queryDentryUuid(client, { idOrUrl: file, unionId }, signal);
    return bounded([`The link is to the dentryUuid ${asCode(dentryUuid)}.`, next]);
  }
  const { items, nextToken } = await searchDentries(client, { keyword: file, unionId }, signal);
  if (items.length === 0) {
    return `Nothing with such a name in ${nameOf(organization)} that this user can see.`;
  }
  const more = nextToken === undefined ? '' : ' There are more; a longer part of the name narrows it down.';
  return bounded([
    `Found in ${nameOf(organization)}: ${items.length}.${more} ${next}`,
    ...items.map(hitLine),
  ]);
}

function hitLine({ dentryUuid, name = '', creator, path }: SearchHit): string {
  return [
    `- ${dentryUuid === undefined ? 'without dentryUuid' : `dentryUuid ${asCode(dentryUuid)}`}: name ${asCode(name)}`,
    ...(path === undefined ? [] : [`path ${asCode(path)}`]),
    ...(creator === undefined ? [] : [`creator ${asCode(creator)}`]),
  ].join('; ');
}

async function traced(
  organization: Organization,
  dentryUuid: string,
  { trace }: TraceParts,
  signal: AbortSignal,
): Promise<string> {
  const options = { signal, limit: maxLevels, confirm: async () => true };
  const result = await trace(organization, dentryUuid, options);
  const { steps, isShortcut } = result ?? { steps: [], isShortcut: false };
  return bounded([
    `${asCode(dentryUuid)} in ${nameOf(organization)}, from the file upward:`,
    ...steps.map(
      ({ dentryUuid: uuid, name, inheritance }) =>
        `- ${name === undefined ? '' : `${asCode(name)}, `}dentryUuid ${uuid === '' ? 'unknown' : asCode(uuid)}: ${
          inheritance === undefined ? 'no answer' : asCode(inheritance)
        }`,
    ),
    ...(result === undefined ? [] : [endLine(result, organization)]),
    ...(isShortcut ? ['The file is a shortcut. The answer is for the shortcut, not for its target.'] : []),
  ]);
}

function endLine({ steps, end, why }: Traced, organization: Organization): string {
  switch (end) {
    case 'root':
      return 'It inherits up to the root of its space; inheritance is not broken in between.';
    case 'broken':
      return steps.at(-1)?.inheritance === 'BREAK'
        ? 'Its permissions come from the last of these on; above that, inheritance is broken, except for OWNER and MANAGER.'
        : 'The mode of the last of these is unknown: whether anything is inherited from above it is not known.';
    case 'failed':
      return why === 'limit'
        ? `There are more levels above. Pass the dentryUuid ${asCode(steps.findLast(({ inheritance }) => inheritance !== undefined)?.dentryUuid ?? '')} to go on from there.`
        : `What is above could not be found out. ${why instanceof DingTalkError ? sentenceFor(why, organization) : 'DingTalk did not identify the parent.'}`;
  }
}
