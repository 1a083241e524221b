import * as l10n from '@vscode/l10n';
import { dayLength } from './localDay.ts';
import type { PartitionTrend, StorageTrend } from './trend.ts';
import { type FormatSize, findingText, forecastText, forecastWithRange, growthText } from './trendWords.ts';

/** Days: what takes longer is not said in a row. */
const soon = 90;

/**
 * A trend with the days until it is full counted from now, rather than from the last reading; without them if they are
 * over.
 *
 * @param now milliseconds since 1970
 */
export function asOf(trend: PartitionTrend, now: number): PartitionTrend {
  const { fullInDays, ...rest } = trend;
  const elapsed = Math.max(0, now - (trend.readings.at(-1)?.at ?? now)) / dayLength;
  if (fullInDays === undefined || fullInDays.expected <= elapsed) {
    return rest;
  }
  const { expected, earliest, latest } = fullInDays;
  const range =
    earliest === undefined || latest === undefined
      ? {}
      : { earliest: Math.max(0, earliest - elapsed), latest: latest - elapsed };
  return { ...rest, fullInDays: { expected: expected - elapsed, ...range } };
}

/** By partition type: `full in about 7 weeks`, for those that will be within 90 days. */
export function soonFull({ partitions }: StorageTrend, now: number): Map<string, string> {
  return new Map(
    partitions.flatMap(each => {
      const trend = asOf(each, now);
      const text = forecastText(trend);
      return text !== undefined && (trend.fullInDays?.expected ?? soon + 1) <= soon
        ? [[trend.partitionType, text]]
        : [];
    }),
  );
}

/** What a hover says about how partitions grow, with the partition's name where there are several. */
export function growthFacts(
  trends: readonly PartitionTrend[],
  now: number,
  words: { size: FormatSize; partitionName(partitionType: string): string },
): [string, string][] {
  const named = (what: string, { partitionType }: PartitionTrend) =>
    trends.length === 1 ? what : l10n.t('{0} of {1}', what, words.partitionName(partitionType));
  return trends.flatMap((each): [string, string][] => {
    const trend = asOf(each, now);
    const growth = growthText(trend, words.size) ?? findingText(trend, words.size);
    const forecast = forecastWithRange(trend);
    return [
      [named(l10n.t('Growth'), trend), growth],
      ...(forecast === undefined
        ? []
        : [[named(l10n.t('Forecast'), trend), forecast] satisfies [string, string]]),
    ];
  });
}
