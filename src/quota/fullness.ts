import {
  hasQuota,
  type Partition,
  type PartitionWithQuota,
  type Quota,
} from '../dingtalk/endpoints/storage.ts';

export type Level = 'normal' | 'warning' | 'error' | 'over';

/** The used thousandths at which a partition counts as short of space. */
export interface Thresholds {
  readonly warning: bigint;
  readonly error: bigint;
}

/**
 * Reads the settings `dingtalkStorage.warningPercent` and `errorPercent`. What is not a percentage is replaced by the
 * default. If the first is not below the second, the error level takes precedence and there is no warning level.
 */
export function readThresholds(warningPercent: unknown, errorPercent: unknown): Thresholds {
  return { warning: readPerMille(warningPercent, 80), error: readPerMille(errorPercent, 95) };
}

function readPerMille(percent: unknown, byDefault: number): bigint {
  const isPercentage = typeof percent === 'number' && percent >= 1 && percent <= 100;
  return BigInt(Math.round(10 * (isPercentage ? percent : byDefault)));
}

/** Capacity in bytes, which may be zero. `undefined` without a limit: `max` is absent, or negative as for a space. */
export function capacityOf({ max }: Quota): bigint | undefined {
  return max === undefined || max < 0n ? undefined : max;
}

/** Capacity in bytes, safe to divide by; `undefined` without a limit and for a capacity of zero. */
export function limitOf(quota: Quota): bigint | undefined {
  return capacityOf(quota) || undefined;
}

/** Used thousandths, rounded, but never up to full unless it is full; `undefined` without a limit. */
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

/** The partition that matters most: the fullest one with a limit, else the one that holds the most. */
export function fullestPartition(partitions: readonly Partition[]): PartitionWithQuota | undefined {
  return partitions.filter(hasQuota).toSorted(byFullness)[0];
}

/**
 * Sorts the fullest partition first. Those without a limit follow, by the bytes they hold, and `undefined` comes last:
 * an organization without partitions.
 */
export function byFullness(a: PartitionWithQuota | undefined, b: PartitionWithQuota | undefined): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  const [limitA, limitB] = [capacityOf(a.quota), capacityOf(b.quota)];
  if (limitA === undefined || limitB === undefined) {
    return limitA === limitB ? compare(b.quota.used, a.quota.used) : limitA === undefined ? 1 : -1;
  }
  // Cross-multiplied, as a rounded quotient could make two different partitions equal.
  return compare(b.quota.used * limitA, a.quota.used * limitB);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
