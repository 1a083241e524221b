import type { Choice, ColumnData, TableData } from './contract.ts';

/** A column, for looking up its cells. */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly kind: ColumnData['kind'];
  readonly isCode: boolean;
  readonly width: number;
  readonly grow: number;
  readonly isEmpty: boolean;
  text(row: number): string;
  choice(row: number): Choice | undefined;
  /** Ascending. */
  compare(a: number, b: number): number;
}

export interface Table {
  readonly length: number;
  /** The columns to show. */
  readonly columns: readonly Column[];
  readonly ids: readonly string[];
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
  const texts = data.columns.flatMap(column => (column.kind === 'text' ? [linesOf(column.lines)] : []));
  const idData = data.columns.find(({ id }) => id === data.idColumn);
  const ids = idData?.kind === 'text' ? linesOf(idData.lines) : [];
  const filter = columns.find(({ id }) => id === data.filterColumn);
  const choices = data.columns.flatMap(column =>
    column.kind === 'choice' && column.id === data.filterColumn ? column.choices : [],
  );
  let searched: readonly string[] | undefined;
  return {
    length: ids.length,
    columns: columns.filter(({ isEmpty }) => !isEmpty),
    ids,
    folded: data.folded ?? [],
    keyOf: row => filter?.choice(row)?.key,
    choiceOf: key => choices.find(choice => choice.key === key),
    searched: () => {
      searched ??= ids.map((_, row) =>
        texts
          .map(lines => lines[row])
          .join('\n')
          .normalize()
          .toLowerCase(),
      );
      return searched;
    },
  };
}

function columnOf(data: ColumnData, language: string): Column {
  const { id, title, width, grow, kind } = data;
  const frame = { id, title, width, grow, kind, isCode: false, isEmpty: false, choice: () => undefined };
  const collator = new Intl.Collator(language);
  switch (data.kind) {
    case 'text': {
      const lines = linesOf(data.lines);
      const text = (row: number) => lines[row] ?? '';
      const isEmpty = lines.every(line => line === '');
      const compare = (a: number, b: number) => collator.compare(text(a), text(b));
      return { ...frame, isCode: data.isCode ?? false, isEmpty, text, compare };
    }
    case 'choice': {
      const indexes = numbersOf(data.indexes);
      const choice = (row: number) => data.choices[indexes[row] ?? -1];
      const word = (row: number) => choice(row)?.text ?? '';
      const text = (row: number) => [word(row), choice(row)?.code].filter(Boolean).join(' · ');
      return { ...frame, text, choice, compare: (a, b) => collator.compare(word(a), word(b)) };
    }
    case 'time': {
      const times = numbersOf(data.times);
      const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
      const at = (row: number) => times[row] ?? 0;
      const text = (row: number) => (at(row) > 0 ? time.format(at(row)) : '');
      return { ...frame, isEmpty: times.every(each => each === 0), text, compare: (a, b) => at(a) - at(b) };
    }
  }
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n').slice(0, -1);
}

function numbersOf(text: string): number[] {
  return text === '' ? [] : text.split(',').map(Number);
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
