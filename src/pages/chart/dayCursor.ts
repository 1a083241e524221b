import type { ChartLine, ChartPoint } from '../contract.ts';
import { element, svgElement, withRole } from '../element.ts';
import { cursorByKey, nearest } from './cursorKeys.ts';
import type { Drawing } from './drawing.ts';
import { lookOf } from './picture.ts';
import { dayOf } from './span.ts';

/** A day with readings: one of each line at most. */
interface Day {
  /** The last of them: milliseconds since 1970. */
  at: number;
  readonly entries: { readonly point: ChartPoint; readonly look: string }[];
}

/** The day that the user looks at: one tab stop over the drawing, moved by keys and by the mouse. */
export class DayCursor {
  readonly element: HTMLElement;
  /** The day in words, for those who see it; others hear it as the value of the slider. */
  readonly readout = element('p', 'readout');
  readonly marks = svgElement('g', 'cursor');
  private readonly format: Intl.DateTimeFormat;
  private days: readonly Day[] = [];
  private index = 0;
  private drawing: Drawing | undefined;

  /** @param moved called with the time of the day to which the user moves it */
  constructor(
    label: string,
    language: string,
    private readonly moved: (at: number) => void,
  ) {
    this.format = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
    this.readout.ariaHidden = 'true';
    this.element = withRole('div', 'day-cursor', 'slider', { label });
    this.element.addEventListener('keydown', event => {
      const times = this.days.map(({ at }) => at);
      const index = cursorByKey(event.key, this.index, times);
      if (index !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        this.move(index);
      }
    });
    const follow = (event: PointerEvent) => this.moveTo(event.clientX);
    this.element.addEventListener('pointermove', follow);
    this.element.addEventListener('pointerdown', follow);
  }

  /** @param lines those that are drawn @param at where the user has moved it before */
  show(
    drawing: Drawing,
    lines: readonly ChartLine[],
    lookIndex: (id: string) => number,
    at: number | undefined,
  ): void {
    this.drawing = drawing;
    this.days = daysOf(lines, lookIndex);
    const times = this.days.map(each => each.at);
    this.element.tabIndex = times.length === 0 ? -1 : 0;
    this.element.hidden = times.length === 0;
    this.element.setAttribute('aria-valuemin', '0');
    this.element.setAttribute('aria-valuemax', String(Math.max(0, times.length - 1)));
    this.index = at === undefined ? times.length - 1 : nearest(times, at);
    this.update();
  }

  private moveTo(clientX: number): void {
    if (this.drawing !== undefined) {
      const x = clientX - this.element.getBoundingClientRect().left;
      const { xOf } = this.drawing;
      this.move(
        nearest(
          this.days.map(({ at }) => xOf(at)),
          x,
        ),
      );
    }
  }

  private move(index: number): void {
    const day = this.days[index];
    if (day !== undefined && index !== this.index) {
      this.index = index;
      this.update();
      this.moved(day.at);
    }
  }

  private update(): void {
    const day = this.days[this.index];
    if (day === undefined || this.drawing === undefined) {
      this.readout.textContent = '';
      this.marks.replaceChildren();
      return;
    }
    const { xOf, yOf, top, bottom } = this.drawing;
    const texts = day.entries.map(({ point }) => point.text);
    const text = `${this.format.format(day.at)}: ${texts.join('; ')}`;
    this.element.setAttribute('aria-valuenow', String(this.index));
    this.element.setAttribute('aria-valuetext', text);
    this.readout.textContent = text;
    const x = xOf(day.at);
    this.marks.replaceChildren(
      svgElement('line', 'cursor-line', { x1: x, x2: x, y1: top, y2: bottom }),
      ...day.entries.map(({ point, look }) =>
        svgElement('circle', `cursor-dot ${look}`, { cx: xOf(point.at), cy: yOf(point.value), r: 4.5 }),
      ),
    );
  }
}

function daysOf(lines: readonly ChartLine[], lookIndex: (id: string) => number): Day[] {
  const days = new Map<number, Day>();
  for (const { id, points } of lines) {
    for (const point of points) {
      const key = dayOf(point);
      const day = days.get(key) ?? { at: point.at, entries: [] };
      day.at = Math.max(day.at, point.at);
      day.entries.push({ point, look: lookOf(lookIndex(id)) });
      days.set(key, day);
    }
  }
  return [...days.values()].toSorted((a, b) => a.at - b.at);
}
