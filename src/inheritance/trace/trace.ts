import type { FolderEntry } from '../../dingtalk/endpoints/storageFiles.ts';
import { asDingTalkError, DingTalkError, isCancellation } from '../../dingtalk/errors.ts';

/** Where a file's permissions come from. */
export interface InheritanceTrace {
  readonly corpId: string;
  readonly dentryUuid: string;
  /** The file first, then its parents upward, up to and with the first that is not `PASS_ON`. */
  readonly steps: readonly TraceStep[];
  /** `failed`: the last step could not be answered. */
  readonly end: 'broken' | 'root' | 'failed';
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

export interface TraceStep {
  /** Empty if the parent could not even be identified. */
  readonly dentryUuid: string;
  readonly name?: string;
  /** `PASS_ON`, `BREAK`, or a value unknown to us; absent from a step that could not be answered. */
  readonly inheritance?: string;
}

/** Why a trace ended early: a failure, a folder that is its own ancestor, no word of a parent, or too many levels. */
export type EarlyEnd = DingTalkError | 'circle' | 'noParent' | 'limit';

/** A trace, with what is told about it besides. */
export interface Traced extends Pick<InheritanceTrace, 'steps' | 'end'> {
  /** Of the file, from the root of its space. */
  readonly path?: string;
  /** Whether the file is only a shortcut, which has permissions of its own. */
  readonly isShortcut: boolean;
  /** Present if `end` is `failed`. */
  readonly why?: EarlyEnd;
}

export interface Place {
  readonly spaceId: string;
  readonly dentryId: string;
}

/** The calls of a trace, each metered. They throw `DingTalkError`. */
export interface TraceCalls {
  inheritance(dentryUuid: string): Promise<string>;
  place(dentryUuid: string): Promise<Place>;
  entry(place: Place): Promise<FolderEntry>;
  /**
   * Called before more than three calls are made.
   *
   * @param calls how many more it will be at most; `undefined` if DingTalk did not tell the path
   * @param name the file's, if DingTalk told it
   * @returns whether to go on
   */
  confirm(calls: number | undefined, name: string | undefined): Promise<boolean>;
}

/** The most levels of a trace: whatever DingTalk says, it ends. */
const maxLevels = 100;

/** The parent of what is directly in a space. */
const root = '0';

/**
 * Asks upward from a file, parent by parent, up to the first that is not `PASS_ON`: one call for the ids of the file,
 * and at most two for each level.
 *
 * @param limit levels after which to end early
 * @returns `undefined` if the user does not want to pay for the rest
 * @throws DingTalkError if there is no answer about the file itself; a cancellation
 */
export async function trace(
  dentryUuid: string,
  calls: TraceCalls,
  limit = maxLevels,
): Promise<Traced | undefined> {
  const inheritance = await calls.inheritance(dentryUuid);
  const found = await attempt(() => find(dentryUuid, calls));
  const isBroken = inheritance !== 'PASS_ON';
  if (found instanceof DingTalkError) {
    const step = { dentryUuid, inheritance };
    // That it is broken here does not depend on where it is.
    return isBroken
      ? { steps: [step], end: 'broken', isShortcut: false }
      : { steps: [step, unread], end: 'failed', isShortcut: false, why: found };
  }
  const { name, path, extension } = found.entry;
  const facts = { isShortcut: extension === 'dlink', ...(path === undefined ? {} : { path }) };
  const steps = [{ dentryUuid, ...(name === undefined ? {} : { name }), inheritance }];
  const climbed: Climbed | undefined = isBroken
    ? { end: 'broken' }
    : await climb(found, { steps, calls, limit });
  return climbed && { steps, ...facts, ...climbed };
}

interface Found {
  readonly place: Place;
  readonly entry: FolderEntry;
}

async function find(dentryUuid: string, calls: TraceCalls): Promise<Found> {
  const place = await calls.place(dentryUuid);
  // A knowledge base itself lies nowhere.
  return { place, entry: place.dentryId === root ? { parentId: root } : await calls.entry(place) };
}

type Climbed = Pick<Traced, 'end' | 'why'>;

/** A parent that could not be identified. */
const unread: TraceStep = { dentryUuid: '' };

/** Adds the parents of what was found to `steps`, one after the other. */
async function climb(
  { place: { spaceId, dentryId }, entry }: Found,
  { steps, calls, limit }: { steps: TraceStep[]; calls: TraceCalls; limit: number },
): Promise<Climbed | undefined> {
  const above = parentNames(entry.path);
  const seen = new Set([dentryId]);
  let agreed = 0;
  for (let { parentId } = entry; parentId !== root; ) {
    const parents = steps.length - 1;
    const parentName = above[parents];
    const step = parentName === undefined ? unread : { ...unread, name: parentName };
    const early = earlyEnd(parentId, seen, steps.length >= limit);
    if (parentId === undefined || early !== undefined) {
      steps.push(step);
      return { end: 'failed', why: early ?? 'noParent' };
    }
    if (parents >= agreed) {
      const left = above.length - parents;
      if (!(await calls.confirm(left > 0 ? 2 * left : undefined, steps[0]?.name))) {
        return undefined;
      }
      agreed = left > 0 ? above.length : Number.POSITIVE_INFINITY;
    }
    seen.add(parentId);
    const asked = await askParent({ spaceId, dentryId: parentId }, step, calls);
    if (asked === root) {
      break;
    }
    steps.push(asked.step);
    if (asked.why !== undefined) {
      return { end: 'failed', why: asked.why };
    }
    if (asked.step.inheritance !== 'PASS_ON') {
      return { end: 'broken' };
    }
    ({ parentId } = asked);
  }
  return { end: 'root' };
}

function earlyEnd(
  parentId: string | undefined,
  seen: ReadonlySet<string>,
  isAtLimit: boolean,
): EarlyEnd | undefined {
  if (parentId === undefined) {
    return 'noParent';
  }
  return seen.has(parentId) ? 'circle' : isAtLimit ? 'limit' : undefined;
}

interface Asked {
  readonly step: TraceStep;
  readonly parentId?: string | undefined;
  readonly why?: EarlyEnd;
}

/** Asks about one parent: two calls. @param step what is known of it without them */
async function askParent(place: Place, step: TraceStep, calls: TraceCalls): Promise<Asked | typeof root> {
  const entry = await attempt(() => calls.entry(place));
  if (entry instanceof DingTalkError) {
    return { step, why: entry };
  }
  const { uuid, name = step.name, parentId } = entry;
  const named = { dentryUuid: uuid ?? '', ...(name === undefined ? {} : { name }) };
  if (uuid === undefined) {
    return { step: named, why: 'noParent' };
  }
  const inheritance = await attempt(() => calls.inheritance(uuid));
  if (inheritance instanceof DingTalkError) {
    // There was an answer about the file, so it is not the app that DingTalk refuses: the root has no inheritance.
    return inheritance.kind === 'notSupported' ? root : { step: named, why: inheritance };
  }
  return { step: { ...named, inheritance }, parentId };
}

/** The names in a path above its last, the nearest first. */
function parentNames(path = ''): string[] {
  return path
    .split('/')
    .filter(name => name !== '')
    .toReversed()
    .slice(1);
}

/** The answer, or the failure. A cancellation is thrown. */
async function attempt<T extends object | string>(ask: () => Promise<T>): Promise<T | DingTalkError> {
  try {
    return await ask();
  } catch (error) {
    if (isCancellation(error)) {
      throw error;
    }
    return asDingTalkError(error);
  }
}
