import * as l10n from '@vscode/l10n';
import type { TableWords, Words } from './contract.ts';

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
