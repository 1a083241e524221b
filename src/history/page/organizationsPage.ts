import * as l10n from '@vscode/l10n';
import type { Chart, ChartLimit, ChartLine, PageData } from '../../pages/contract.ts';
import { localDay } from '../localDay.ts';
import { asOf } from '../outlook.ts';
import type { PartitionTrend, StorageTrend } from '../trend.ts';
import { forecastText } from '../trendWords.ts';
import { type PageFigures, percentText } from './chartWords.ts';
import { dailyOf, quotaOf } from './partitionChart.ts';
import { pageOf } from './trendPage.ts';

/** An organization in the picture of all. */
export interface NamedTrend {
  readonly label: string;
  readonly trend: StorageTrend;
}

/** As many lines as can be told apart by their colors and dashes. */
export const mostLines = 18;
/** As many as can be read at once; the user can show others. */
const shownAtFirst = 6;
/** Days: what takes longer is not said in the finding. */
const soon = 90;

/** In the finding. */
const mostNamed = 3;

interface Row extends NamedTrend {
  /** Its fullest partition. */
  readonly partition: PartitionTrend;
  readonly line: ChartLine;
}

/**
 * How full the fullest partition of each organization was, in one picture.
 *
 * @param trends in the order of the lines @param left how many organizations have no place in it
 */
export function organizationsPage(
  title: string,
  trends: readonly NamedTrend[],
  left: number,
  figures: PageFigures,
  now: number,
): PageData {
  const rows = trends.flatMap((each): Row[] => {
    const fullest = fullestOf(each.trend);
    const partition = fullest && asOf(fullest, now);
    return partition === undefined ? [] : [{ ...each, partition, line: lineOf(each, partition, figures) }];
  });
  const page = pageOf(title, rows.length === 0 ? [] : [chartOf(rows, figures, now)], figures);
  const unlisted = left + trends.length - rows.length;
  const fact =
    unlisted === 1
      ? l10n.t('1 organization is not listed: it has no readings or no capacity, or others are fuller.')
      : l10n.t(
          '{0} organizations are not listed: they have no readings or no capacity, or others are fuller.',
          unlisted,
        );
  return unlisted > 0 && rows.length > 0 ? { ...page, facts: [fact] } : page;
}

function chartOf(rows: readonly Row[], figures: PageFigures, now: number): Chart {
  const { warning, error } = figures.thresholds;
  const limit = (kind: ChartLimit['kind'], perMille: bigint): ChartLimit => ({
    kind,
    text: kind === 'capacity' ? l10n.t('Capacity') : percentText(perMille, figures.language),
    steps: [{ at: 0, value: Number(perMille) / 10 }],
  });
  const lines = rows.map(({ line }) => line);
  return {
    id: 'organizations',
    heading: l10n.t('Fullest Partition of Each Organization'),
    finding: findingOf(rows),
    now,
    units: [{ size: 1, text: '{0}%' }],
    top: 100,
    lines,
    shown: lines.slice(0, shownAtFirst).map(({ id }) => id),
    limits: [
      limit('capacity', 1000n),
      limit('error', error),
      ...(warning < error ? [limit('warning', warning)] : []),
    ],
    marks: [],
    columns: [{ text: l10n.t('Day') }, ...rows.map(({ label }) => ({ text: label, isNumber: true }))],
    rows: rowsOf(rows, figures),
  };
}

/** The partition with the highest share of its capacity; one without a capacity has no share. */
function fullestOf({ partitions }: StorageTrend): PartitionTrend | undefined {
  return partitions
    .filter(({ readings }) => (readings.at(-1)?.max ?? 0n) > 0n)
    .toSorted((a, b) => shareOf(b) - shareOf(a))[0];
}

function shareOf({ readings }: PartitionTrend): number {
  const { used, max } = readings.at(-1) ?? { used: 0n };
  return max === undefined ? 0 : Number(used) / Number(max);
}

function lineOf({ label, trend }: NamedTrend, partition: PartitionTrend, figures: PageFigures): ChartLine {
  const points = dailyOf(partition.readings).flatMap(reading => {
    const { at, used, max } = reading;
    const percent = figures.percent(quotaOf(reading));
    return max === undefined || max <= 0n || percent === undefined
      ? []
      : [{ at, value: (100 * Number(used)) / Number(max), text: `${label} ${percent}` }];
  });
  const parts = [points.at(-1)?.text, forecastText(partition)].filter(part => part !== undefined);
  return { id: trend.corpId, name: parts.join(' · '), points };
}

/** Which are full, and which will be within 90 days, the first of them first. */
function findingOf(rows: readonly Row[]): string {
  const full = rows.filter(({ partition }) => partition.verdict === 'full').map(({ label }) => label);
  const filling = rows
    .flatMap(({ label, partition }) => {
      const days = partition.fullInDays?.expected;
      return days === undefined || days > soon ? [] : [{ label, days, text: forecastText(partition) ?? '' }];
    })
    .toSorted((a, b) => a.days - b.days)
    .map(({ label, text }) => `${label} (${text})`);
  return [
    ...(full.length === 0 ? [] : [l10n.t('Full: {0}.', listed(full))]),
    filling.length === 0
      ? l10n.t('None is expected to become full within {0} days.', soon)
      : l10n.t('Expected to become full within {0} days: {1}.', soon, listed(filling)),
  ].join(' ');
}

function listed(names: readonly string[]): string {
  const first = names.slice(0, mostNamed).join(', ');
  return names.length > mostNamed ? l10n.t('{0} and {1} more', first, names.length - mostNamed) : first;
}

/** A row for each day with a reading, and a cell for each organization. */
function rowsOf(rows: readonly Row[], { language, percent }: PageFigures): Chart['rows'] {
  const days = new Map<number, { at: number; cells: string[] }>();
  rows.forEach(({ partition }, index) => {
    for (const reading of dailyOf(partition.readings)) {
      const day = days.get(localDay(reading.at)) ?? { at: reading.at, cells: rows.map(() => '') };
      day.at = Math.max(day.at, reading.at);
      day.cells[index] = percent(quotaOf(reading)) ?? '';
      days.set(localDay(reading.at), day);
    }
  });
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  return [...days.values()]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, cells }) => ({ at, cells: [format.format(at), ...cells] }));
}
