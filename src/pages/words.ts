import * as l10n from '@vscode/l10n';
import type { ChartWords, TableWords, Words } from './contract.ts';

/** The words of every page. The extension calls this: a page has no l10n bundle of its own. */
export function pageWords(language: string): Words {
  return { language, copied: l10n.t('Copied') };
}

/** The words of every table of files. @param own the words of this one */
export function tableWords(own: Pick<TableWords, 'label' | 'filter'>): TableWords {
  return {
    ...own,
    all: l10n.t('All Files'),
    search: l10n.t('Search name, path, or dentryUuid'),
    help: l10n.t(
      'Arrow keys move, Shift selects; Enter opens the file in DingTalk; Ctrl+C copies the selected rows; Ctrl+F searches.',
    ),
    shown: l10n.t('Files shown: {0} of {1}'),
    selected: l10n.t('{0} rows selected'),
    none: l10n.t('No matching files.'),
    ascending: l10n.t('Sorted by {0}, ascending'),
    descending: l10n.t('Sorted by {0}, descending'),
    widthOf: l10n.t('Width of {0}'),
  };
}

/** The words of every chart. @param lines what several lines stand for */
export function chartWords(lines: string): ChartWords {
  return {
    lines,
    range: l10n.t('Time range'),
    ranges: [
      { text: l10n.t('30 Days'), days: 30 },
      { text: l10n.t('90 Days'), days: 90 },
      { text: l10n.t('1 Year'), days: 365 },
      { text: l10n.t('All') },
    ],
    rangeShown: l10n.t('{0}: {1} to {2}'),
    day: l10n.t('Day'),
    help: l10n.t(
      'On a chart, the arrow keys move by a day, Page Up and Page Down by a week, Home and End to the first and the last day.',
    ),
    forecast: l10n.t('Forecast'),
    table: l10n.t('Readings: {0}'),
    none: l10n.t('No readings in this time.'),
  };
}
