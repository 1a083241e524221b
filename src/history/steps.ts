import { dayLength, localDay } from './localDay.ts';
import { hasDifferentCapacity, type Reading } from './readings.ts';

/** A change that says nothing about how a partition grows. */
export interface Step {
  /** Milliseconds since 1970: the first reading after it. */
  readonly at: number;
  readonly kind: 'fall' | 'rise' | 'capacity';
  /** Bytes by which usage changed. */
  readonly by: bigint;
}

/** Bytes at a time in days, as numbers: exact enough for a slope. */
export interface Point {
  readonly day: number;
  readonly used: number;
}

/** The last reading of each local day that has one. @param readings of one partition, in order */
export function daily(readings: readonly Reading[]): Reading[] {
  return [...new Map(readings.map(each => [localDay(each.at), each])).values()];
}

/** The step between two readings, if any: a cleanup, a large move of data, or a change in capacity. */
export function stepBetween(before: Reading, after: Reading): Step | undefined {
  const by = after.quota.used - before.quota.used;
  const step = (kind: Step['kind']): Step => ({ at: after.at, kind, by });
  if (hasDifferentCapacity(before, after)) {
    return step('capacity');
  }
  const max = after.quota.max ?? 0n;
  if (max <= 0n) {
    return undefined;
  }
  return -by * 50n > max ? step('fall') : by * 10n > max ? step('rise') : undefined;
}

export interface Joined {
  readonly points: readonly Point[];
  readonly steps: readonly Step[];
}

/** A series without its steps: each is replaced by the usual growth for the same time. */
export function join(readings: readonly Reading[]): Joined {
  const intervals = readings.slice(1).map((after, index) => {
    const before = readings[index] ?? after;
    const days = (after.at - before.at) / dayLength;
    return {
      after,
      days,
      by: Number(after.quota.used - before.quota.used),
      step: stepBetween(before, after),
    };
  });
  const quiet = intervals.filter(({ step }) => step === undefined);
  const quietDays = quiet.reduce((sum, { days }) => sum + days, 0);
  const usual = quietDays > 0 ? quiet.reduce((sum, { by }) => sum + by, 0) / quietDays : 0;
  const [first] = readings;
  let used = Number(first?.quota.used ?? 0n);
  const points = first === undefined ? [] : [{ day: first.at / dayLength, used }];
  for (const { after, days, by, step } of intervals) {
    used += step === undefined ? by : usual * days;
    points.push({ day: after.at / dayLength, used });
  }
  return { points, steps: intervals.flatMap(({ step }) => step ?? []) };
}
