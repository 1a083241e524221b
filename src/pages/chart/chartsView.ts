import type { PageData } from '../contract.ts';
import { element, withRole } from '../element.ts';
import { fill } from '../fill.ts';
import { type ChartParts, ChartView } from './chartView.ts';
import { spanOf } from './span.ts';

export interface ChartsParts extends Omit<ChartParts, 'words'> {
  readonly data: NonNullable<PageData['charts']>;
  readonly title: string;
  announce(text: string): void;
}

/** The charts of a page, one below another, all of the same range of time. */
export class ChartsView {
  readonly element = element('main', 'charts');
  private readonly views: readonly ChartView[];
  private readonly resized: ResizeObserver;

  constructor(private readonly parts: ChartsParts) {
    const { data, title } = parts;
    this.views = data.all.map(chart => new ChartView(chart, { ...parts, words: data.words }));
    this.element.tabIndex = -1;
    this.element.ariaLabel = title;
    this.element.append(
      this.picker(),
      ...this.views.map(view => view.element),
      element('p', 'help', data.words.help),
    );
    this.resized = new ResizeObserver(() => this.fit());
  }

  /** Once it is in the document. @returns what ends it */
  mount(): () => void {
    this.fit();
    this.resized.observe(this.element);
    return () => this.resized.disconnect();
  }

  /** The control that has this key: after the page was filled again, it is another element. */
  find(key: string | undefined): HTMLElement | undefined {
    const found = key === undefined ? null : this.element.querySelector(`[data-key="${CSS.escape(key)}"]`);
    return found instanceof HTMLElement ? found : undefined;
  }

  private fit(): void {
    for (const view of this.views) {
      view.resize(Math.floor(view.element.clientWidth));
    }
  }

  private picker(): HTMLElement {
    const { store, data } = this.parts;
    const { words } = data;
    const group = withRole('div', 'filters', 'group', { label: words.range });
    const buttons = words.ranges.map(({ text }, index) => {
      const button = document.createElement('vscode-button');
      button.className = 'filter';
      button.textContent = text;
      button.dataset.key = `range ${index}`;
      button.addEventListener('click', () => {
        store.change({ range: index });
        update();
        for (const view of this.views) {
          view.draw();
        }
        this.announceRange(index);
      });
      return button;
    });
    const update = () =>
      buttons.forEach((button, index) => {
        const isOn = index === store.state.range;
        button.setAttribute('aria-pressed', String(isOn));
        button.secondary = !isOn;
      });
    update();
    group.append(...buttons);
    return group;
  }

  private announceRange(index: number): void {
    const { data, language, announce } = this.parts;
    const [chart] = data.all;
    const picked = data.words.ranges[index];
    if (chart !== undefined && picked !== undefined) {
      const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
      const { from, now } = spanOf(chart, picked.days);
      announce(fill(data.words.rangeShown, picked.text, format.format(from), format.format(now)));
    }
  }
}
