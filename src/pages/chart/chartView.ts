import type { Chart, ChartLine, ChartWords } from '../contract.ts';
import { element, svgElement, withRole } from '../element.ts';
import type { ViewStore } from '../viewState.ts';
import { DayCursor } from './dayCursor.ts';
import { drawingOf } from './drawing.ts';
import { lookOf, picture } from './picture.ts';
import { readingsElement } from './readings.ts';
import { isWithin, spanOf } from './span.ts';

export interface ChartParts {
  readonly words: ChartWords;
  readonly language: string;
  readonly store: ViewStore;
}

const tallest = 300;
const lowest = 180;

/** A chart with its finding, its day cursor, its lines to choose from and its readings. */
export class ChartView {
  readonly element = element('section', 'chart');
  private readonly cursor: DayCursor;
  private readonly plot = element('div', 'plot');
  private readonly none: HTMLElement;
  private readonly table = element('div', '');
  private width = 0;

  constructor(
    private readonly chart: Chart,
    private readonly parts: ChartParts,
  ) {
    const { words, language, store } = parts;
    const { id, heading, finding, lines } = chart;
    this.cursor = new DayCursor(`${words.day}, ${heading}`, language, at =>
      store.change({ days: { ...store.state.days, [id]: at } }),
    );
    this.cursor.element.dataset.key = `day ${id}`;
    this.none = element('p', 'fact', words.none);
    this.element.append(
      element('h2', 'heading', heading),
      element('p', 'finding', finding),
      ...(lines.length > 1 ? [this.legend()] : []),
      this.cursor.readout,
      this.plot,
      this.none,
      this.table,
    );
  }

  /** Draws it in a width: in CSS pixels, that of the element. */
  resize(width: number): void {
    if (width !== this.width && width > 0) {
      this.width = width;
      this.draw();
    }
  }

  /** Draws it as the state says. */
  draw(): void {
    const { chart, width, parts } = this;
    const { store, language, words } = parts;
    const { unfolded, days, range } = store.state;
    const span = spanOf(chart, words.ranges[range]?.days);
    const lines = chart.lines.filter(({ id }) => this.isShown(id));
    const height = Math.round(Math.min(tallest, Math.max(lowest, width * 0.45)));
    const drawing = drawingOf(chart, lines, span, { width, height, language });
    const drawn = picture(chart, drawing, { width, height, forecastText: words.forecast });
    drawn.append(this.cursor.marks);
    const within = lines.map(each => ({
      ...each,
      points: each.points.filter(point => isWithin(point, span)),
    }));
    this.cursor.show(drawing, within, id => indexOf(chart.lines, id), days[chart.id]);
    // The cursor stays where it is, or it would lose the focus.
    this.plot.querySelector('svg')?.remove();
    this.plot.prepend(drawn);
    if (this.cursor.element.parentElement === null) {
      this.plot.append(this.cursor.element);
    }
    this.none.hidden = within.some(({ points }) => points.length > 0);
    const isOpen = unfolded.includes(chart.id);
    const toggled = (open: boolean) => this.toggleTable(open);
    this.table.replaceChildren(readingsElement(chart, span, { words, language, isOpen, toggled }));
  }

  private isShown(line: string): boolean {
    const { chart, parts } = this;
    const chosen = parts.store.state.lines[chart.id] ?? chart.shown;
    return chosen === undefined || chosen.includes(line);
  }

  private toggleTable(isOpen: boolean): void {
    const { store } = this.parts;
    const others = store.state.unfolded.filter(each => each !== this.chart.id);
    store.change({ unfolded: isOpen ? [...others, this.chart.id] : others });
  }

  /** The lines, each as a button that shows or hides it. */
  private legend(): HTMLElement {
    const legend = withRole('div', 'legend', 'group', { label: this.parts.words.lines });
    legend.append(...this.chart.lines.map(each => this.legendButton(each)));
    return legend;
  }

  private legendButton({ id, name }: ChartLine): HTMLElement {
    const button = element('button', 'legend-line');
    const swatch = svgElement('svg', 'legend-swatch', { viewBox: '0 0 24 8', 'aria-hidden': 'true' });
    const look = lookOf(indexOf(this.chart.lines, id));
    swatch.append(svgElement('path', `line ${look}`, { d: 'M0,4H24' }));
    button.append(swatch, element('span', '', name));
    button.dataset.key = `line ${this.chart.id} ${id}`;
    const update = () => button.setAttribute('aria-pressed', String(this.isShown(id)));
    update();
    button.addEventListener('click', () => {
      const { store } = this.parts;
      const shown = this.chart.lines.map(each => each.id).filter(each => this.isShown(each));
      const next = shown.includes(id) ? shown.filter(each => each !== id) : [...shown, id];
      store.change({ lines: { ...store.state.lines, [this.chart.id]: next } });
      update();
      this.draw();
    });
    return button;
  }
}

function indexOf(lines: readonly ChartLine[], id: string): number {
  return lines.findIndex(each => each.id === id);
}
