import type { Chart } from '../contract.ts';
import { svgElement } from '../element.ts';
import type { Drawing, LimitDrawing, LineDrawing, MarkDrawing } from './drawing.ts';

/**
 * The classes of a line by its number: one of six colors, and solid, dashed or dotted. Neighbors differ in both, and 18
 * lines all differ.
 */
export function lookOf(index: number): string {
  return `line-${index % 6} dash-${(index + Math.floor(index / 6)) % 3}`;
}

/** The drawing as SVG. @param forecastText what stands over the forecast */
export function picture(
  { finding, lines }: Chart,
  drawing: Drawing,
  { width, height, forecastText }: { width: number; height: number; forecastText: string },
): SVGElement {
  const made = svgElement('svg', 'picture', { width, height, role: 'img', 'aria-label': finding });
  made.append(
    ...axes(drawing),
    ...forecast(drawing, forecastText),
    ...drawing.marks.flatMap(mark => markElements(mark, drawing)),
    ...drawing.marks.flatMap(({ label }) =>
      label === undefined ? [] : textAt('mark-text', label.x, label.y, label.text),
    ),
    ...drawing.limits.flatMap(limitPath),
    ...drawing.lines.flatMap(each => lineElements(each, lookOf(lines.findIndex(({ id }) => id === each.id)))),
    ...drawing.limits.map(limitText),
  );
  return made;
}

export function textAt(className: string, x: number, y: number, content: string): SVGElement {
  const made = svgElement('text', className, { x, y });
  made.textContent = content;
  return made;
}

function axes({ left, right, bottom, valueTicks, dayTicks }: Drawing): SVGElement[] {
  return [
    ...valueTicks.flatMap(({ y, text }) => [
      svgElement('line', 'gridline', { x1: left, x2: right, y1: y, y2: y }),
      textAt('value-tick', left - 6, y + 4, text),
    ]),
    ...dayTicks.flatMap(({ x, text }) => [
      svgElement('line', 'gridline', { x1: x, x2: x, y1: bottom, y2: bottom + 4 }),
      textAt('day-tick', x, bottom + 17, text),
    ]),
  ];
}

function forecast({ forecast: found, top, bottom }: Drawing, text: string): SVGElement[] {
  if (found === undefined) {
    return [];
  }
  const { band, line, now } = found;
  return [
    ...(band === undefined ? [] : [svgElement('path', 'band', { d: band })]),
    svgElement('line', 'now', { x1: now, x2: now, y1: top, y2: bottom }),
    svgElement('path', 'expected', { d: line }),
    textAt('forecast-text', now + 4, top - 6, text),
  ];
}

function limitPath({ kind, path }: LimitDrawing): SVGElement[] {
  return path === undefined ? [] : [svgElement('path', `limit ${kind}`, { d: path })];
}

function limitText({ path, text, x, y }: LimitDrawing): SVGElement {
  return textAt('limit-text', x, y, path === undefined ? `${text} \u2191` : text);
}

function lineElements({ path, dots }: LineDrawing, look: string): SVGElement[] {
  return [
    svgElement('path', `line ${look}`, { d: path }),
    ...dots.map(({ x, y }) => svgElement('circle', `dot ${look}`, { cx: x, cy: y, r: 2.5 })),
  ];
}

/** Pointing down for less, up for more, and a square for another capacity. */
const shapes: Readonly<Record<MarkDrawing['kind'], string>> = {
  fall: 'M-5,-9h10l-5,9z',
  rise: 'M-5,0h10l-5,-9z',
  capacity: 'M-4,-8h8v8h-8z',
};

function markElements({ kind, x }: MarkDrawing, { top, bottom }: Drawing): SVGElement[] {
  return [
    svgElement('line', 'mark-line', { x1: x, x2: x, y1: top, y2: bottom }),
    svgElement('path', 'mark', { d: shapes[kind], transform: `translate(${x},${bottom})` }),
  ];
}
