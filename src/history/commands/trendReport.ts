import * as l10n from '@vscode/l10n';
import { cleanSentence } from '../../text/cleanText.ts';
import { markdownCell, paddedTable } from '../../text/exportText.ts';
import { timeFormat } from '../../text/formats.ts';
import { localDay } from '../localDay.ts';
import type { Step } from '../steps.ts';
import type { PartitionTrend, StorageTrend } from '../trend.ts';
import { findingText } from '../trendWords.ts';
import type { FigureWords } from '../words.ts';

/** The trend of an organization as Markdown: for each partition what it shows, its steps, and a reading for each day. */
export function trendReport(title: string, { partitions }: StorageTrend, words: FigureWords): string {
  const sections = partitions.map(trend =>
    [
      `## ${cleanSentence(words.partitionName(trend.partitionType))}`,
      findingText(trend, words.size),
      ...(trend.steps.length === 0 ? [] : [trend.steps.map(step => `- ${stepText(step, words)}`).join('\n')]),
      tableOf(trend, words),
    ].join('\n\n'),
  );
  const none = l10n.t('No readings have been kept yet. Each refresh keeps one.');
  return `${[`# ${title}`, ...(sections.length === 0 ? [none] : sections)].join('\n\n')}\n`;
}

/** A change that says nothing about how a partition grows, in words. */
export function stepText({ at, kind, by }: Step, { language, size }: FigureWords): string {
  const time = timeFormat(language, 'short').format(at);
  switch (kind) {
    case 'fall':
      return l10n.t('{0}: {1} less, probably a cleanup', time, size(-by));
    case 'rise':
      return l10n.t('{0}: {1} more at once', time, size(by));
    case 'capacity':
      return l10n.t('{0}: the capacity changed', time);
  }
}

/** Newest first. */
function tableOf({ readings }: PartitionTrend, { language, size, percent }: FigureWords): string {
  const days = new Map(readings.map(each => [localDay(each.at), each]));
  const rows = [...days.values()].toReversed().map(({ at, used, max }) => {
    const quota = { used, type: '', ...(max === undefined ? {} : { max }) };
    return [
      timeFormat(language, 'short').format(at),
      size(used),
      max === undefined || max < 0n ? l10n.t('no limit set') : size(max),
      percent(quota) ?? '',
    ];
  });
  const head = [l10n.t('Last reading of a day'), l10n.t('Used'), l10n.t('Capacity'), l10n.t('Percent')];
  const table = [head, ...rows].map(row => row.map(markdownCell));
  return paddedTable(table, ['left', 'right', 'right', 'right']).trimEnd();
}
