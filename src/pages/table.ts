import type { Choice, ColumnData, TableData } from './contract.ts';
import { TextLines } from './lines.ts';

/** A column, for looking up its cells. */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly kind: ColumnData['kind'];
  readonly isCode: boolean;
  readonly width: number;
  readonly grow: number;
  readonly length: number;
  readonly isEmpty: boolean;
  text(row: number): string;
  /** The texts of all rows. */
  lines(): readonly string[];
  choice(row: number): Choice | undefined;
  /** Ascending. */
  compare(a: number, b: number): number;
}

export interface Table {
  readonly length: number;
  /** The columns to show. */
  readonly columns: readonly Column[];
  idOf(row: number): string;
  /** Tells the row from all others: its id, if that does. */
  rowKeyOf(row: number): string;
  /** Keys of folded groups. */
  readonly folded: readonly string[];
  /** The key that a row is filtered by. */
  keyOf(row: number): string | undefined;
  choiceOf(key: string): Choice | undefined;
  /** The text to search in each row, in lower case and NFC; built on the first search. */
  searched(): readonly string[];
}

/** @param language for sorting and for times */
export function tableOf(data: TableData, language: string): Table {
  const columns = data.columns.map(column => columnOf(column, language));
  const texts = columns.filter(({ kind }) => kind === 'text');
  const idColumn = columns.find(({ id }) => id === data.idColumn);
  const filter = columns.find(({ id }) => id === data.filterColumn);
  const choices = data.columns.flatMap(column =>
    column.kind === 'choice' && column.id === data.filterColumn ? column.choices : [],
  );
  const rowKeys = data.rowKeys && new TextLines(data.rowKeys);
  const idOf = (row: number) => idColumn?.text(row) ?? '';
  let searched: readonly string[] | undefined;
  return {
    length: Math.max(0, ...columns.map(({ length }) => length)),
    columns: columns.filter(({ isEmpty }) => !isEmpty),
    idOf,
    rowKeyOf: rowKeys?.text ?? idOf,
    folded: data.folded ?? [],
    keyOf: row => filter?.choice(row)?.key,
    choiceOf: key => choices.find(choice => choice.key === key),
    searched: () => {
      searched ??= searchedOf(texts.map(({ lines }) => lines()));
      return searched;
    },
  };
}

/** In lower case and NFC, in which names of a Mac and typed ones are equal. */
function searchedOf(columns: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = columns;
  return first.map((text, row) =>
    [text, ...others.map(lines => lines[row])].join('\n').normalize().toLowerCase(),
  );
}

function columnOf(data: ColumnData, language: string): Column {
  const { id, title, width, grow, kind } = data;
  const frame = { id, title, width, grow, kind, isCode: false, isEmpty: false, choice: () => undefined };
  const collator = new Intl.Collator(language);
  switch (data.kind) {
    case 'text': {
      const { length, text, lines } = new TextLines(data.lines);
      const isEmpty = length === data.lines.length;
      let sorted: readonly string[] | undefined;
      const compare = (a: number, b: number) => {
        sorted ??= lines();
        return collator.compare(sorted[a] ?? '', sorted[b] ?? '');
      };
      return { ...frame, isCode: data.isCode ?? false, length, isEmpty, text, lines, compare };
    }
    case 'choice': {
      const { length } = data.indexes;
      const choice = (row: number) => data.choices[data.indexes[row] ?? -1];
      const word = (row: number) => choice(row)?.text ?? '';
      const text = (row: number) => [word(row), choice(row)?.code].filter(Boolean).join(' · ');
      const compare = (a: number, b: number) => collator.compare(word(a), word(b));
      return { ...frame, length, text, lines: () => [], choice, compare };
    }
    case 'time': {
      const { length } = data.times;
      const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
      const at = (row: number) => data.times[row] ?? 0;
      const text = (row: number) => (at(row) > 0 ? time.format(at(row)) : '');
      const isEmpty = data.times.every(each => each === 0);
      return { ...frame, length, isEmpty, text, lines: () => [], compare: (a, b) => at(a) - at(b) };
    }
    case 'amount': {
      const { length, text } = new TextLines(data.lines);
      const at = (row: number) => data.amounts[row] ?? 0;
      return { ...frame, length, text, lines: () => [], compare: (a, b) => at(a) - at(b) };
    }
  }
}

/** How many rows each key has, most first. */
export function countKeys(table: Table): { key: string; text: string; count: number }[] {
  const counts = new Map<string, number>();
  for (let row = 0; row < table.length; row++) {
    const key = table.keyOf(row);
    if (key !== undefined) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([key, count]) => ({ key, text: table.choiceOf(key)?.text ?? key, count }))
    .toSorted((a, b) => b.count - a.count);
}
