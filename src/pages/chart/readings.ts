import type { Chart, ChartWords } from '../contract.ts';
import { element } from '../element.ts';
import { fill } from '../fill.ts';
import { isWithin, type Span } from './span.ts';

export interface ReadingsParts {
  readonly words: ChartWords;
  readonly language: string;
  readonly isOpen: boolean;
  toggled(isOpen: boolean): void;
}

/** The readings in a table under a disclosure. The rows are made when it is first opened: they may be thousands. */
export function readingsElement(
  chart: Chart,
  span: Span,
  { words, language, isOpen, toggled }: ReadingsParts,
): HTMLElement {
  const rows = chart.rows.filter(row => isWithin(row, span)).toReversed();
  const details = element('details', 'readings');
  const count = new Intl.NumberFormat(language).format(rows.length);
  const summary = element('summary', 'disclosure', fill(words.table, count));
  summary.dataset.key = `table ${chart.id}`;
  details.append(summary);
  const open = () => {
    if (details.open && details.childElementCount === 1) {
      details.append(tableOf(chart, rows));
    }
  };
  details.open = isOpen;
  open();
  details.addEventListener('toggle', () => {
    open();
    toggled(details.open);
  });
  return details;
}

function tableOf({ heading, columns }: Chart, rows: Chart['rows']): HTMLElement {
  const table = element('table', 'reading-table');
  const head = element('tr', '');
  head.append(
    ...columns.map(({ text, isNumber }) => {
      const cell = element('th', isNumber ? 'number' : '', text);
      cell.scope = 'col';
      return cell;
    }),
  );
  const lines = rows.map(({ cells }) => {
    const line = element('tr', '');
    line.append(
      ...columns.map(({ isNumber }, index) => {
        const text = cells[index] ?? '';
        if (index > 0) {
          return element('td', isNumber ? 'number' : '', text);
        }
        const cell = element('th', '', text);
        cell.scope = 'row';
        return cell;
      }),
    );
    return line;
  });
  table.append(element('caption', 'live', heading), head, ...lines);
  const frame = element('div', 'frame');
  frame.append(table);
  return frame;
}
