import type { Table } from './table.ts';
import type { ViewState } from './viewState.ts';

export type Arrangement = Pick<ViewState, 'filter' | 'search' | 'sort' | 'unfolded'>;

/**
 * The lines to show, in order: rows by number, and headers of folded groups as negative numbers. Groups are folded only
 * without a filter or search.
 */
export function arrange(table: Table, view: Arrangement): number[] {
  const rows = sorted(table, matching(table, view), view.sort);
  if (isNarrowed(view) || table.folded.length === 0) {
    return rows;
  }
  const inGroup = (key: string) => rows.filter(row => table.keyOf(row) === key);
  return [
    ...rows.filter(row => !table.folded.includes(table.keyOf(row) ?? '')),
    ...table.folded.flatMap((key, index) => {
      const group = inGroup(key);
      return group.length === 0 ? [] : [-1 - index, ...(view.unfolded.includes(key) ? group : [])];
    }),
  ];
}

/** The key of the group that a line is the header of; `undefined` for a row. */
export function groupOf(table: Table, line: number): string | undefined {
  return line < 0 ? table.folded[-1 - line] : undefined;
}

/** Whether a filter or search may hide rows. */
export function isNarrowed({ filter, search }: Pick<ViewState, 'filter' | 'search'>): boolean {
  return filter !== undefined || search.trim() !== '';
}

function matching(table: Table, { filter, search }: Arrangement): number[] {
  // A name of a Mac may come decomposed, and is typed composed.
  const words = search
    .normalize()
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
  const searched = words.length === 0 ? [] : table.searched();
  const found: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const text = searched[row] ?? '';
    if ((filter === undefined || table.keyOf(row) === filter) && words.every(word => text.includes(word))) {
      found.push(row);
    }
  }
  return found;
}

function sorted(table: Table, rows: number[], sort: ViewState['sort']): number[] {
  const column = table.columns.find(({ id }) => id === sort?.column);
  if (column === undefined) {
    return rows;
  }
  const sign = sort?.isDescending ? -1 : 1;
  return rows.sort((a, b) => sign * column.compare(a, b) || a - b);
}
