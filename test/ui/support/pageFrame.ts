import type { FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { menuItem } from './workbench.ts';

/** The page in the visible webview. */
export const pageFrame = (page: Page): FrameLocator =>
  page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');

/** Chooses from the context menu of the rows, once it is open. */
export async function chooseFromMenu(page: Page, open: () => Promise<void>, title: string): Promise<void> {
  const item = menuItem(page, title);
  // Again if the menu was not there yet when the page asked for it, or was closed by what took the focus back late.
  await eventually(async () => {
    await open();
    await item.hover({ timeout: 2000 });
  });
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'hidden' });
}

/** How wide something is on the screen. */
export async function widthOf(locator: Locator): Promise<number> {
  return Math.round((await locator.boundingBox())?.width ?? 0);
}
