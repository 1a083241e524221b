import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { type Column, columns, type ViewState, type Words } from './contract.ts';
import { element, withRole } from './element.ts';
import { outcomeAt, type Table } from './table.ts';

const rowHeight = 24;

export interface GridParts {
  readonly words: Words;
  readonly table: Table;
  /** Which of the shown rows is the active one. */
  active(): number;
  activate(index: number): void;
  sortBy(column: Column): void;
  open(dentryUuid: string): void;
  copy(text: string): void;
}

export interface Grid {
  readonly element: HTMLElement;
  /** Shows these rows of the table, in this order. */
  show(rows: readonly number[], sort: ViewState['sort']): void;
  /** To be called when the grid is in the document; gives what is to be called when it no longer is. */
  mount(): () => void;
}

/** The rows of a table, of which only those on the screen, and some around them, are elements. */
export function createGrid(parts: GridParts): Grid {
  const { words, table, active, activate } = parts;
  const time = new Intl.DateTimeFormat(words.language, { dateStyle: 'short', timeStyle: 'medium' });
  let shown: readonly number[] = [];

  const label = `${words.label}. ${words.help}`;
  const grid = withRole('div', 'grid', 'grid', { label, colcount: columns.length });
  grid.classList.toggle(
    'with-paths',
    table.paths.some(path => path !== ''),
  );
  grid.tabIndex = 0;
  const headers = columns.map((column, index) => headerCell(column, index, parts));
  const header = withRole('div', 'row header', 'row', { rowindex: 1 });
  header.append(...headers);
  const body = withRole('div', 'body', 'rowgroup');
  const empty = element('p', 'empty', words.none);
  grid.append(header, body, empty);

  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
    count: 0,
    getScrollElement: () => grid,
    estimateSize: () => rowHeight,
    overscan: 10,
    paddingStart: rowHeight,
    scrollPaddingStart: rowHeight,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => draw(),
  });

  /** The elements there are, by the row of the table that each shows. */
  const pool = new Map<number, HTMLElement>();
  function draw(): void {
    body.style.height = `${shown.length * rowHeight}px`;
    const items = virtualizer.getVirtualItems();
    const wanted = new Set(items.map(({ index }) => shown[index]));
    const spare = [...pool].filter(([row]) => !wanted.has(row));
    for (const { index } of items) {
      const row = shown[index];
      if (row !== undefined) {
        place(row, index, spare);
      }
    }
    for (const [row, left] of spare) {
      pool.delete(row);
      left.remove();
    }
    grid.setAttribute('aria-activedescendant', shown.length === 0 ? '' : `row-${active()}`);
  }

  /** Shows a row at its place, in an element of a row that has left the screen if there is one. */
  function place(row: number, index: number, spare: [number, HTMLElement][]): void {
    let line = pool.get(row);
    if (line === undefined) {
      const [old, reused] = spare.pop() ?? [];
      line = reused ?? body.appendChild(newLine());
      if (old !== undefined) {
        pool.delete(old);
      }
      pool.set(row, line);
      fillLine(line, table, row, time);
    }
    line.style.transform = `translateY(${index * rowHeight}px)`;
    line.id = `row-${index}`;
    line.dataset.index = String(index);
    line.setAttribute('aria-rowindex', String(index + 2));
    line.setAttribute('aria-selected', String(index === active()));
  }

  function go(to: number): void {
    activate(Math.max(0, Math.min(to, shown.length - 1)));
    virtualizer.scrollToIndex(active(), { align: 'auto' });
    draw();
  }

  function openActive(): void {
    const dentryUuid = table.dentryUuids[shown[active()] ?? -1];
    if (dentryUuid !== undefined) {
      parts.open(dentryUuid);
    }
  }

  function copyActive(): void {
    const row = shown[active()];
    if (row !== undefined) {
      parts.copy(copyText(table, row));
    }
  }

  /** What a key does here; nothing where it is not ours. */
  function actionOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): (() => void) | undefined {
    if (ctrlKey || metaKey) {
      return key.toLowerCase() === 'c' ? copyActive : undefined;
    }
    const page = Math.max(1, Math.floor(grid.clientHeight / rowHeight) - 2);
    const targets: Record<string, number> = {
      ArrowDown: active() + 1,
      ArrowUp: active() - 1,
      PageDown: active() + page,
      PageUp: active() - page,
      Home: 0,
      End: shown.length - 1,
    };
    const target = targets[key];
    if (altKey || (target === undefined && key !== 'Enter')) {
      return undefined;
    }
    return target === undefined ? openActive : () => go(target);
  }

  grid.addEventListener('keydown', event => {
    const action = event.target === grid ? actionOf(event) : undefined;
    if (action !== undefined) {
      action();
      event.preventDefault();
      event.stopPropagation();
    }
  });
  body.addEventListener('click', event => {
    const index = indexAt(event);
    if (index !== undefined) {
      go(index);
    }
  });
  body.addEventListener('dblclick', event => {
    if (indexAt(event) !== undefined) {
      openActive();
    }
  });

  return {
    element: grid,
    show(rows, sort) {
      shown = rows;
      activate(Math.max(0, Math.min(active(), shown.length - 1)));
      for (const [index, cell] of headers.entries()) {
        const direction = sort?.isDescending ? 'descending' : 'ascending';
        cell.setAttribute('aria-sort', sort?.column === columns[index] ? direction : 'none');
      }
      grid.setAttribute('aria-rowcount', String(shown.length + 1));
      empty.hidden = shown.length > 0;
      virtualizer.setOptions({ ...virtualizer.options, count: shown.length });
      virtualizer.measure();
      virtualizer._willUpdate();
      draw();
    },
    mount() {
      const unmount = virtualizer._didMount();
      virtualizer._willUpdate();
      draw();
      virtualizer.scrollToIndex(active(), { align: 'auto' });
      return unmount;
    },
  };
}

function headerCell(column: Column, index: number, { words, sortBy }: GridParts): HTMLElement {
  const cell = withRole('div', `cell ${column}`, 'columnheader', { colindex: index + 1 });
  const button = element('button', 'sort', words.columns[column]);
  button.addEventListener('click', () => sortBy(column));
  cell.append(button);
  return cell;
}

function newLine(): HTMLElement {
  const line = withRole('div', 'row', 'row');
  line.append(
    ...columns.map((column, index) => withRole('div', `cell ${column}`, 'gridcell', { colindex: index + 1 })),
  );
  return line;
}

function fillLine(line: HTMLElement, table: Table, row: number, time: Intl.DateTimeFormat): void {
  const texts = textsOf(table, row, time);
  for (const [index, cell] of [...line.children].entries()) {
    const text = texts[index] ?? '';
    cell.textContent = text;
    (cell as HTMLElement).title = text;
  }
  line.dataset.icon = outcomeAt(table, row)?.icon ?? 'unanswered';
}

/** The place of the row that an event is about. */
function indexAt(event: Event): number | undefined {
  const index = (event.target as Element).closest<HTMLElement>('.body > .row')?.dataset.index;
  return index === undefined ? undefined : Number(index);
}

function textsOf(table: Table, row: number, time: Intl.DateTimeFormat): string[] {
  const outcome = outcomeAt(table, row);
  const answeredAt = table.answeredAt[row] ?? 0;
  return [
    outcome === undefined ? '' : [outcome.text, outcome.code].filter(text => text !== '').join(' · '),
    table.names[row] ?? '',
    table.paths[row] ?? '',
    table.dentryUuids[row] ?? '',
    answeredAt > 0 ? time.format(answeredAt) : '',
  ];
}

/** As the text twin has it. */
function copyText(table: Table, row: number): string {
  const cells = [table.dentryUuids[row], outcomeAt(table, row)?.text, table.paths[row] || table.names[row]];
  return cells.filter(cell => cell !== undefined && cell !== '').join('\t');
}
