import { dayLength } from './span.ts';

const week = 7 * dayLength;

/**
 * Where a key moves the cursor: the index of another day; `undefined` for other keys.
 *
 * @param days in ascending order, milliseconds since 1970
 */
export function cursorByKey(key: string, index: number, days: readonly number[]): number | undefined {
  const to = (wanted: number) => Math.min(Math.max(wanted, 0), days.length - 1);
  const day = days[index] ?? 0;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return to(index - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return to(index + 1);
    // Across a gap, at least by one day.
    case 'PageDown':
      return to(Math.min(index - 1, nearest(days, day - week)));
    case 'PageUp':
      return to(Math.max(index + 1, nearest(days, day + week)));
    case 'Home':
      return 0;
    case 'End':
      return to(days.length);
    default:
      return undefined;
  }
}

/** The index of the value nearest to another. @param values in ascending order */
export function nearest(values: readonly number[], wanted: number): number {
  const after = values.findIndex(value => value >= wanted);
  const [low, high] = [values[after - 1], values[after]];
  if (high === undefined) {
    return values.length - 1;
  }
  return low !== undefined && wanted - low < high - wanted ? after - 1 : after;
}
