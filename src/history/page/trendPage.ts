import * as l10n from '@vscode/l10n';
import type { Chart, PageData } from '../../pages/contract.ts';
import { chartWords, pageWords } from '../../pages/words.ts';
import type { StorageTrend } from '../trend.ts';
import type { PageFigures } from './chartWords.ts';
import { partitionChart } from './partitionChart.ts';

/** How the partitions of an organization grew, as the page takes it. @param now milliseconds since 1970 */
export function trendPage(
  title: string,
  { partitions }: StorageTrend,
  figures: PageFigures,
  now: number,
): PageData {
  return pageOf(
    title,
    partitions.map(trend => partitionChart(trend, figures, now)),
    figures,
    [{ name: 'asText', text: l10n.t('Open as Text') }],
  );
}

/** @param charts none without a reading */
export function pageOf(
  title: string,
  charts: readonly Chart[],
  { language }: Pick<PageFigures, 'language'>,
  more: PageData['actions'] = [],
): PageData {
  const none = l10n.t('No readings have been kept yet. Each refresh keeps one.');
  return {
    title,
    facts: charts.length === 0 ? [none] : [],
    actions: [{ name: 'export', text: l10n.t('Export…') }, ...more],
    words: pageWords(language),
    charts: { words: chartWords(l10n.t('Organizations')), all: charts },
  };
}
