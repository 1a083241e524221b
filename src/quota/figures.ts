import type { Partition, Quota } from '../dingtalk/endpoints/storage.ts';

export type Level = 'normal' | 'warning' | 'error' | 'over';

/** From how many used thousandths on a partition is short of space. */
export interface Thresholds {
  readonly warning: bigint;
  readonly error: bigint;
}

/**
 * Reads the settings `dingtalkStorage.warningPercent` and `errorPercent`, each with its default for what is no
 * percentage. Where the first is not below the second, there is no warning, and the error comes where it shall.
 */
export function readThresholds(warningPercent: unknown, errorPercent: unknown): Thresholds {
  return { warning: readPerMille(warningPercent, 80), error: readPerMille(errorPercent, 95) };
}

function readPerMille(percent: unknown, byDefault: number): bigint {
  const isPercentage = typeof percent === 'number' && percent >= 1 && percent <= 100;
  return BigInt(Math.round(10 * (isPercentage ? percent : byDefault)));
}

/** Capacity in bytes, zero too. `undefined` without a limit: where `max` is absent, or negative, as for a space. */
export function capacityOf({ max }: Quota): bigint | undefined {
  return max === undefined || max < 0n ? undefined : max;
}

/** Capacity in bytes that can be divided by; `undefined` without a limit, and for a capacity of zero. */
export function limitOf(quota: Quota): bigint | undefined {
  return capacityOf(quota) || undefined;
}

/** Used thousandths, rounded, but not up to full where it is not; `undefined` without a limit. */
export function usedPerMille(quota: Quota): bigint | undefined {
  const limit = limitOf(quota);
  if (limit === undefined) {
    return undefined;
  }
  const half = quota.used < 0n ? -limit : limit;
  const rounded = (quota.used * 2000n + half) / (limit * 2n);
  return quota.used < limit && rounded === 1000n ? 999n : rounded;
}

export function levelOf(quota: Quota, { warning, error }: Thresholds): Level {
  const capacity = capacityOf(quota);
  if (capacity !== undefined && quota.used > capacity) {
    return 'over';
  }
  const limit = limitOf(quota);
  if (limit === undefined) {
    return 'normal';
  }
  const reaches = (perMille: bigint) => quota.used * 1000n >= limit * perMille;
  return reaches(error) ? 'error' : reaches(warning) ? 'warning' : 'normal';
}

/** The partition that matters most: the fullest of those with a limit, else the one that holds most. */
export function fullestPartition(partitions: readonly Partition[]): Partition | undefined {
  return partitions.toSorted(compareFullness)[0];
}

/** Sorts the fuller of two partitions first; those with a limit before those without, which are sorted by what they hold. */
export function compareFullness({ quota: a }: Partition, { quota: b }: Partition): number {
  const [limitA, limitB] = [capacityOf(a), capacityOf(b)];
  if (limitA === undefined || limitB === undefined) {
    return limitA === limitB ? compare(b.used, a.used) : limitA === undefined ? 1 : -1;
  }
  // Multiplied out: a quotient would lose what sets two partitions apart.
  return compare(b.used * limitA, a.used * limitB);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
