import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { groupOf } from '../arrange.ts';
import type { TableWords } from '../contract.ts';
import { element, withRole } from '../element.ts';
import type { Column, Table } from '../table.ts';
import type { ViewState, ViewStore } from '../viewState.ts';
import { Header } from './header.ts';
import { copiedLine, fillLine, markGroup, newLine } from './line.ts';
import {
  clamp,
  extendTo,
  isSelected,
  type Selection,
  selectAll,
  selectedOf,
  selectOne,
  toggle,
} from './selection.ts';
import { layOut } from './widths.ts';

const rowHeight = 24;

export interface GridParts {
  readonly words: TableWords;
  readonly table: Table;
  readonly store: ViewStore;
  /** The text in the header of a folded group. */
  groupText(key: string): string;
  sortBy(column: Column): void;
  open(id: string): void;
  copy(text: string): void;
  onToggleGroup(key: string): void;
  onSelect(selection: Selection): void;
}

/** The lines of a table. Only those on the screen, and some around them, are elements. */
export class Grid {
  readonly element: HTMLElement;
  private readonly header: Header;
  private readonly body = withRole('div', 'body', 'rowgroup');
  private readonly empty: HTMLElement;
  private readonly virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  /** The existing elements, by the line that each shows. */
  private readonly pool = new Map<number, HTMLElement>();
  private lines: readonly number[] = [];

  constructor(private readonly parts: GridParts) {
    const { words, table, store } = parts;
    const about = { label: `${words.label}. ${words.help}`, multiselectable: 'true' };
    this.element = withRole('div', 'grid', 'grid', { ...about, colcount: table.columns.length });
    this.element.tabIndex = 0;
    // By the kind, our commands recognize that a person chose them.
    const context = { kind: 'rows', webviewSection: 'rows', preventDefaultContextMenuItems: true };
    this.element.dataset.vscodeContext = JSON.stringify(context);
    const { columns } = table;
    const { sortBy } = parts;
    this.header = new Header({ columns, words, store, sortBy, onResize: () => this.layOut() });
    this.empty = element('p', 'empty', words.none);
    this.element.append(this.header.element, this.body, this.empty);
    this.virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      count: 0,
      getScrollElement: () => this.element,
      estimateSize: () => rowHeight,
      overscan: 10,
      paddingStart: rowHeight,
      scrollPaddingStart: rowHeight,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.draw(),
    });
    this.listen();
    this.layOut();
  }

  /** Shows these lines of the table, in this order. */
  show(lines: readonly number[], sort: ViewState['sort']): void {
    this.lines = lines;
    this.parts.store.change({ selection: clamp(this.selection, lines.length) });
    this.header.showSort(sort);
    this.element.setAttribute('aria-rowcount', String(lines.length + 1));
    this.empty.hidden = lines.length > 0;
    this.virtualizer.setOptions({ ...this.virtualizer.options, count: lines.length });
    this.virtualizer.measure();
    this.virtualizer._willUpdate();
    this.draw();
  }

  /** Call when the grid has been added to the document; call the returned function when it has been removed. */
  mount(): () => void {
    const unmount = this.virtualizer._didMount();
    this.virtualizer._willUpdate();
    this.draw();
    this.virtualizer.scrollToIndex(this.selection.active, { align: 'auto' });
    return unmount;
  }

  /** The selected rows, by id for the extension and as text for copying. */
  selected(): { active: string; ids: string; text: string } {
    const { table } = this.parts;
    const lines = selectedOf(this.selection, this.lines);
    const text = lines.map(line => copiedLine(table, line, this.groupText(line))).join('\n');
    const ids = lines.flatMap(line => (line < 0 ? [] : table.idOf(line))).join('\n');
    const line = this.lines[this.selection.active] ?? -1;
    const active = line < 0 ? '' : table.idOf(line);
    return { active, ids, text };
  }

  private get selection(): Selection {
    return this.parts.store.state.selection;
  }

  private layOut(): void {
    const { template, width } = layOut(this.parts.table.columns, this.parts.store.state.widths);
    this.element.style.setProperty('--columns', template);
    this.element.style.setProperty('--width', `${width}px`);
  }

  private draw(): void {
    this.body.style.height = `${this.lines.length * rowHeight}px`;
    const items = this.virtualizer.getVirtualItems();
    const wanted = new Set(items.map(({ index }) => this.lines[index]));
    const spare = [...this.pool].filter(([line]) => !wanted.has(line));
    for (const { index } of items) {
      const line = this.lines[index];
      if (line !== undefined) {
        this.place(line, index, spare);
      }
    }
    for (const [line, left] of spare) {
      this.pool.delete(line);
      left.remove();
    }
    const active = this.lines.length === 0 ? '' : `row-${this.selection.active}`;
    this.element.setAttribute('aria-activedescendant', active);
  }

  /** Shows a line in its place, reusing the element of one that has left the screen if possible. */
  private place(line: number, index: number, spare: [number, HTMLElement][]): void {
    const { table, store } = this.parts;
    let shown = this.pool.get(line);
    if (shown === undefined) {
      const [old, reused] = spare.pop() ?? [];
      shown = reused ?? this.body.appendChild(newLine(table));
      if (old !== undefined) {
        this.pool.delete(old);
      }
      this.pool.set(line, shown);
      fillLine(shown, table, line, this.groupText(line));
    }
    markGroup(shown, table, line, store.state.unfolded);
    shown.style.transform = `translateY(${index * rowHeight}px)`;
    shown.id = `row-${index}`;
    shown.dataset.index = String(index);
    shown.setAttribute('aria-rowindex', String(index + 2));
    shown.setAttribute('aria-selected', String(isSelected(this.selection, index)));
    shown.classList.toggle('active', index === this.selection.active);
  }

  private groupText(line: number): string {
    const key = groupOf(this.parts.table, line);
    return key === undefined ? '' : this.parts.groupText(key);
  }

  private select(selection: Selection): void {
    this.parts.store.change({ selection });
    // Otherwise Ctrl+C would copy text selected earlier, and not the rows that look selected.
    getSelection()?.removeAllRanges();
    this.draw();
    this.parts.onSelect(selection);
  }

  private go(to: number, isExtended: boolean): void {
    const index = Math.max(0, Math.min(to, this.lines.length - 1));
    this.select(isExtended ? extendTo(this.selection, index) : selectOne(index));
    this.virtualizer.scrollToIndex(index, { align: 'auto' });
    this.draw();
  }

  /** Opens the active row's file, or unfolds the active group. */
  private openActive(): void {
    const line = this.lines[this.selection.active] ?? Number.NaN;
    const key = groupOf(this.parts.table, line);
    if (key !== undefined) {
      this.parts.onToggleGroup(key);
    } else if (line >= 0) {
      this.parts.open(this.parts.table.idOf(line));
    }
  }

  private listen(): void {
    this.element.addEventListener('keydown', event => {
      const action = event.target === this.element ? this.actionOf(event) : undefined;
      if (action !== undefined) {
        action();
        event.preventDefault();
        event.stopPropagation();
      }
    });
    this.body.addEventListener('mousedown', event => this.press(event));
    this.body.addEventListener('dblclick', event => {
      // For a group, the first click has already toggled it.
      if ((this.lines[indexAt(event) ?? -1] ?? -1) >= 0) {
        this.openActive();
      }
    });
  }

  /** What a key does here; `undefined` if it is not ours. */
  private actionOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): (() => void) | undefined {
    if (altKey) {
      return undefined;
    }
    const { active } = this.selection;
    if (ctrlKey || metaKey) {
      switch (key.toLowerCase()) {
        case 'a':
          return () => this.select(selectAll(this.selection, this.lines.length));
        case 'c':
          // Text selected with the mouse is left to the editor to copy.
          return getSelection()?.isCollapsed === false
            ? undefined
            : () => this.parts.copy(this.selected().text);
        case ' ':
          return () => this.select(toggle(this.selection, active));
        default:
          return undefined;
      }
    }
    const page = Math.max(1, Math.floor(this.element.clientHeight / rowHeight) - 2);
    const targets: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: this.lines.length - 1,
    };
    const target = targets[key];
    if (target !== undefined) {
      return () => this.go(target, shiftKey);
    }
    if (key === 'F10' && shiftKey) {
      return () => this.openMenu();
    }
    return key === 'Enter' ? () => this.openActive() : undefined;
  }

  /** At the active row; the browser would open it in the middle of the table. */
  private openMenu(): void {
    const row = this.body.querySelector('.active') ?? this.header.element;
    const { left, bottom } = row.getBoundingClientRect();
    const place = { clientX: left + rowHeight, clientY: bottom };
    row.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...place }));
  }

  /** Handles a mouse press on a row. */
  private press(event: MouseEvent): void {
    const index = indexAt(event);
    if (index === undefined) {
      return;
    }
    const isOther = event.shiftKey || event.ctrlKey || event.metaKey;
    if (isOther || event.detail > 1) {
      // The browser would select text.
      event.preventDefault();
      this.element.focus({ preventScroll: true });
    }
    if (event.button === 2) {
      // The menu applies to the whole selection if the row is part of it.
      this.select(
        isSelected(this.selection, index) ? { ...this.selection, active: index } : selectOne(index),
      );
    } else if (event.ctrlKey || event.metaKey) {
      this.select(toggle(this.selection, index));
    } else {
      this.go(index, event.shiftKey);
      const key = groupOf(this.parts.table, this.lines[index] ?? 0);
      if (key !== undefined && event.detail === 1 && !isOther) {
        this.parts.onToggleGroup(key);
      }
    }
  }
}

/** The index of the line that an event is about. */
function indexAt(event: Event): number | undefined {
  const index = (event.target as Element).closest<HTMLElement>('.body > .row')?.dataset.index;
  return index === undefined ? undefined : Number(index);
}
