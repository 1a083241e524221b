import type { Point } from './steps.ts';

/** Theil–Sen: the median of the slopes between all pairs, robust against outliers; `undefined` without a pair. */
export function slopeOf(points: readonly Point[]): number | undefined {
  const slopes: number[] = [];
  points.forEach((a, index) => {
    for (const b of points.slice(index + 1)) {
      if (b.day > a.day) {
        slopes.push((b.used - a.used) / (b.day - a.day));
      }
    }
  });
  const sorted = Float64Array.from(slopes).toSorted();
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** Days: across a longer gap between readings, no value is interpolated. */
const longestGap = 7;

/** Growth per day in each whole week, counted back from the last point. Skips weeks that start or end in a long gap. */
export function weeksOf(points: readonly Point[]): number[] {
  const [first, last] = [points[0], points.at(-1)];
  const weeks: number[] = [];
  if (first === undefined || last === undefined) {
    return weeks;
  }
  for (let end = last.day; end - 7 >= first.day; end -= 7) {
    const [from, to] = [valueAt(points, end - 7), valueAt(points, end)];
    if (from !== undefined && to !== undefined) {
      weeks.push((to - from) / 7);
    }
  }
  return weeks;
}

function valueAt(points: readonly Point[], day: number): number | undefined {
  const index = points.findIndex(point => point.day >= day);
  const [before, after] = [points[index - 1], points[index]];
  if (after === undefined || before === undefined || after.day === day) {
    return after?.used;
  }
  const gap = after.day - before.day;
  return gap > longestGap ? undefined : before.used + ((after.used - before.used) * (day - before.day)) / gap;
}
