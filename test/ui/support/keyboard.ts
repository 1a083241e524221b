/** What a person does without a mouse. As in workbench.ts, nothing waits for a time. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { menuItem, pick, question, quickInput, row } from './workbench.ts';

/** The row of a quick pick that Enter would take, once it has that label. */
export const focusedPick = (page: Page, label: string): Locator =>
  pick(page, label).and(page.locator('.focused'));

/** Types a command's title into the palette and takes it when it is the one that Enter would run. */
export async function typeCommand(page: Page, title: string): Promise<void> {
  // Again where the palette was closed by what took the focus back late.
  await eventually(async () => {
    await page.keyboard.press('F1');
    // Not in a box of another kind that is about to close.
    await page.getByPlaceholder(/^Type the name of a command/).waitFor({ timeout: 2000 });
    await narrowDown(page, `>${title}`, title);
  });
  await page.keyboard.press('Enter');
}

/** Waits for a quick pick, narrows it down by typing, and takes the row with that label. */
export async function typePick(page: Page, asked: string | RegExp, label: string): Promise<void> {
  await question(page, asked).waitFor();
  await typeChoice(page, label);
}

/** Narrows an open quick pick down by typing, and takes the row with that label. */
export async function typeChoice(page: Page, label: string): Promise<void> {
  // Again where the box was just about to become this one, and has lost what was typed.
  await eventually(() => narrowDown(page, label, label));
  await page.keyboard.press('Enter');
}

async function narrowDown(page: Page, typed: string, label: string): Promise<void> {
  await quickInput(page).and(page.locator(':focus')).waitFor({ timeout: 1000 });
  await page.keyboard.press('ControlOrMeta+A');
  // At once: a list that is narrowed down key by key takes seconds.
  await page.keyboard.insertText(typed);
  await focusedPick(page, label).waitFor({ timeout: 2000 });
}

/** Replaces what is in the open box by what is on the clipboard. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
  await assertTyped(page, text);
}

/** The open box holds that text. */
export async function assertTyped(page: Page, text: string): Promise<void> {
  assert.equal(await quickInput(page).inputValue(), text);
}

/** Leaves the open box. */
export async function leaveBox(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await quickInput(page).waitFor({ state: 'hidden' });
}

/** Opens the notification centre. A server with `smokeTestDriver` shows notifications nowhere else. */
export async function showNotifications(page: Page): Promise<void> {
  await typeCommand(page, 'Notifications: Show Notifications');
}

export async function clearNotifications(page: Page): Promise<void> {
  await typeCommand(page, 'Notifications: Clear All Notifications');
  await page.locator('.notification-list-item:visible').first().waitFor({ state: 'hidden' });
}

/** Presses the first button of the newest notification: *Copy*, *Cancel*, *Retry*. */
export async function pressPrimaryButton(page: Page): Promise<void> {
  await typeCommand(page, 'Notifications: Accept Notification Primary Action');
}

/** Moves the focus of a view's tree to a row, or the one with that label, from its first row on. */
export async function focusRow(
  page: Page,
  viewName: string,
  which: string | Locator,
  container = 'DingTalk Storage',
): Promise<void> {
  const wanted = typeof which === 'string' ? row(page, viewName, which) : which;
  // Again where the view was drawn anew meanwhile, and its focus lost.
  await eventually(async () => {
    await typeCommand(page, `${container}: Focus on ${viewName} View`);
    await wanted.waitFor();
    await page.keyboard.press('Home');
    await pressUntil(page, 'ArrowDown', wanted.and(page.locator('.focused')));
  });
}

/** Chooses from the context menu of the row that has the focus. */
export async function focusedRowMenu(page: Page, title: string): Promise<void> {
  const item = menuItem(page, title);
  // Again where the row was just drawn anew, and there was none that had the focus.
  await eventually(async () => {
    await page.keyboard.press('Shift+F10');
    await item.waitFor({ timeout: 2000 });
  });
  await pressUntil(page, 'ArrowDown', page.locator('.action-item.focused').filter({ has: item }));
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'hidden' });
}

/** Presses a key as often as it takes. */
async function pressUntil(page: Page, key: string, wanted: Locator): Promise<void> {
  for (let presses = 0; (await wanted.count()) === 0; presses++) {
    assert.ok(presses < 30, `${key} leads nowhere`);
    await page.keyboard.press(key);
  }
}
