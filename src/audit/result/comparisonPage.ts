import * as l10n from '@vscode/l10n';
import type { Choice, PageData, TableData } from '../../pages/contract.ts';
import { pageWords, tableWords } from '../../pages/words.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat, timeFormat } from '../../text/formats.ts';
import type { Audit } from '../audit.ts';
import { type Change, changes, changeText, compareAudits } from './compareAudits.ts';
import { fileColumns, OutcomeCells } from './resultRows.ts';

/** Those that say what an audit asked about, and not what changed: in a table of all, one line each. */
const folded: readonly Change[] = ['added', 'leftOut', 'unanswered'];

const icons: Readonly<Partial<Record<Change, Choice['icon']>>> = {
  newlyBroken: 'bad',
  restored: 'good',
  nowReadable: 'good',
  gone: 'failed',
  nowUnreadable: 'failed',
};

/** What changed from one audit to another, as its page takes it. What is unchanged is only counted. */
export async function comparisonPage(first: Audit, second: Audit, language: string): Promise<PageData> {
  const comparison = compareAudits(first, second);
  const number = numberFormat(language);
  const unchanged = number.format(comparison.get('unchanged')?.length ?? 0);
  const listed = changes.filter(change => change !== 'unchanged');
  const choices = listed.map(
    (change): Choice => ({
      key: change,
      text: changeText(change),
      icon: icons[change] ?? 'plain',
      code: '',
    }),
  );
  const words = tableWords({
    label: l10n.t('Changes between two audits'),
    filter: l10n.t('Filter by change'),
  });
  const rows = listed.flatMap((change, index) =>
    (comparison.get(change) ?? []).map(changed => ({ ...changed, change, index })),
  );
  const before = new OutcomeCells();
  const after = new OutcomeCells();
  for (const row of rows) {
    if (row.change === 'added') before.addNothing();
    else before.add(row.before);
    if (row.change === 'leftOut') after.addNothing();
    else after.add(row.after);
  }
  const table: TableData = {
    columns: [
      {
        id: 'change',
        title: l10n.t('Change'),
        width: 190,
        grow: 1,
        kind: 'choice',
        choices,
        indexes: Int32Array.from(rows, ({ index }) => index),
      },
      { id: 'before', title: l10n.t('Before'), width: 190, grow: 1, ...before.cells },
      { id: 'after', title: l10n.t('After'), width: 190, grow: 1, ...after.cells },
      ...(await fileColumns(rows.map(({ item }) => item))),
    ],
    idColumn: 'dentryUuid',
    filterColumn: 'change',
    folded,
  };
  return {
    title: l10n.t('Audit Comparison'),
    facts: [
      `${l10n.t('First')}: ${factsOf(first, language)}`,
      `${l10n.t('Second')}: ${factsOf(second, language)}`,
      l10n.t('Unchanged, and not listed: {0}', unchanged),
    ],
    actions: [{ name: 'asText', text: l10n.t('Open as Text') }],
    words: pageWords(language),
    table: { ...table, words },
  };
}

function factsOf({ name, organizationLabel, startedAt, items, results }: Audit, language: string): string {
  const number = numberFormat(language);
  const time = timeFormat(language, 'short');
  return [
    cleanText(name),
    cleanText(organizationLabel),
    time.format(startedAt),
    l10n.t('{0} of {1}', number.format(results.size), number.format(items.length)),
  ].join(' · ');
}
