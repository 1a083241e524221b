import type { TableWords } from '../contract.ts';
import { element, withRole } from '../element.ts';
import { fill } from '../fill.ts';
import type { Column } from '../table.ts';
import type { ViewState, ViewStore } from '../viewState.ts';
import { maxWidth, minWidth, resize, type Widths, widthByKey } from './widths.ts';

export interface HeaderParts {
  readonly columns: readonly Column[];
  readonly words: TableWords;
  readonly store: ViewStore;
  sortBy(column: Column): void;
  /** Called when the widths were replaced. */
  onResize(): void;
}

/** The column headers: a button that sorts, and an edge that resizes, by mouse and keyboard. */
export class Header {
  readonly element = withRole('div', 'row header', 'row', { rowindex: 1 });
  private readonly cells: readonly HTMLElement[];

  constructor(private readonly parts: HeaderParts) {
    this.cells = parts.columns.map((column, index) => this.cell(column, index));
    this.element.append(...this.cells);
    // The menu of the rows does not apply here.
    this.element.dataset.vscodeContext = JSON.stringify({ webviewSection: 'header' });
  }

  showSort(sort: ViewState['sort']): void {
    for (const [index, cell] of this.cells.entries()) {
      const direction = sort?.isDescending ? 'descending' : 'ascending';
      cell.setAttribute('aria-sort', sort?.column === this.parts.columns[index]?.id ? direction : 'none');
    }
  }

  private cell(column: Column, index: number): HTMLElement {
    const cell = withRole('div', `cell ${column.id}`, 'columnheader', {
      colindex: index + 1,
      // Otherwise each cell would be read with the label of the edge too.
      label: column.title,
    });
    const button = element('button', 'sort', column.title);
    button.addEventListener('click', () => this.parts.sortBy(column));
    cell.append(button, this.edge(column, cell));
    return cell;
  }

  private edge(column: Column, cell: HTMLElement): HTMLElement {
    const edge = withRole('div', 'edge', 'separator', {
      orientation: 'vertical',
      label: fill(this.parts.words.widthOf, column.title),
      valuemin: minWidth,
      valuemax: maxWidth,
    });
    edge.tabIndex = 0;
    const set = (width: number) => this.setWidth(column, width, edge);
    edge.addEventListener('focus', () => edge.setAttribute('aria-valuenow', String(widthNow(cell))));
    edge.addEventListener('keydown', event => {
      const width = widthByKey(event.key, event.shiftKey, widthNow(cell));
      if (width !== undefined) {
        event.preventDefault();
        event.stopPropagation();
        set(width);
      }
    });
    edge.addEventListener('pointerdown', event => {
      const offset = widthNow(cell) - event.clientX;
      const move = ({ clientX }: PointerEvent) => set(offset + clientX);
      event.preventDefault();
      edge.setPointerCapture(event.pointerId);
      edge.addEventListener('pointermove', move);
      edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), {
        once: true,
      });
    });
    edge.addEventListener('dblclick', () => this.replace({}));
    return edge;
  }

  private setWidth(column: Column, width: number, edge: HTMLElement): void {
    const shown = Object.fromEntries(
      this.parts.columns.map(({ id }, index) => [id, widthNow(this.cells[index])]),
    );
    const widths = resize(shown, column.id, width);
    this.replace(widths);
    edge.setAttribute('aria-valuenow', String(widths[column.id]));
  }

  private replace(widths: Widths): void {
    this.parts.store.change({ widths });
    this.parts.onResize();
  }
}

function widthNow(cell: HTMLElement | undefined): number {
  return Math.round(cell?.getBoundingClientRect().width ?? 0);
}
