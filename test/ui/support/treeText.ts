import type { Page } from 'playwright-core';
import { rows } from './workbench.ts';

/** The part of a browser's element that is used here: the tests are compiled for Node.js. */
interface RowElement {
  getAttribute(name: string): string | null;
  querySelector(selector: string): { textContent: string } | null;
}

/**
 * A tree view as a person reads it, one line per row on the screen: `Label | description`, indented by level. Read in
 * one go, as rows may change at any time.
 */
export async function treeText(page: Page, viewName: string): Promise<string[]> {
  const read = await rows(page, viewName).evaluateAll((elements: RowElement[]) =>
    elements.map(element => ({
      index: Number(element.getAttribute('data-index')),
      level: Number(element.getAttribute('aria-level')),
      label: element.querySelector('.label-name')?.textContent ?? '',
      description: element.querySelector('.label-description')?.textContent ?? '',
    })),
  );
  return read
    .toSorted((a, b) => a.index - b.index)
    .map(({ level, label, description }) => {
      const text = description === '' ? label : `${label} | ${description}`;
      return '  '.repeat(level - 1) + text;
    });
}

/** The lines below the row with this label, up to the next row at its level. */
export async function textBelow(page: Page, viewName: string, label: string): Promise<string[]> {
  const lines = await treeText(page, viewName);
  const start = lines.findIndex(line => line === label || line.startsWith(`${label} | `));
  const below = lines.slice(start + 1);
  const end = below.findIndex(line => !line.startsWith('  '));
  return start === -1 ? [] : below.slice(0, end === -1 ? undefined : end);
}
