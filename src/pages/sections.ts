import type { Bar, PageData, Section, SectionWords } from './contract.ts';
import { element, svgElement } from './element.ts';
import { fill } from './fill.ts';

const barWidth = 200;
const barHeight = 12;

/**
 * Sections one below another, each with a bar for each line of its table.
 *
 * @param open called with the id of a bar whose label was pressed
 */
export function sectionsElement(
  { words, all }: NonNullable<PageData['sections']>,
  language: string,
  open: (id: string) => void,
): HTMLElement {
  const number = new Intl.NumberFormat(language);
  const main = element('main', 'sections');
  main.tabIndex = 0;
  main.append(...all.flatMap(section => [heading(section), tableOf(section, words, number, open)]));
  return main;
}

function heading({ heading }: Section): HTMLElement {
  return element('h2', 'heading', heading);
}

function tableOf(
  section: Section,
  words: SectionWords,
  number: Intl.NumberFormat,
  open: (id: string) => void,
): HTMLElement {
  const { columns, toldColumns, limit, bars } = section;
  const table = element('table', 'bars');
  const caption = element('caption', 'live', section.heading);
  const head = element('tr', '');
  head.append(headCell(words.label), headCell(words.bar, 'wide'));
  head.append(
    ...(toldColumns?.map(text => headCell(text)) ?? [...columns.map(seriesCell), headCell(words.sum)]),
  );
  // Beyond the limit, bars would leave their frame, so scale to the largest.
  const largest = Math.max(limit, ...bars.map(({ values }) => sum(values)));
  const lines = bars.map(bar => {
    const { values, told } = bar;
    const total = sum(values);
    const text = told?.text ?? fill(words.barText, number.format(total), number.format(limit));
    const line = element('tr', '');
    const drawn = element('td', 'wide');
    drawn.append(barOf(values, limit, largest, `${bar.label}: ${text}`));
    const cells = told?.cells ?? [...values, total].map(value => number.format(value));
    line.append(labelCell(bar, open), drawn, ...cells.map(cell => element('td', 'number', cell)));
    return line;
  });
  const frame = element('div', 'frame');
  table.append(caption, head, ...lines);
  frame.append(table);
  return frame;
}

function labelCell({ label, id }: Bar, open: (id: string) => void): HTMLElement {
  const cell = element('th', 'label', id === undefined ? label : '');
  cell.scope = 'row';
  cell.title = label;
  if (id !== undefined) {
    const button = element('button', 'open', label);
    button.addEventListener('click', () => open(id));
    cell.append(button);
  }
  return cell;
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
