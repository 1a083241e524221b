import { timeDay } from 'd3-time';
import type { Chart, ChartPoint } from '../contract.ts';

/** Milliseconds in a day. */
export const dayLength = 86_400_000;
/** Days: a shorter history is drawn as if it were as long. */
const shortest = 7;
/** Days: a line does not bridge a longer time without readings. */
const longestGap = 7;

/** The time that a chart shows, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  /** Up to here there can be readings. */
  readonly now: number;
  /** The end of the forecast, or `now`. */
  readonly until: number;
}

/**
 * The last days of a chart: no more than there are readings for, and as many days of the forecast at most.
 *
 * @param days `undefined` for all
 */
export function spanOf({ lines, now, forecast }: Chart, days: number | undefined): Span {
  const first = Math.min(now, ...lines.flatMap(({ points }) => points[0]?.at ?? []));
  const last = Math.max(first, ...lines.flatMap(({ points }) => points.at(-1)?.at ?? []));
  // A clock may run behind the one that the readings are by.
  const end = Math.max(now, last);
  const earliest = days === undefined ? first : Math.max(first, end - days * dayLength);
  const from = Math.min(earliest, end - shortest * dayLength);
  if (forecast === undefined) {
    return { from, now: end, until: end };
  }
  const full = forecast.at + (forecast.latest ?? forecast.expected) * dayLength;
  return { from, now: end, until: Math.max(end, Math.min(full + (full - end) / 20, end + (end - from))) };
}

export function isWithin({ at }: { readonly at: number }, { from, now }: Span): boolean {
  return at >= from && at <= now;
}

/** Cuts a line where there were no readings for long. */
export function pieces(points: readonly ChartPoint[]): ChartPoint[][] {
  const result: ChartPoint[][] = [];
  for (const point of points) {
    const current = result.at(-1);
    const last = current?.at(-1);
    if (current === undefined || last === undefined || daysBetween(last, point) > longestGap) {
      result.push([point]);
    } else {
      current.push(point);
    }
  }
  return result;
}

function daysBetween(a: ChartPoint, b: ChartPoint): number {
  return timeDay.count(new Date(a.at), new Date(b.at));
}

/** The local day of a time: milliseconds since 1970 at which it began. */
export function dayOf({ at }: { readonly at: number }): number {
  return timeDay.floor(new Date(at)).getTime();
}
