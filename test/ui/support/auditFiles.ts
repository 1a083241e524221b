/** Files that an audit is read from, and exported to. */
import assert from 'node:assert/strict';
import { open, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { isEverythingTested } from '../../support/thorough.ts';
import { withFolder } from '../../support/withFolder.ts';
import { eventually } from './eventually.ts';
import { clearNotifications, leaveBox, typeChoice, typeCommand, typePick } from './keyboard.ts';
import { notification, question, quickInput, screenshot } from './workbench.ts';

export const auditCommand = 'DingTalk Storage: Audit Permission Inheritance…';

/** Types a path into the editor's own file box, and accepts it. */
export async function typeFile(page: Page, file: string): Promise<void> {
  const box = quickInput(page);
  await page.locator('.quick-input-widget:visible .quick-input-action').first().waitFor();
  // The editor puts its own path into the box once it has looked at that folder; one that was typed before is lost.
  await eventually(async () => assert.notEqual(await box.inputValue({ timeout: 1000 }), ''));
  // It accepts nothing while it looks at the folder that was typed, and its list is then still that of another folder.
  const names = await readdir(path.dirname(file));
  const ofThisType = names.filter(name => path.extname(name) === path.extname(file));
  const listed = page.locator('.quick-input-widget:visible .monaco-list-row');
  await eventually(async () => {
    if ((await box.inputValue({ timeout: 1000 })) !== file) await box.fill(file);
    assert.equal(await listed.count(), ['..', ...ofThisType].length);
    assert.equal(await box.inputValue({ timeout: 1000 }), file);
    await box.press('Enter', { timeout: 1000 });
    await box.waitFor({ state: 'hidden', timeout: 2000 });
  }, 10_000);
}

/**
 * Repeats an export until it is done, as a person would: the editor may close its file box without a file, or a box that
 * was opened from a page when it returns the focus there (microsoft/vscode#75209).
 *
 * @param files what `tryIt` exports; deleted before each try, as the editor asks before it overwrites one
 */
export function untilExported(
  page: Page,
  files: readonly string[],
  tryIt: () => Promise<void>,
): Promise<void> {
  return eventually(async () => {
    if (await quickInput(page).isVisible()) await leaveBox(page);
    for (const file of files) await rm(file, { force: true });
    await tryIt();
  }, 180_000);
}

const megabyte = 1024 * 1024;

/** Files that cannot be audited, and the message for each. */
const refused: Readonly<Record<string, readonly [string, (file: string) => Promise<void>]>> = {
  'wide.csv': [
    'wide.csv has no column that contains mostly dentryUuids or document links.',
    file => writeFile(file, `${'x,'.repeat(1_000_000)}\n`.repeat(2)),
  ],
  'large.csv': ['The input exceeds the limit of 50 MB.', writeLarge],
  'binary.csv': [
    'This is not a text file.',
    file => writeFile(file, Uint8Array.from({ length: 9999 }, Math.abs)),
  ],
  'quote.csv': [
    'is too long. Make sure this is a CSV file and every quote is closed.',
    file => writeFile(file, `name,link\n"${'never closed,\n'.repeat(100_000)}`),
  ],
};

async function writeLarge(file: string): Promise<void> {
  const part = Buffer.from('name,link\n'.repeat(megabyte / 10));
  const handle = await open(file, 'w');
  for (let written = 0; written < 60 * megabyte; written += part.length) await handle.write(part);
  await handle.close();
}

/**
 * Audits files of every odd kind, up to the question about the price, while other commands still get answers.
 *
 * @param uuids three files, named among formulas, quotes, line breaks and Chinese
 */
export async function auditOddFiles(page: Page, [first, second, third]: readonly string[]): Promise<void> {
  const choose = async (file: string) => {
    await typeCommand(page, auditCommand);
    await typePick(page, 'Select an organization', 'Acme');
    await question(page, 'Select the source of dentryUuids or document links').waitFor();
    await typeChoice(page, 'CSV, Text, or JSON File…');
    await typeFile(page, file);
  };
  await withFolder(async folder => {
    const good = path.join(folder, 'good.csv');
    const rows = [
      'name,link',
      `"=cmd|'/C calc'!A0",${first}`,
      `"A ""quoted"", name\nof two lines",${second}`,
      `财务 预算,https://alidocs.dingtalk.com/i/nodes/${third}?x=1`,
      `again,${first}`,
      'junk,not a file',
    ];
    await writeFile(good, rows.join('\r\n'));
    await choose(good);
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Audit 3 files in Acme?').waitFor();
    await screenshot(page, 'audit-odd-file');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    // The unit tests cover the other refusals too.
    const names = isEverythingTested ? Object.keys(refused) : ['wide.csv', 'large.csv'];
    for (const [name, [reason, write]] of Object.entries(refused).filter(([name]) => names.includes(name))) {
      const file = path.join(folder, name);
      await write(file);
      await choose(file);
      const chosen = performance.now();
      // The extension host is not blocked: it opens this box and handles the answer.
      await typeCommand(page, 'DingTalk Storage: Filter Organizations…');
      await question(page, 'Filter Organizations').waitFor();
      const answered = performance.now() - chosen;
      await leaveBox(page);
      await notification(page, reason).waitFor();
      console.log(`      ${name}: another command was answered after ${Math.round(answered)} ms`);
      await screenshot(page, `audit-refused-${name}`);
      await clearNotifications(page);
    }
    assert.equal(await dialog.count(), 0);
  });
}
