import type { PageData, Section, SectionWords } from './contract.ts';
import { element, svgElement } from './element.ts';
import { fill } from './fill.ts';

const barWidth = 200;
const barHeight = 12;

/** Sections one below another, each with a bar for each line of its table. */
export function sectionsElement(
  { words, all }: NonNullable<PageData['sections']>,
  language: string,
): HTMLElement {
  const number = new Intl.NumberFormat(language);
  const main = element('main', 'sections');
  main.tabIndex = 0;
  main.append(...all.flatMap(section => [heading(section), tableOf(section, words, number)]));
  return main;
}

function heading({ heading }: Section): HTMLElement {
  return element('h2', 'heading', heading);
}

function tableOf(section: Section, words: SectionWords, number: Intl.NumberFormat): HTMLElement {
  const table = element('table', 'bars');
  const caption = element('caption', 'live', section.heading);
  const head = element('tr', '');
  head.append(headCell(words.label), headCell(words.bar, 'wide'));
  head.append(...section.columns.map((text, index) => seriesCell(text, index)), headCell(words.sum));
  // Beyond the limit, bars would leave their frame, so scale to the largest.
  const largest = Math.max(section.limit, ...section.bars.map(({ values }) => sum(values)));
  const lines = section.bars.map(({ label, values }) => {
    const total = sum(values);
    const text = fill(words.barText, number.format(total), number.format(section.limit));
    const line = element('tr', '');
    const label_ = element('th', 'label', label);
    label_.scope = 'row';
    const bar = element('td', 'wide');
    bar.append(barOf(values, section.limit, largest, `${label}: ${text}`));
    const cells = [...values, total].map(value => element('td', 'number', number.format(value)));
    line.append(label_, bar, ...cells);
    return line;
  });
  const frame = element('div', 'frame');
  table.append(caption, head, ...lines);
  frame.append(table);
  return frame;
}

function headCell(text: string, className = ''): HTMLElement {
  const cell = element('th', className, text);
  cell.scope = 'col';
  return cell;
}

/** The header of a number column doubles as the legend of the bars. */
function seriesCell(text: string, index: number): HTMLElement {
  const cell = headCell('');
  const swatch = element('span', 'swatch');
  swatch.classList.add(`series-${index % 6}`);
  swatch.ariaHidden = 'true';
  cell.append(swatch, text);
  return cell;
}

function barOf(values: readonly number[], limit: number, largest: number, label: string): SVGElement {
  const bar = svgElement('svg', 'bar-frame', {
    viewBox: `0 0 ${barWidth} ${barHeight}`,
    preserveAspectRatio: 'none',
  });
  bar.setAttribute('role', 'img');
  bar.setAttribute('aria-label', label);
  const scale = largest === 0 ? 0 : barWidth / largest;
  const title = svgElement('title', '');
  title.textContent = label;
  bar.append(title, svgElement('rect', 'room', { width: limit * scale, height: barHeight }));
  let x = 0;
  for (const [index, value] of values.entries()) {
    // Keeps even a few calls visible.
    const width = value === 0 ? 0 : Math.max(1.5, value * scale);
    bar.append(svgElement('rect', `series-${index % 6}`, { x, width, height: barHeight }));
    x += width;
  }
  return bar;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
