import { dayLength, localDay } from './localDay.ts';
import { byPartition, type Reading } from './readings.ts';
import { slopeOf, weeksOf } from './slope.ts';
import { daily, join, type Step } from './steps.ts';

export type Verdict =
  | 'notEnough'
  | 'noTrend'
  | 'shrinking'
  | 'growing'
  | 'moreThanAYear'
  | 'full'
  | 'noLimit';

export interface FullInDays {
  /** Counted from the last reading, like the others. */
  readonly expected: number;
  /** At the pace of the fastest week; like `latest`, only from six whole weeks on. */
  readonly earliest?: number;
  /** At the pace of the slowest week. */
  readonly latest?: number;
}

export interface PartitionTrend {
  readonly partitionType: string;
  /** In order of time. */
  readonly readings: readonly { readonly at: number; readonly used: bigint; readonly max?: bigint }[];
  readonly verdict: Verdict;
  /** Bytes. */
  readonly growthPerDay?: number;
  readonly fullInDays?: FullInDays;
  readonly steps: readonly Step[];
  /** How many of the last 90 days have a reading. */
  readonly days: number;
}

export interface StorageTrend {
  readonly corpId: string;
  readonly partitions: readonly PartitionTrend[];
}

/** Days with a reading, and days from the first to the last, needed before anything is said. */
export const daysNeeded = 8;
export const spanNeeded = 14;
export const looksBack = 90;
const weeksForRange = 6;
const longestForecast = 365;

/** How the partitions of an organization grow. @param readings in order of time */
export function trendOf(corpId: string, readings: readonly Reading[]): StorageTrend {
  return { corpId, partitions: [...byPartition(readings).values()].map(partitionTrend) };
}

function partitionTrend(readings: readonly Reading[]): PartitionTrend {
  const last = readings.at(-1);
  const each = daily(readings);
  const recent = each.filter(({ at }) => at > (last?.at ?? 0) - looksBack * dayLength);
  const { points } = join(recent);
  const span = localDay(last?.at ?? 0) - localDay(recent[0]?.at ?? 0);
  const isEnough = recent.length >= daysNeeded && span >= spanNeeded;
  const growth = isEnough ? slopeOf(points) : undefined;
  return {
    partitionType: last?.partitionType ?? '',
    readings: readings.map(({ at, quota: { used, max } }) => ({
      at,
      used,
      ...(max === undefined ? {} : { max }),
    })),
    ...(growth === undefined ? {} : { growthPerDay: Math.round(growth) }),
    ...(last === undefined ? { verdict: 'notEnough' } : judge(last, growth, weeksOf(points))),
    steps: join(each).steps,
    days: recent.length,
  };
}

function judge(
  { quota: { used, max } }: Reading,
  growth: number | undefined,
  weeks: readonly number[],
): Pick<PartitionTrend, 'verdict' | 'fullInDays'> {
  // Negative means no limit, as it does for a space.
  if (max === undefined || max < 0n) {
    return { verdict: 'noLimit' };
  }
  if (used >= max) {
    return { verdict: 'full' };
  }
  if (growth === undefined) {
    return { verdict: 'notEnough' };
  }
  const [slowest, fastest] = [Math.min(growth, ...weeks), Math.max(growth, ...weeks)];
  if (slowest <= 0) {
    return { verdict: fastest < 0 ? 'shrinking' : 'noTrend' };
  }
  const free = Number(max - used);
  const expected = free / growth;
  if (expected > longestForecast) {
    return { verdict: 'moreThanAYear' };
  }
  const range = weeks.length < weeksForRange ? {} : { earliest: free / fastest, latest: free / slowest };
  return { verdict: 'growing', fullInDays: { expected, ...range } };
}
