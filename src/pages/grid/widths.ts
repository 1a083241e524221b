/** In CSS pixels; wide enough that a column can always be widened again. */
export const minWidth = 48;
export const maxWidth = 2000;

interface Sized {
  readonly id: string;
  readonly width: number;
  readonly grow: number;
}

export type Widths = Readonly<Record<string, number>>;

/** The CSS grid columns, and the total width below which they scroll. */
export function layOut(columns: readonly Sized[], widths: Widths): { template: string; width: number } {
  const tracks = columns.map(({ id, width, grow }) => {
    const chosen = widths[id];
    return chosen === undefined ? `minmax(${width}px, ${grow}fr)` : `${chosen}px`;
  });
  const width = columns.reduce((sum, column) => sum + (widths[column.id] ?? column.width), 0);
  return { template: tracks.join(' '), width };
}

/**
 * The widths after one column was resized. The others keep their current widths, so that none of them changes.
 *
 * @param shown the width of each column on the screen
 */
export function resize(shown: Widths, id: string, width: number): Widths {
  return { ...shown, [id]: Math.round(Math.min(maxWidth, Math.max(minWidth, width))) };
}

/** The width that a key on a column's edge sets; `undefined` if the key does not resize. */
export function widthByKey(key: string, isFast: boolean, width: number): number | undefined {
  const step = isFast ? 80 : 16;
  switch (key) {
    case 'ArrowLeft':
      return width - step;
    case 'ArrowRight':
      return width + step;
    case 'Home':
      return minWidth;
    default:
      return undefined;
  }
}
