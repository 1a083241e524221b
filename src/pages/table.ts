import type { Column, Outcome, Rows, ViewState } from './contract.ts';

/** The rows as the page looks them up. */
export interface Table {
  readonly length: number;
  readonly outcomes: readonly Outcome[];
  readonly outcomeOf: readonly number[];
  readonly names: readonly string[];
  readonly paths: readonly string[];
  readonly dentryUuids: readonly string[];
  /** Milliseconds since 1970; 0 where there is no answer. */
  readonly answeredAt: readonly number[];
  /** What a search looks at, in lower case; made for the first one. */
  searched(): readonly string[];
}

export function tableOf(rows: Rows): Table {
  const dentryUuids = linesOf(rows.dentryUuids);
  const names = linesOf(rows.names);
  const paths = linesOf(rows.paths);
  let searched: readonly string[] | undefined;
  return {
    length: dentryUuids.length,
    outcomes: rows.outcomes,
    outcomeOf: dentryUuids.length === 0 ? [] : rows.outcomeOf.split(',').map(Number),
    names,
    paths,
    dentryUuids,
    answeredAt: dentryUuids.length === 0 ? [] : rows.answeredAt.split(',').map(Number),
    searched: () => {
      searched ??= dentryUuids.map((uuid, row) => `${names[row]}\n${paths[row]}\n${uuid}`.toLowerCase());
      return searched;
    },
  };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n').slice(0, -1);
}

/** How many rows there are of each key; the most first. */
export function countKeys(table: Table): { key: string; outcome: Outcome; count: number }[] {
  const counts = new Map<string, { key: string; outcome: Outcome; count: number }>();
  for (const index of table.outcomeOf) {
    const outcome = table.outcomes[index];
    if (outcome !== undefined) {
      const counted = counts.get(outcome.key) ?? { key: outcome.key, outcome, count: 0 };
      counted.count++;
      counts.set(outcome.key, counted);
    }
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
}

/** The rows to show, in the order to show them in. */
export function arrange(
  table: Table,
  { filter, search, sort }: Pick<ViewState, 'filter' | 'search' | 'sort'>,
  language: string,
): number[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
  const searched = words.length === 0 ? [] : table.searched();
  const shown: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const text = searched[row] ?? '';
    if ((filter === undefined || keyOf(table, row) === filter) && words.every(word => text.includes(word))) {
      shown.push(row);
    }
  }
  if (sort !== undefined) {
    const compare = comparer(table, sort.column, language);
    const sign = sort.isDescending ? -1 : 1;
    shown.sort((a, b) => sign * compare(a, b) || a - b);
  }
  return shown;
}

function comparer(table: Table, column: Column, language: string): (a: number, b: number) => number {
  const { names, paths, dentryUuids, answeredAt } = table;
  const collator = new Intl.Collator(language);
  const byText = (texts: readonly string[]) => (a: number, b: number) =>
    collator.compare(texts[a] ?? '', texts[b] ?? '');
  switch (column) {
    case 'outcome':
      return (a, b) => collator.compare(outcomeText(table, a), outcomeText(table, b));
    case 'name':
      return byText(names);
    case 'path':
      return byText(paths);
    case 'dentryUuid':
      return byText(dentryUuids);
    case 'answeredAt':
      return (a, b) => (answeredAt[a] ?? 0) - (answeredAt[b] ?? 0);
  }
}

function keyOf(table: Table, row: number): string | undefined {
  return outcomeAt(table, row)?.key;
}

export function outcomeAt(table: Table, row: number): Outcome | undefined {
  return table.outcomes[table.outcomeOf[row] ?? -1];
}

function outcomeText(table: Table, row: number): string {
  return outcomeAt(table, row)?.text ?? '';
}
