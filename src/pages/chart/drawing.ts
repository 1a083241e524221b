import { area, curveStepAfter, line } from 'd3-shape';
import type { Chart, ChartForecast, ChartLimit, ChartLine, ChartMark, ChartPoint } from '../contract.ts';
import { place, spread, widthOf } from './labels.ts';
import { dayTicks, type Scale, scale, valueTicks } from './scales.ts';
import { dayLength, isWithin, pieces, type Span } from './span.ts';

/** Everything that is drawn, in CSS pixels from the top left. */
export interface Drawing {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly valueTicks: readonly { readonly y: number; readonly text: string }[];
  readonly dayTicks: readonly { readonly x: number; readonly text: string }[];
  readonly limits: readonly LimitDrawing[];
  readonly lines: readonly LineDrawing[];
  readonly marks: readonly MarkDrawing[];
  readonly forecast?: { readonly band?: string; readonly line: string; readonly now: number };
  xOf(at: number): number;
  yOf(value: number): number;
}

export interface LimitDrawing {
  readonly kind: ChartLimit['kind'];
  /** Without a path, it is above the drawing. */
  readonly path?: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface LineDrawing {
  readonly id: string;
  readonly path: string;
  readonly dots: readonly { readonly x: number; readonly y: number }[];
}

export interface MarkDrawing {
  readonly kind: ChartMark['kind'];
  readonly x: number;
  readonly label?: { readonly x: number; readonly y: number; readonly text: string };
}

/** A capacity that would leave less than this share of the drawing to the line is only named. */
const leastShare = 0.25;
const lineHeight = 14;
/** Pixels from one reading to the next from which on each has a dot. */
const roomForDot = 14;

/** @param lines those to show @param language BCP 47, for the texts of the scales */
export function drawingOf(
  chart: Chart,
  lines: readonly ChartLine[],
  span: Span,
  { width, height, language }: { width: number; height: number; language: string },
): Drawing {
  const shown = lines.map(each => ({ ...each, points: each.points.filter(point => isWithin(point, span)) }));
  const values = rangeOf(chart, shown, span);
  const valuesShown = valueTicks(chart.units, values, height / 50, language);
  const left = Math.ceil(Math.max(24, ...valuesShown.map(({ text }) => widthOf(text)))) + 8;
  const frame = { left, top: 20, right: width - 12, bottom: height - 22 };
  const xOf = scale([span.from, span.until], [frame.left, frame.right]);
  const yOf = scale(values, [frame.bottom, frame.top]);
  return {
    ...frame,
    xOf,
    yOf,
    valueTicks: valuesShown.map(({ value, text }) => ({ y: yOf(value), text })),
    dayTicks: apart(
      dayTicks(span, Math.max(3, (frame.right - left) / 90), language).map(({ value, text }) => ({
        x: xOf(value),
        text,
      })),
      width,
    ),
    limits: limitsOf(chart.limits, span, values, { xOf, yOf, top: frame.top }),
    lines: shown.map(each => lineOf(each, xOf, yOf)),
    marks: marksOf(chart.marks, span, xOf, frame),
    ...(chart.forecast === undefined ? {} : { forecast: forecastOf(chart.forecast, span, xOf, yOf) }),
  };
}

/** Without those that would stand in the one before, or outside. */
function apart(ticks: Drawing['dayTicks'], width: number): Drawing['dayTicks'] {
  let end = 0;
  return ticks.filter(({ x, text }) => {
    const half = widthOf(text) / 2;
    const isFree = x - half >= end && x + half <= width;
    end = isFree ? x + half + 8 : end;
    return isFree;
  });
}

/** The values from the bottom to the top: from zero on, so that a rise looks as large as it is. */
function rangeOf(chart: Chart, lines: readonly ChartLine[], span: Span): [number, number] {
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value));
  const end = chart.forecast && valueAt(chart.forecast, span.until, chart.forecast.expected);
  const highest = Math.max(0, chart.top ?? 0, end ?? 0, ...values);
  const limits = chart.limits.flatMap(({ steps }) => held(steps, span).map(({ value }) => value));
  const limit = Math.max(0, ...limits);
  const top = highest >= limit * leastShare ? Math.max(highest, limit) : highest;
  return [Math.min(0, ...values), top === 0 ? 1 : top * 1.06];
}

/** The steps that hold within a span. */
function held(steps: ChartLimit['steps'], { from, now }: Span): ChartLimit['steps'] {
  const first = steps.findLastIndex(({ at }) => at <= from);
  return steps.slice(Math.max(first, 0)).filter(({ at }) => at <= now);
}

function limitsOf(
  limits: readonly ChartLimit[],
  span: Span,
  [, highest]: readonly [number, number],
  { xOf, yOf, top }: { xOf: Scale; yOf: Scale; top: number },
): LimitDrawing[] {
  const path = line<{ at: number; value: number }>()
    .x(({ at }) => xOf(at))
    .y(({ value }) => yOf(value))
    .curve(curveStepAfter);
  const drawn = limits.flatMap(({ kind, text, steps }): LimitDrawing[] => {
    const within = held(steps, span).map(step => ({ ...step, at: Math.max(step.at, span.from) }));
    const last = within.at(-1);
    if (last === undefined) {
      return [];
    }
    // The text belongs to the value that holds now.
    const x = xOf(last.at) + 4;
    if (last.value > highest) {
      return kind === 'capacity' ? [{ kind, text, x, y: top - 6 }] : [];
    }
    const ends = path([...within, { ...last, at: span.until }]) ?? '';
    const y = yOf(last.value) + (kind === 'capacity' ? -5 : lineHeight - 3);
    return [{ kind, path: ends, text, x, y }];
  });
  const sorted = drawn.toSorted((a, b) => a.y - b.y);
  const ys = spread(
    sorted.map(({ y }) => y),
    lineHeight,
  );
  return sorted.map((each, index) => ({ ...each, y: ys[index] ?? each.y }));
}

function lineOf({ id, points }: ChartLine, xOf: Scale, yOf: Scale): LineDrawing {
  const path = line<ChartPoint>()
    .x(({ at }) => xOf(at))
    .y(({ value }) => yOf(value));
  const parts = pieces(points);
  const [first, last] = [points[0], points.at(-1)];
  const room = first && last ? (xOf(last.at) - xOf(first.at)) / points.length : 0;
  // A reading by itself would not be seen as a line.
  const dots = parts.flatMap(part => (room >= roomForDot || part.length === 1 ? part : part.slice(-1)));
  return {
    id,
    path: parts.map(part => path(part) ?? '').join(''),
    dots: dots.map(({ at, value }) => ({ x: xOf(at), y: yOf(value) })),
  };
}

function marksOf(
  marks: readonly ChartMark[],
  span: Span,
  xOf: Scale,
  { left, right, bottom }: { left: number; right: number; bottom: number },
): MarkDrawing[] {
  const shown = marks.filter(mark => isWithin(mark, span));
  const wanted = shown.map(({ at, text }) => ({ x: xOf(at), text }));
  const places = place(wanted, { left, right, rows: 3 });
  return shown.map(({ kind, at, text }, index) => {
    const { x, row } = places[index] ?? { row: 0 };
    const label = x === undefined ? {} : { label: { x, y: bottom - 6 - row * lineHeight, text } };
    return { kind, x: xOf(at), ...label };
  });
}

function forecastOf(forecast: ChartForecast, span: Span, xOf: Scale, yOf: Scale) {
  const { at, expected, earliest, latest } = forecast;
  // Where one of the paths bends, and the ends.
  const days = [0, earliest, expected, latest, (span.until - at) / dayLength].flatMap(each => each ?? []);
  const times = days
    .map(day => at + day * dayLength)
    .filter(time => time <= span.until)
    .toSorted((a, b) => a - b);
  const path = line<number>()
    .x(xOf)
    .y(time => yOf(valueAt(forecast, time, expected)))
    .defined(time => time <= at + expected * dayLength);
  const now = xOf(span.now);
  if (earliest === undefined || latest === undefined) {
    return { line: path(times) ?? '', now };
  }
  const band = area<number>()
    .x(xOf)
    .y0(time => yOf(valueAt(forecast, time, latest)))
    .y1(time => yOf(valueAt(forecast, time, earliest)));
  return { band: band(times) ?? '', line: path(times) ?? '', now };
}

/** The value at a time, where full is reached in so many days. */
function valueAt({ at, value, reaches }: ChartForecast, time: number, full: number): number {
  const share = full <= 0 ? 1 : Math.min(1, (time - at) / dayLength / full);
  return value + (reaches - value) * share;
}
