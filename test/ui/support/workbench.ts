/**
 * What a person does in the workbench, and what they see there. Every function waits for what it needs and for the
 * effect it has; none waits for a fixed time.
 */
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { cacheFolder } from '../../editor-host/versions.ts';
import { eventually } from './eventually.ts';

/** The box of the open quick input: palette, list or question. */
export const quickInput = (page: Page): Locator =>
  page.locator('.quick-input-widget:visible .quick-input-box input');

/** The open quick input, once it asks the given question in its title, prompt or placeholder. */
export function question(page: Page, text: string | RegExp): Locator {
  return page
    .locator('.quick-input-widget:visible')
    .filter({ has: page.getByText(text).or(page.getByPlaceholder(text)) });
}

/** The row of a quick pick by its whole label. */
export function pick(page: Page, label: string): Locator {
  return page
    .locator('.quick-input-widget:visible .monaco-list-row')
    .filter({ has: page.locator('.label-name').getByText(label, { exact: true }) });
}

/** Waits for a question and answers it: the next one may appear in the same box. */
export async function answer(page: Page, asked: string | RegExp, text: string): Promise<void> {
  await question(page, asked).waitFor();
  await quickInput(page).fill(text);
  // Into the box, though a page in front may have taken the focus back (vscode#75209).
  await quickInput(page).press('Enter');
}

/** Waits for a question and picks the answer. */
export async function choose(page: Page, asked: string | RegExp, label: string): Promise<void> {
  await question(page, asked).waitFor();
  await pick(page, label).click();
}

/** Opens a view container by its name in the activity bar; a second click would close it. */
export async function openContainer(page: Page, name: string): Promise<void> {
  const tab = containerTab(page, name);
  if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  await page.locator('.part.sidebar .composite.title').getByText(name).waitFor();
}

/** A view container's icon in the activity bar; a badge adds its words to the name. */
export const containerTab = (page: Page, name: string): Locator =>
  page.locator('.part.activitybar').getByRole('tab', { name: new RegExp(`^${name}( - |$)`) });

/** A view with its header, body, welcome text and buttons. */
export function view(page: Page, name: string): Locator {
  return page.locator('.pane').filter({ has: page.locator('.pane-header').getByText(name, { exact: true }) });
}

/** The rows of a tree view on the screen. */
export const rows = (page: Page, viewName: string): Locator => view(page, viewName).getByRole('treeitem');

/** The rows with exactly this label, without their descriptions. */
export function row(page: Page, viewName: string, label: string): Locator {
  return rows(page, viewName).filter({ has: page.locator('.label-name').getByText(label, { exact: true }) });
}

/** What a row shows, for comparison. */
export async function rowText(treeRow: Locator): Promise<{ label: string; description: string }> {
  // All matching texts: an empty description has no element.
  const [labels, descriptions] = await Promise.all([
    treeRow.locator('.label-name').allInnerTexts(),
    treeRow.locator('.label-description').allInnerTexts(),
  ]);
  return { label: labels.join(''), description: descriptions.join('') };
}

export async function expand(treeRow: Locator): Promise<void> {
  if ((await treeRow.getAttribute('aria-expanded')) === 'false')
    await treeRow.locator('.monaco-tl-twistie').click();
  await treeRow.and(treeRow.page().locator('[aria-expanded="true"]')).waitFor();
}

/** Moves the mouse off the rows: the hover of one covers the next. */
export async function leaveRows(page: Page): Promise<void> {
  await page.mouse.move(800, 400);
  await page.locator('.workbench-hover:visible').first().waitFor({ state: 'hidden' });
}

/** Selects a row with a click, which also expands or collapses it if possible, as for a person. */
export async function selectRow(treeRow: Locator): Promise<void> {
  await leaveRows(treeRow.page());
  await treeRow.click();
  await treeRow.and(treeRow.page().locator('[aria-selected="true"]')).waitFor();
}

/** Presses a row's inline button, visible while the mouse is over the row. Its name includes its key, if any. */
export async function rowAction(treeRow: Locator, name: string | RegExp): Promise<void> {
  await treeRow.hover();
  // A command's name includes its key in parentheses.
  await treeRow.getByRole('button', { name: new RegExp(`^${name}( \\(.+\\))?$`) }).click();
}

/** An item of the open menu by its title, without the key that may be shown next to it. */
export const menuItem = (page: Page, title: string): Locator =>
  page.getByRole('menuitem').filter({ has: page.getByText(title, { exact: true }) });

/** Chooses from a row's context menu, with Enter, as a menu that has just opened ignores clicks. */
export async function rowMenu(treeRow: Locator, title: string): Promise<void> {
  await treeRow.click({ button: 'right' });
  const item = menuItem(treeRow.page(), title);
  await item.hover();
  await treeRow.page().keyboard.press('Enter');
  await item.waitFor({ state: 'hidden' });
}

/** Presses a button in a view's header, visible while the mouse is over the view. */
export async function viewAction(page: Page, viewName: string, name: string): Promise<void> {
  await view(page, viewName).locator('.pane-header').hover();
  await view(page, viewName).locator('.pane-header').getByRole('button', { name, exact: true }).click();
}

/** Chooses from the menu behind the `…` in a view's header, as `rowMenu` does. */
export async function viewMore(page: Page, viewName: string, title: string): Promise<void> {
  await view(page, viewName).locator('.pane-header').hover();
  await view(page, viewName)
    .getByRole('button', { name: /^Views and More Actions|^More Actions/ })
    .click();
  await menuItem(page, title).hover();
  await page.keyboard.press('Enter');
}

/** The text of the hover over a row. */
export async function hoverText(treeRow: Locator): Promise<string> {
  const hover = treeRow.page().locator('.workbench-hover:visible');
  // Again if the row was drawn anew under the mouse, which then gets none.
  await eventually(async () => {
    // Away from the previous row, whose hover would be mistaken for this one's.
    await treeRow.page().locator('.part.sidebar .composite.title').hover();
    await hover.waitFor({ state: 'hidden' });
    await treeRow.locator('.label-name').hover();
    // It may say that it is loading before it has its text, and the container's own may come late and stay a moment.
    await hover.filter({ hasNotText: /^(Loading|DingTalk Storage( - |$))/ }).waitFor({ timeout: 2000 });
  });
  // The editor renders an extension's plain text with non-breaking spaces.
  return (await hover.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
}

/**
 * A notification, as a toast or in the notification center (see `showNotifications`). Toasts disappear after a few
 * seconds, and after three within a second further ones are not shown: clear them between steps.
 */
export const notification = (page: Page, text: string | RegExp): Locator =>
  page.locator('.notification-list-item:visible').filter({ hasText: text });

export async function pressNotificationButton(
  page: Page,
  text: string | RegExp,
  button: string,
): Promise<void> {
  await notification(page, text).getByRole('button', { name: button, exact: true }).click();
}

/** Drags the side bar's edge until it is this wide, in CSS pixels. */
export async function resizeSidebar(page: Page, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (box === null) throw new Error('The side bar is not shown.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + width, y, { steps: 5 });
  await page.mouse.up();
}

/** The clipboard, as set by the page or by an extension. */
export const clipboardText = (page: Page): Promise<string> => page.evaluate('navigator.clipboard.readText()');

/** Waits until the window shows a theme of this kind. */
export async function themeShown(
  page: Page,
  kind: 'vs' | 'vs-dark' | 'hc-black' | 'hc-light',
): Promise<void> {
  await page.locator(`.monaco-workbench.${kind}`).waitFor();
}

/** What tests take by the way for the READMEs; `UPDATE_PICTURES=1` takes it again. See also `pictures.test.ts`. */
const published = new Map([
  ['access-many-dark-en', { x: 352, y: 70, width: 928, height: 319 }],
  ['files-marked-dark-en', { x: 0, y: 36, width: 480, height: 600 }],
  ['find-file-results-dark-en', { x: 340, y: 6, width: 602, height: 336 }],
  ['spaces-dark-en', { x: 52, y: 70, width: 1000, height: 330 }],
  ['trace-dark-en', { x: 52, y: 70, width: 1228, height: 280 }],
  ['trend-dark-en', { x: 352, y: 70, width: 928, height: 470 }],
]);

/** Saves a screenshot of the window, or a part of it. */
export async function screenshot(shown: Page | Locator, name: string): Promise<void> {
  const file = path.join(cacheFolder, 'screenshots', `${name}.png`);
  await shown.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  const clip = published.get(name);
  if (process.env.UPDATE_PICTURES === '1' && clip !== undefined && 'mouse' in shown) {
    const picture = path.resolve(import.meta.dirname, `../../../media/screenshots/${name}.png`);
    await shown.screenshot({ path: picture, clip, animations: 'disabled', caret: 'hide' });
  }
}
