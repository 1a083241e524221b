/** A rough width of a text in CSS pixels: the drawing is made before its texts can be measured. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 12 : 6.5), 0);
}

/** A label of some width, which is to stand at a place. */
export interface Wanted {
  readonly x: number;
  readonly text: string;
}

export interface Placed {
  /** The left end of the label; without it, there is no room. */
  readonly x?: number;
  readonly row: number;
}

const gap = 6;

/** Puts each label right of its place, or left of it, in the first of a few rows that has room. In the first one stand the places themselves. */
export function place(
  wanted: readonly Wanted[],
  { left, right, rows }: { left: number; right: number; rows: number },
): Placed[] {
  const taken = wanted.map(({ x }) => ({ from: x, to: x, row: 0 }));
  return wanted.map(({ x, text }) => {
    const width = widthOf(text);
    for (let row = 0; row < rows; row++) {
      for (const from of [x + gap, x - gap - width]) {
        const to = from + width;
        const isFree = taken.every(
          each => each.row !== row || to + gap <= each.from || from - gap >= each.to,
        );
        if (from >= left && to <= right && isFree) {
          taken.push({ from, to, row });
          return { x: from, row };
        }
      }
    }
    return { row: 0 };
  });
}

/** Moves texts down that would stand in one another. @param ys from top to bottom */
export function spread(ys: readonly number[], lineHeight: number): number[] {
  const result: number[] = [];
  for (const y of ys) {
    result.push(Math.max(y, (result.at(-1) ?? -lineHeight) + lineHeight));
  }
  return result;
}
