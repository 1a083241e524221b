/** From and to, both included. */
export type Range = readonly [from: number, to: number];

/** The rows that are selected, by their places among those shown; ranges, as there may be a hundred thousand. */
export interface Selection {
  /** The row that has the focus. */
  readonly active: number;
  /** Where Shift selects from. */
  readonly anchor: number;
  /** In order, without overlap. */
  readonly ranges: readonly Range[];
}

export function selectOne(index: number): Selection {
  return { active: index, anchor: index, ranges: [[index, index]] };
}

/** As Shift does: from the anchor to there, and nothing else. */
export function extendTo({ anchor }: Selection, index: number): Selection {
  return { active: index, anchor, ranges: [[Math.min(anchor, index), Math.max(anchor, index)]] };
}

/** As Ctrl does: adds a row, or takes it away. */
export function toggle(selection: Selection, index: number): Selection {
  const ranges = isSelected(selection, index)
    ? selection.ranges.flatMap(range => without(range, index))
    : [...selection.ranges, [index, index] as const].toSorted(([a], [b]) => a - b);
  return { active: index, anchor: index, ranges };
}

function without([from, to]: Range, index: number): Range[] {
  if (index < from || index > to) {
    return [[from, to]];
  }
  const parts: Range[] = [
    [from, index - 1],
    [index + 1, to],
  ];
  return parts.filter(([first, last]) => first <= last);
}

/** All rows; the active one stays. @param count of the rows that are shown */
export function selectAll({ active }: Selection, count: number): Selection {
  return { active, anchor: active, ranges: count === 0 ? [] : [[0, count - 1]] };
}

/** As much of it as there is of so many rows; the active row where nothing is left. */
export function clamp(selection: Selection, count: number): Selection {
  const last = Math.max(0, count - 1);
  if (selection.active > last || selection.anchor > last) {
    return selectOne(Math.min(selection.active, last));
  }
  const ranges = selection.ranges.flatMap(([from, to]): Range[] =>
    from > last ? [] : [[from, Math.min(to, last)]],
  );
  return { ...selection, ranges };
}

export function isSelected({ ranges }: Selection, index: number): boolean {
  return ranges.some(([from, to]) => from <= index && index <= to);
}

export function countSelected({ ranges }: Selection): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

/** What is selected of a list, in its order. */
export function selectedOf<Item>({ ranges }: Selection, list: readonly Item[]): Item[] {
  return ranges.flatMap(([from, to]) => list.slice(from, to + 1));
}
