/** From and to, both inclusive. */
export type Range = readonly [from: number, to: number];

/** The selected rows, by position among those shown; as ranges, since there may be a hundred thousand. */
export interface Selection {
  /** The focused row. */
  readonly active: number;
  /** Where Shift selects from. */
  readonly anchor: number;
  /** In order, without overlap. */
  readonly ranges: readonly Range[];
}

export function selectOne(index: number): Selection {
  return { active: index, anchor: index, ranges: [[index, index]] };
}

/** Like Shift: selects exactly the rows from the anchor to `index`. */
export function extendTo({ anchor }: Selection, index: number): Selection {
  return { active: index, anchor, ranges: [[Math.min(anchor, index), Math.max(anchor, index)]] };
}

/** Like Ctrl: adds a row, or removes it. */
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

/** Selects all rows; the active one stays. @param count how many rows are shown */
export function selectAll({ active }: Selection, count: number): Selection {
  return { active, anchor: active, ranges: count === 0 ? [] : [[0, count - 1]] };
}

/** Limits a selection to `count` rows; just the active row if it no longer fits. */
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

/** The selected items of a list, in its order. */
export function selectedOf<Item>({ ranges }: Selection, list: readonly Item[]): Item[] {
  return ranges.flatMap(([from, to]) => list.slice(from, to + 1));
}
