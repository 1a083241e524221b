import type { DriveSpace } from '../../dingtalk/endpoints/drive.ts';
import type { DingTalkError } from '../../dingtalk/errors.ts';

/** What a Drive space uses. */
export interface SpaceUse {
  readonly spaceId: string;
  /** Empty if DingTalk sent none. */
  readonly name: string;
  /** Bytes. */
  readonly used: bigint;
  /** Its own capacity in bytes. Absent if it has no cap. */
  readonly max?: bigint;
}

/** What fills the storage of an organization. */
export interface SpaceUsage {
  readonly corpId: string;
  /** Bytes in use, in all partitions. */
  readonly used: bigint;
  /** The biggest first. */
  readonly spaces: readonly SpaceUse[];
  /**
   * Bytes that are in no Drive space: `used` less the sum of the spaces. Absent where the sum is larger, or where DingTalk
   * did not list all of the spaces.
   */
  readonly other?: bigint;
}

/** The Drive spaces of an organization, as far as DingTalk listed them. */
export interface SpaceList {
  /** The biggest first, each once. */
  readonly spaces: readonly SpaceUse[];
  /** How many spaces came without their use. */
  readonly untold: number;
  /** Whether DingTalk did not end the list. */
  readonly isCutOff: boolean;
}

/** The organization's own recycle bin, as far as it was read. */
export interface BinUse {
  readonly items: number;
  /** Bytes, of the items whose size DingTalk told. */
  readonly size: bigint;
  /** How many came without a size, such as folders. */
  readonly untold: number;
  /** When the oldest item was deleted, in milliseconds since 1970. */
  readonly oldestAt?: number;
  /** What goes within 7 days. */
  readonly soon: { readonly items: number; readonly size: bigint };
  /** Whether there are more items than were read. */
  readonly isCutOff: boolean;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** What the spaces of an organization used at a time. */
export interface PastUse {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Bytes, by spaceId. */
  readonly used: ReadonlyMap<string, bigint>;
}

/** What was found out about an organization, as it is kept for its page. What could not be is in `failures`. */
export interface KeptUsage {
  readonly corpId: string;
  /** The user's name for the organization. */
  readonly organization: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  /** Metered calls. */
  readonly calls: number;
  /** Bytes in use, in all partitions. */
  readonly used?: bigint;
  readonly list?: SpaceList;
  /** What the spaces used the last time. */
  readonly before?: PastUse;
  readonly bin?: BinUse;
  readonly failures: readonly UsageFailure[];
}

export interface UsageFailure {
  readonly part: 'organization' | 'spaces' | 'recycleBin';
  readonly failure: DingTalkError;
}

/** Sorts what DingTalk listed. A page may repeat a space where the list has changed meanwhile; the newer one counts. */
export function spaceListOf(listed: readonly DriveSpace[], isCutOff: boolean): SpaceList {
  const byId = new Map<string, SpaceUse>();
  let untold = 0;
  for (const { spaceId, name = '', used, max } of listed) {
    if (spaceId === undefined || used === undefined || used < 0n) {
      untold++;
    } else {
      byId.set(spaceId, { spaceId, name, used, ...(max === undefined ? {} : { max }) });
    }
  }
  return { spaces: [...byId.values()].toSorted(biggestFirst), untold, isCutOff };
}

function biggestFirst(a: SpaceUse, b: SpaceUse): number {
  return a.used === b.used ? 0 : a.used > b.used ? -1 : 1;
}

export function sumOf(spaces: readonly { readonly used: bigint }[]): bigint {
  return spaces.reduce((sum, { used }) => sum + used, 0n);
}

/** What the spaces leave of the organization's use; `undefined` where that is not known, or they exceed it. */
export function otherOf({ used, list }: Pick<KeptUsage, 'used' | 'list'>): bigint | undefined {
  if (used === undefined || list === undefined || list.isCutOff) {
    return undefined;
  }
  const other = used - sumOf(list.spaces);
  return other < 0n ? undefined : other;
}

/** The result of the command. @throws the first failure, as a caller cannot see what is missing */
export function resultOf(kept: KeptUsage): SpaceUsage {
  const { corpId, used, list, failures } = kept;
  if (used === undefined || list === undefined) {
    throw failures[0]?.failure ?? new Error(corpId);
  }
  const other = otherOf(kept);
  return { corpId, used, spaces: list.spaces, ...(other === undefined ? {} : { other }) };
}
