import { ticks } from 'd3-array';
import { timeTicks } from 'd3-time';
import type { Chart } from '../contract.ts';
import { fill } from '../fill.ts';
import { dayLength, type Span } from './span.ts';

/** Where a value is on the screen. */
export type Scale = (value: number) => number;

/** A linear scale. */
export function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  return value => (to === from ? start : start + ((value - from) / (to - from)) * (end - start));
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Round values of a scale, in the largest unit that fits. */
export function valueTicks(
  units: Chart['units'],
  [low, high]: readonly [number, number],
  count: number,
  language: string,
): Tick[] {
  const { size, text } = units.findLast(unit => unit.size <= high) ?? units[0] ?? { size: 1, text: '{0}' };
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  return ticks(low / size, high / size, count).map(value => ({
    value: value * size,
    text: fill(text, number.format(value)),
  }));
}

/** Days up to half a year, then months. */
const daysInTicks = 190;

/** Round times: the beginnings of days, weeks, months or years. */
export function dayTicks({ from, until }: Span, count: number, language: string): Tick[] {
  const isLong = until - from > daysInTicks * dayLength;
  const format = new Intl.DateTimeFormat(
    language,
    isLong ? { month: 'short', year: 'numeric' } : { month: 'short', day: 'numeric' },
  );
  const found = timeTicks(new Date(from), new Date(until), count);
  // In a short span, there would be several ticks in a day.
  return found
    .map(time => ({ value: time.getTime(), text: format.format(time) }))
    .filter(({ text }, index, all) => text !== all[index - 1]?.text);
}
