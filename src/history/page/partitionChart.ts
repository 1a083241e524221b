import * as l10n from '@vscode/l10n';
import type { Quota } from '../../dingtalk/endpoints/storage.ts';
import type { Chart, ChartForecast, ChartLimit, ChartPoint } from '../../pages/contract.ts';
import { timeFormat } from '../../text/formats.ts';
import { localDay } from '../localDay.ts';
import { asOf } from '../outlook.ts';
import type { PartitionTrend } from '../trend.ts';
import { findingText } from '../trendWords.ts';
import { type PageFigures, percentText, type SizedStep, stepLabel, stepSentence } from './chartWords.ts';

type KeptReading = PartitionTrend['readings'][number];

/** Days without a reading from which on the line has a gap, as on the page. */
const longGap = 7;

/** How a partition grew, and when it is expected to be full. @param now milliseconds since 1970 */
export function partitionChart(trend: PartitionTrend, figures: PageFigures, now: number): Chart {
  const { partitionType, readings } = trend;
  const steps = sized(trend);
  const name = figures.partitionName(partitionType);
  const forecast = forecastOf(trend);
  return {
    id: partitionType,
    heading: name,
    finding: findingText(asOf(trend, now), figures.size),
    now,
    units: figures.units,
    lines: [{ id: partitionType, name, points: pointsOf(readings, steps, figures) }],
    limits: limitsOf(readings, figures),
    marks: steps.map(step => ({
      at: step.at,
      kind: step.kind,
      text: `${dayText(step.at, now, figures.language)}: ${stepLabel(step, figures)}`,
    })),
    ...(forecast === undefined ? {} : { forecast }),
    columns: [
      { text: l10n.t('Time') },
      { text: l10n.t('Used'), isNumber: true },
      { text: l10n.t('Capacity'), isNumber: true },
      { text: l10n.t('Percent'), isNumber: true },
      { text: l10n.t('Change') },
    ],
    rows: rowsOf(readings, steps, figures),
  };
}

/** A day, with its year if that is another one. */
function dayText(at: number, now: number, language: string): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const options = isThisYear
    ? ({ month: 'short', day: 'numeric' } as const)
    : { dateStyle: 'medium' as const };
  return new Intl.DateTimeFormat(language, options).format(at);
}

/** The steps of a partition, with the capacity before and after each. */
function sized({ readings, steps }: PartitionTrend): SizedStep[] {
  const days = dailyOf(readings);
  return steps.map(step => {
    const index = days.findIndex(({ at }) => at === step.at);
    return { ...step, capacity: [days[index - 1]?.max, days[index]?.max] };
  });
}

/** The last reading of each local day. */
export function dailyOf(readings: readonly KeptReading[]): KeptReading[] {
  return [...new Map(readings.map(each => [localDay(each.at), each])).values()];
}

export function quotaOf({ used, max }: KeptReading): Quota {
  return { used, type: '', ...(max === undefined ? {} : { max }) };
}

function pointsOf(
  readings: readonly KeptReading[],
  steps: readonly SizedStep[],
  figures: PageFigures,
): ChartPoint[] {
  const stepAt = new Map(steps.map(step => [step.at, step]));
  return dailyOf(readings).map((reading, index, all) => {
    const step = stepAt.get(reading.at);
    const gap = localDay(reading.at) - localDay(all[index - 1]?.at ?? reading.at);
    const parts = [
      figures.quotaText(quotaOf(reading)),
      ...(step === undefined ? [] : [stepSentence(step, figures)]),
      ...(gap > longGap ? [l10n.t('after {0} days without a reading', gap - 1)] : []),
    ];
    return { at: reading.at, value: Number(reading.used), text: parts.join(' · ') };
  });
}

/** The capacity and the levels below it, each with the times from which on it had a value. */
function limitsOf(
  readings: readonly KeptReading[],
  { size, thresholds, language }: PageFigures,
): ChartLimit[] {
  const max = readings.at(-1)?.max;
  if (max === undefined || max <= 0n) {
    return [];
  }
  const changes = readings.filter(({ max }, index) => index === 0 || max !== readings[index - 1]?.max);
  const limit = (kind: ChartLimit['kind'], perMille: bigint, text: string): ChartLimit => ({
    kind,
    text,
    steps: changes.flatMap(({ at, max }) =>
      max === undefined || max <= 0n ? [] : [{ at, value: (Number(max) * Number(perMille)) / 1000 }],
    ),
  });
  const { warning, error } = thresholds;
  return [
    limit('capacity', 1000n, l10n.t('Capacity {0}', size(max))),
    limit('error', error, percentText(error, language)),
    ...(warning < error ? [limit('warning', warning, percentText(warning, language))] : []),
  ];
}

function forecastOf({ readings, fullInDays }: PartitionTrend): ChartForecast | undefined {
  const last = readings.at(-1);
  if (last?.max === undefined || fullInDays === undefined) {
    return undefined;
  }
  return { at: last.at, value: Number(last.used), reaches: Number(last.max), ...fullInDays };
}

function rowsOf(
  readings: readonly KeptReading[],
  steps: readonly SizedStep[],
  figures: PageFigures,
): Chart['rows'] {
  const time = timeFormat(figures.language, 'short');
  const stepAt = new Map(steps.map(step => [step.at, stepSentence(step, figures)]));
  return readings.map(reading => {
    const { at, used, max } = reading;
    const capacity = max === undefined || max < 0n ? l10n.t('no limit set') : figures.size(max);
    const percent = figures.percent(quotaOf(reading)) ?? '';
    return { at, cells: [time.format(at), figures.size(used), capacity, percent, stepAt.get(at) ?? ''] };
  });
}
