import * as l10n from '@vscode/l10n';
import { type Choice, type ColumnData, type PageData, textLines } from '../../pages/contract.ts';
import { pageWords, tableWords } from '../../pages/words.ts';
import { cleanText } from '../../text/cleanText.ts';
import type { Problem, SpaceWords } from '../words.ts';
import { ageOf, ages, type BigFile, type KeptFiles, kindOf, kinds, rowKeyOf } from './bigFile.ts';
import { ageText, filesSentences, filesTitle, kindText } from './filesWords.ts';

/** The biggest files of a space as a page: a table, the biggest first. */
export function filesPage(kept: KeptFiles, problems: readonly Problem[], words: SpaceWords): PageData {
  const remedies = problems.flatMap(problem => problem.remedies);
  return {
    title: filesTitle(kept),
    facts: [...problems.map(({ sentence }) => sentence), ...filesSentences(kept, words)],
    actions: [
      ...remedies.map(({ title }, index) => ({ name: `remedy${index}`, text: title })),
      ...(kept.source === undefined ? [] : [{ name: 'again', text: l10n.t('List Again…') }]),
      { name: 'audit', text: l10n.t('Audit Inheritance…') },
      { name: 'asText', text: l10n.t('Open as Text') },
      { name: 'export', text: l10n.t('Export…') },
    ],
    words: pageWords(words.language),
    table: {
      columns: columnsOf(kept, words),
      idColumn: 'dentryUuid',
      rowKeys: textLines(kept.files.map(rowKeyOf)),
      filterColumn: 'kind',
      words: tableWords({ label: l10n.t('The biggest files'), filter: l10n.t('Filter by kind') }),
    },
  };
}

function columnsOf({ files, askedAt }: KeptFiles, { sizeText }: SpaceWords): readonly ColumnData[] {
  const text = (textOf: (file: BigFile) => string) => ({
    kind: 'text' as const,
    lines: textLines(files.map(textOf)),
  });
  return [
    {
      id: 'size',
      title: l10n.t('Size'),
      width: 90,
      grow: 0.2,
      kind: 'amount',
      lines: textLines(files.map(({ size }) => sizeText(size))),
      amounts: Float64Array.from(files, ({ size }) => Number(size)),
    },
    {
      id: 'kind',
      title: l10n.t('Kind'),
      width: 120,
      grow: 0.3,
      kind: 'choice',
      choices: kinds.map(kind => choice(kind, kindText(kind))),
      indexes: Int32Array.from(files, file => kinds.indexOf(kindOf(file))),
    },
    {
      id: 'name',
      title: l10n.t('Name'),
      width: 120,
      grow: 1.2,
      ...text(({ name = '' }) => cleanText(name)),
    },
    { id: 'path', title: l10n.t('Path'), width: 150, grow: 2, ...text(({ path = '' }) => cleanText(path)) },
    {
      id: 'age',
      title: l10n.t('Last Change'),
      width: 135,
      grow: 0.3,
      kind: 'choice',
      choices: ages.map(age => choice(age, ageText(age))),
      indexes: Int32Array.from(files, ({ modifiedAt }) => ages.indexOf(ageOf(modifiedAt, askedAt))),
    },
    {
      id: 'modifiedAt',
      title: l10n.t('Modified'),
      width: 175,
      grow: 0.1,
      kind: 'time',
      times: Float64Array.from(files, ({ modifiedAt = 0 }) => modifiedAt),
    },
    {
      id: 'dentryUuid',
      title: 'dentryUuid',
      width: 110,
      grow: 0.6,
      ...text(({ dentryUuid }) => cleanText(dentryUuid)),
      isCode: true,
    },
  ];
}

function choice(key: string, text: string): Choice {
  return { key, text, code: '' };
}
