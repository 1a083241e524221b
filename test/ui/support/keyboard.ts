/** What a person does without a mouse. As in workbench.ts, nothing waits for a fixed time. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { menuItem, pick, question, quickInput, row, view } from './workbench.ts';

/** The row of a quick pick that Enter would accept, once it has this label. */
export const focusedPick = (page: Page, label: string): Locator =>
  pick(page, label).and(page.locator('.focused'));

/** Types a command's title into the palette and runs it once Enter would run exactly that command. */
export async function typeCommand(page: Page, title: string): Promise<void> {
  // Again if something that took the focus back late has closed the palette.
  await eventually(async () => {
    const palette = page.getByPlaceholder(/^Type the name of a command/);
    // One that was opened before the commands of an extension were there never lists them.
    if (await palette.isVisible()) await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    // Not in a different box that is about to close. A page in front may have taken the focus back (vscode#75209).
    await palette.focus({ timeout: 2000 });
    await insertAndFocus(page, title);
    // Into the palette, not into what has just taken the focus from it.
    await palette.press('Enter', { timeout: 1000 });
  });
}

/** Waits for a quick pick, narrows it down by typing, and accepts the row with this label. */
export async function typePick(page: Page, asked: string | RegExp, label: string): Promise<void> {
  await question(page, asked).waitFor();
  await typeChoice(page, label);
}

/** Narrows an open quick pick down by typing, and accepts the row with this label. */
export async function typeChoice(page: Page, label: string): Promise<void> {
  // Again if the box was just turning into this one, and has lost what was typed.
  await eventually(async () => {
    await narrowDown(page, label);
    await quickInput(page).press('Enter', { timeout: 1000 });
  });
}

async function narrowDown(page: Page, label: string): Promise<void> {
  // A page in front may have taken the focus back while the box opened (vscode#75209).
  await quickInput(page).focus({ timeout: 1000 });
  await page.keyboard.press('ControlOrMeta+A');
  await insertAndFocus(page, label);
}

async function insertAndFocus(page: Page, label: string): Promise<void> {
  // All at once: narrowing down a list key by key takes seconds.
  await page.keyboard.insertText(label);
  // Labels that only contain the same words match too, and may stand above.
  await pick(page, label).first().waitFor({ timeout: 2000 });
  await pressUntil(page, 'ArrowDown', focusedPick(page, label));
}

/** Replaces the text in the open box with the clipboard. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
  await assertTyped(page, text);
}

/** Waits until the open box contains this text. */
export async function assertTyped(page: Page, text: string): Promise<void> {
  await eventually(async () => assert.equal(await quickInput(page).inputValue(), text));
}

/** Closes the open box. */
export async function leaveBox(page: Page): Promise<void> {
  const box = quickInput(page);
  // Again if something that took the focus back late has got the key.
  await eventually(async () => {
    if (await box.isVisible()) await box.press('Escape', { timeout: 1000 });
    await box.waitFor({ state: 'hidden', timeout: 2000 });
  });
}

/** Accepts a dialog that asks this with Enter, which its first button has. */
export async function confirmDialog(page: Page, asked: string): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ hasText: asked });
  // A page in front may have taken the focus back from it (vscode#75209): then as a person does with Tab.
  await dialog
    .locator('.monaco-button:focus')
    .waitFor({ timeout: 1500 })
    .catch(() => dialog.locator('.monaco-button:not(.secondary)').last().focus());
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

/** Keys that these tests give to what they do between their steps: by the palette, each takes ten times the time. */
export const ownKeys = {
  'notifications.clearAll': 'Control+Alt+F1',
  'notifications.showList': 'Control+Alt+F2',
} as const;

/** Opens the notification center. A server with `smokeTestDriver` shows notifications nowhere else. */
export async function showNotifications(page: Page): Promise<void> {
  await eventually(async () => {
    await page.keyboard.press(ownKeys['notifications.showList']);
    await page.locator('.notifications-center.visible').waitFor({ timeout: 2000 });
  });
}

export async function clearNotifications(page: Page): Promise<void> {
  await eventually(async () => {
    await page.keyboard.press(ownKeys['notifications.clearAll']);
    await page.locator('.notification-list-item:visible').first().waitFor({ state: 'hidden', timeout: 2000 });
  });
}

/** Presses the first button of the newest notification: *Copy*, *Cancel*, *Retry*. */
export async function pressPrimaryButton(page: Page): Promise<void> {
  await typeCommand(page, 'Notifications: Accept Notification Primary Action');
}

/** Expands a view and moves the focus there. */
export async function openView(page: Page, viewName: string): Promise<void> {
  const expanded = view(page, viewName).locator('.pane-header[aria-expanded="true"]');
  // Again if something that took the focus back late has closed the palette before it got the key.
  await eventually(async () => {
    await typeCommand(page, `DingTalk Storage: Focus on ${viewName} View`);
    await expanded.waitFor({ timeout: 5000 });
  });
}

/** Types a text into the open box and accepts it, though something else may have taken the focus from the box. */
export async function enterText(page: Page, text: string): Promise<void> {
  await quickInput(page).fill(text);
  await quickInput(page).press('Enter');
}

/** Moves the focus in a view's tree to a row, or the one with this label, starting at the first row. */
export async function focusRow(page: Page, viewName: string, which: string | Locator): Promise<void> {
  const wanted = typeof which === 'string' ? row(page, viewName, which) : which;
  const focusedTree = view(page, viewName).locator('.monaco-list:focus');
  // Again if the view was redrawn in the meantime and lost its focus.
  await eventually(async () => {
    if (!(await focusedTree.isVisible())) await openView(page, viewName);
    await wanted.waitFor();
    await page.keyboard.press('Home');
    await pressUntil(page, 'ArrowDown', wanted.and(page.locator('.focused')));
  });
}

/** Chooses from the context menu of the focused row. */
export async function focusedRowMenu(page: Page, title: string): Promise<void> {
  const item = menuItem(page, title);
  // Again if the row was just being redrawn, so that none had the focus.
  await eventually(async () => {
    await page.keyboard.press('Shift+F10');
    await item.waitFor({ timeout: 2000 });
  });
  await pressUntil(page, 'ArrowDown', page.locator('.action-item.focused').filter({ has: item }));
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'hidden' });
}

/** Presses a key as often as needed. */
async function pressUntil(page: Page, key: string, wanted: Locator): Promise<void> {
  for (let presses = 0; (await wanted.count()) === 0; presses++) {
    assert.ok(presses < 30, `${key} leads nowhere`);
    await page.keyboard.press(key);
  }
}
