import { allPages } from '../../dingtalk/allPages.ts';
import type { Client } from '../../dingtalk/client.ts';
import { listDriveSpaces } from '../../dingtalk/endpoints/drive.ts';
import type { Partition } from '../../dingtalk/endpoints/storage.ts';
import {
  getRecycleBin,
  listRecycleItems,
  type RecycleItem,
} from '../../dingtalk/endpoints/storageRecycleBin.ts';
import { asDingTalkError, type DingTalkError, isCancellation } from '../../dingtalk/errors.ts';
import { type Organization, ownCorpId } from '../../organizations/organization.ts';
import { type BinUse, type KeptUsage, spaceListOf, type UsageFailure } from './spaceUsage.ts';

/** Pages of spaces after which to stop: 5,000 spaces. */
export const maxSpaceCalls = 100;

/** Calls about a recycle bin after which to stop: one for the bin itself, and 2,000 items. */
export const maxBinCalls = 41;

const dayLength = 86_400_000;
/** DingTalk keeps what was deleted for 30 days. */
const keptDays = 30;
const soonDays = 7;

/** How full the storage of an organization is, and whether that took a call. */
export interface Figures {
  readonly partitions: readonly Partition[];
  readonly calls: 0 | 1;
}

/**
 * What fills an organization's storage. One metered call for each 50 spaces. What cannot be found out is among the
 * failures, so that the rest is not lost.
 *
 * @param figures of the organization, which may be under way
 * @param onPage called with the number of spaces so far
 * @throws what `signal` was aborted with; and the failure, if there is nothing but failures
 */
export async function askUsage(
  client: Client,
  { corpId, unionId, label }: Organization,
  figures: Promise<Figures>,
  signal: AbortSignal,
  onPage: (spaces: number) => void,
): Promise<KeptUsage> {
  const figuresKnown = settled(figures);
  let calls = 0;
  const listed = await settled(
    allPages(
      nextToken => {
        calls++;
        return listDriveSpaces(client, { unionId, nextToken }, signal);
      },
      maxSpaceCalls,
      spaces => onPage(spaces.length),
    ),
  );
  // Somebody else may be asking for the figures, too, so that they are not cancelled with this.
  const organization = await Promise.race([figuresKnown, whenAborted(signal)]);
  if ('failure' in listed && 'failure' in organization) {
    throw listed.failure;
  }
  const list: Pick<KeptUsage, 'list'> =
    'failure' in listed ? {} : { list: spaceListOf(listed.value.items, listed.value.isCutOff) };
  return {
    corpId,
    organization: label,
    askedAt: Date.now(),
    calls: calls + ('failure' in organization ? 1 : organization.value.calls),
    ...('failure' in organization ? {} : { used: usedIn(organization.value.partitions) }),
    ...list,
    failures: [...failureIn('organization', organization), ...failureIn('spaces', listed)],
  };
}

/**
 * What is in the recycle bin. Two metered calls, and one more for each further 50 items, up to {@link maxBinCalls}.
 *
 * @param onPage called with the number of items so far
 * @throws DingTalkError
 */
export async function askBin(
  client: Client,
  { corpId, unionId }: Organization,
  signal: AbortSignal,
  onPage: (items: number) => void,
): Promise<{ bin: BinUse; calls: number }> {
  const recycleBinId = await getRecycleBin(client, { corpId: ownCorpId(corpId), unionId }, signal);
  const { items, calls, isCutOff } = await allPages(
    nextToken => listRecycleItems(client, { recycleBinId, unionId, nextToken }, signal),
    maxBinCalls - 1,
    items => onPage(items.length),
  );
  return { bin: binOf(items, isCutOff, Date.now()), calls: calls + 1 };
}

export function binOf(items: readonly RecycleItem[], isCutOff: boolean, now: number): BinUse {
  const times = items.flatMap(({ deletedAt }) => deletedAt ?? []);
  const goesBefore = now - (keptDays - soonDays) * dayLength;
  const soon = items.filter(({ deletedAt }) => deletedAt !== undefined && deletedAt <= goesBefore);
  return {
    items: items.length,
    size: sizeOf(items),
    untold: items.filter(({ size }) => size === undefined).length,
    ...(times.length === 0 ? {} : { oldestAt: times.reduce((a, b) => Math.min(a, b)) }),
    soon: { items: soon.length, size: sizeOf(soon) },
    isCutOff,
    askedAt: now,
  };
}

function sizeOf(items: readonly RecycleItem[]): bigint {
  return items.reduce((sum, { size = 0n }) => sum + size, 0n);
}

function usedIn(partitions: readonly Partition[]): bigint {
  return partitions.reduce((sum, { quota }) => sum + (quota?.used ?? 0n), 0n);
}

/** @throws the reason, once there is one */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
}

type Settled<T> = { readonly value: T } | { readonly failure: DingTalkError };

/** @throws a cancellation */
async function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await promise };
  } catch (error) {
    if (isCancellation(error)) {
      throw error;
    }
    return { failure: asDingTalkError(error) };
  }
}

function failureIn(part: UsageFailure['part'], result: Settled<unknown>): UsageFailure[] {
  return 'failure' in result ? [{ part, failure: result.failure }] : [];
}
