/** What is done again and again in the pseudo-locale, keeping all that is shown on the way. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { sampleData } from '../emulator/samples.ts';
import { eventually } from './eventually.ts';
import { leaveBox, typeChoice, typeCommand } from './keyboard.ts';
import type { Person } from './person.ts';
import { pseudo } from './pseudoLocale.ts';
import type { ShownText, ShownTexts } from './shownTexts.ts';
import { treeText } from './treeText.ts';
import {
  answer,
  clearNotifications,
  clipboardText,
  notification,
  question,
  row,
  screenshot,
} from './workbench.ts';

export const product = pseudo('DingTalk Storage');
export const organizations = pseudo('Organizations');
export const command = (title: string): string => `${product}: ${pseudo(title)}`;

/** What stands at the beginning of a text. */
export const begin = (text: string): string => `⟦${text}`;

export interface Watched {
  readonly person: Person;
  readonly shown: ShownTexts;
  /** What the window itself does not see. */
  readonly earlier: ShownText[];
}

export function watchedActions(at: () => Watched) {
  const organization = (label: string) => row(at().person.page, organizations, label);
  const dialog = () => at().person.page.locator('.monaco-dialog-box');
  const loaded = () =>
    eventually(async () => {
      const lines = await treeText(at().person.page, organizations);
      assert.ok(lines.length >= sampleData.organizations.length, `${lines.length} rows`);
      assert.ok(!lines.some(line => line.includes('Loading')), lines.join('\n'));
    });
  /** Keeps what the document in the active editor says, as a person copies it: on the screen, lines are broken. */
  const keepDocument = async (tab: string) => {
    const { page } = at().person;
    await page.locator('.tab.active').getByText(tab).waitFor();
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await page.evaluate('navigator.clipboard.writeText("")');
    await eventually(async () => {
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('ControlOrMeta+C');
      const text = await clipboardText(page);
      assert.match(text, /\n/);
      at().earlier.push({ place: 'document', text });
    });
  };
  const hoverOver = async (treeRow: Locator) => {
    const { page } = at().person;
    const hover = page.locator('.workbench-hover:visible');
    // Not by way of the container's title, which has a hover of its own where its name is long.
    await page.mouse.move(1100, 700);
    await hover.waitFor({ state: 'hidden' });
    await treeRow.locator('.label-name').hover();
    await hover
      .filter({ hasNotText: /^Loading/ })
      .first()
      .waitFor();
  };
  const openMenu = async (treeRow: Locator) => {
    const { page } = at().person;
    await treeRow.first().click({ button: 'right' });
    await page.locator('.monaco-menu .action-label:visible').first().waitFor();
    await at().shown.all();
    await page.keyboard.press('Escape');
    await page.locator('.monaco-menu').waitFor({ state: 'hidden' });
  };
  /** Answers a question, or chooses an answer, after all that it says has been kept. */
  const give = async (asked: string, text: string) => {
    await question(at().person.page, asked).waitFor();
    await at().shown.all();
    await answer(at().person.page, asked, text);
  };
  const take = async (asked: string, label: string) => {
    await question(at().person.page, asked).waitFor();
    await at().shown.all();
    await typeChoice(at().person.page, label);
  };
  const leave = async () => {
    await at().shown.all();
    await leaveBox(at().person.page);
  };
  const leaveAt = async (asked: string) => {
    await question(at().person.page, asked).waitFor();
    await leave();
  };
  const lookUp = async (name: string, dentryUuid: string) => {
    const { page } = at().person;
    await typeCommand(page, command('Query Permission Inheritance…'));
    await take(pseudo('Select an organization'), name);
    await give(pseudo('Query Permission Inheritance'), dentryUuid);
  };
  /** Waits for a message with that button, keeps all that is shown, and clears the messages. */
  const dismiss = async (button: string) => {
    await notification(at().person.page, pseudo(button)).waitFor();
    await at().shown.all();
    await clearNotifications(at().person.page);
  };

  const startAudit = async (source: string) => {
    const { page } = at().person;
    await typeCommand(page, command('Audit Permission Inheritance…'));
    await take(pseudo('Select an organization'), 'Acme');
    await take(begin('Where are the files named'), source);
  };
  /** Says yes to an audit that takes more than audits may take. */
  const startAnyway = async () => {
    await dialog().getByText(begin('This takes more of the month')).waitFor();
    await at().shown.all();
    await at().person.page.keyboard.press('Enter');
  };
  /** Says yes to the price, too. */
  const confirmAudit = async () => {
    const { page } = at().person;
    await dialog().getByText(begin('Ask DingTalk about')).waitFor();
    await screenshot(page, 'pseudo-audit');
    await page.keyboard.press('Enter');
    await startAnyway();
  };
  return {
    organization,
    dialog,
    loaded,
    keepDocument,
    hoverOver,
    openMenu,
    give,
    take,
    leave,
    leaveAt,
    lookUp,
    dismiss,
    startAudit,
    confirmAudit,
    startAnyway,
  };
}
