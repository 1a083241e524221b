import { groupOf } from '../arrange.ts';
import { withRole } from '../element.ts';
import type { Table } from '../table.ts';

/** A line of the grid, still empty. */
export function newLine({ columns }: Table): HTMLElement {
  const line = withRole('div', 'row', 'row');
  line.append(
    ...columns.map(({ id, isCode }, index) => {
      const cell = withRole('div', `cell ${id}`, 'gridcell', { colindex: index + 1 });
      cell.classList.toggle('code', isCode);
      return cell;
    }),
  );
  return line;
}

/** @param groupText the text in the header of a folded group */
export function fillLine(element: HTMLElement, table: Table, line: number, groupText: string): void {
  const isGroup = line < 0;
  element.classList.toggle('group', isGroup);
  for (const [index, { id }] of table.columns.entries()) {
    const cell = element.children[index];
    if (cell instanceof HTMLElement) {
      const text = isGroup ? (index === 0 ? groupText : '') : (table.columns[index]?.text(line) ?? '');
      cell.textContent = text;
      cell.title = text;
      cell.removeAttribute('aria-expanded');
      const icon = table.columns.find(column => column.id === id)?.choice(line)?.icon;
      if (icon === undefined) delete cell.dataset.icon;
      else cell.dataset.icon = icon;
    }
  }
}

/** Marks a group header as open or closed; does nothing for a row. */
export function markGroup(element: HTMLElement, table: Table, line: number, unfolded: readonly string[]) {
  const key = groupOf(table, line);
  if (key !== undefined) {
    element.firstElementChild?.setAttribute('aria-expanded', String(unfolded.includes(key)));
  }
}

/** A line as text for copying: the cells as shown, separated by tabs. */
export function copiedLine({ columns }: Table, line: number, groupText: string): string {
  return line < 0 ? groupText : columns.map(column => column.text(line)).join('\t');
}
