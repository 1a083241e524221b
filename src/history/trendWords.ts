import * as l10n from '@vscode/l10n';
import { daysNeeded, type FullInDays, type PartitionTrend } from './trend.ts';

/** Formats bytes as the settings say: `12 GB`. */
export type FormatSize = (bytes: bigint) => string;

/** When a partition will be full, in a few words: `full in about 7 weeks`; `undefined` if unknown. */
export function forecastText({ verdict, fullInDays }: PartitionTrend): string | undefined {
  if (verdict === 'moreThanAYear') {
    return l10n.t('full in more than a year');
  }
  return fullInDays === undefined ? undefined : forecastInDays(fullInDays.expected);
}

/** As `forecastText`, with the range if there is one: `full in about 7 weeks (5 to 11)`. */
export function forecastWithRange(trend: PartitionTrend): string | undefined {
  const { expected, earliest, latest } = trend.fullInDays ?? {};
  if (expected === undefined || earliest === undefined || latest === undefined) {
    return forecastText(trend);
  }
  const count = counts(expected);
  const [low, high] = [Math.floor(earliest / count.length), Math.ceil(latest / count.length)];
  switch (count.unit) {
    case 'days':
      return count.number <= 1
        ? l10n.t('full in about a day ({0} to {1})', low, high)
        : l10n.t('full in about {0} days ({1} to {2})', count.number, low, high);
    case 'weeks':
      return l10n.t('full in about {0} weeks ({1} to {2})', count.number, low, high);
    case 'months':
      return l10n.t('full in about {0} months ({1} to {2})', count.number, low, high);
  }
}

/** `growing 12 GB a week`; `undefined` if too little is known. */
export function growthText({ growthPerDay, verdict }: PartitionTrend, size: FormatSize): string | undefined {
  if (growthPerDay === undefined) {
    return undefined;
  }
  const week = BigInt(Math.round(growthPerDay * 7));
  if (verdict === 'noTrend' || week === 0n) {
    return l10n.t('no clear trend');
  }
  return week > 0n ? l10n.t('growing {0} a week', size(week)) : l10n.t('shrinking {0} a week', size(-week));
}

/** What the readings show, in one sentence. */
export function findingText(trend: PartitionTrend, size: FormatSize): string {
  const growth = growthText(trend, size) ?? l10n.t('no clear trend');
  const forecast = forecastWithRange(trend);
  switch (trend.verdict) {
    case 'notEnough':
      return trend.days < daysNeeded
        ? l10n.t('Not enough readings yet: {0} of {1} days.', trend.days, daysNeeded)
        : l10n.t('Not enough readings yet: they cover less than two weeks.');
    case 'noTrend':
      return l10n.t('No clear trend.');
    case 'full':
      return l10n.t('Full.');
    case 'noLimit':
      return l10n.t('No limit set; {0}.', growth);
    case 'shrinking':
      return l10n.t('Used space is {0}.', growth);
    case 'growing':
    case 'moreThanAYear':
      return forecast === undefined
        ? l10n.t('Used space is {0}.', growth)
        : l10n.t('Used space is {0}; {1}.', growth, forecast);
  }
}

type Unit = 'days' | 'weeks' | 'months';

/** In days up to two weeks, then in weeks, and in months from about four months on. */
function counts(days: number): { unit: Unit; number: number; length: number } {
  const [unit, length]: [Unit, number] =
    days < 14 ? ['days', 1] : days < 120 ? ['weeks', 7] : ['months', 30.4];
  return { unit, length, number: Math.round(days / length) };
}

/** `full in about 7 weeks`. */
export function forecastInDays(days: FullInDays['expected']): string {
  const { unit, number } = counts(days);
  if (unit === 'days' && number <= 1) {
    return l10n.t('full in about a day');
  }
  switch (unit) {
    case 'days':
      return l10n.t('full in about {0} days', number);
    case 'weeks':
      return l10n.t('full in about {0} weeks', number);
    case 'months':
      return l10n.t('full in about {0} months', number);
  }
}
