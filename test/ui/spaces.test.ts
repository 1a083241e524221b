import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Entry } from '../../src/samples/spaces/tree.ts';
import { themes } from '../editor-host/browser.ts';
import { spaceOf } from '../emulator/spaces.ts';
import { describeWithTime } from '../support/thorough.ts';
import { withFolder } from '../support/withFolder.ts';
import { namedPage } from './support/accessibleTree.ts';
import { typeFile, untilExported } from './support/auditFiles.ts';
import { eventually } from './support/eventually.ts';
import { clearNotifications, typeChoice, typeCommand, typePick } from './support/keyboard.ts';
import { poorTexts } from './support/legible.ts';
import { chooseFromMenu, pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import {
  answer,
  clipboardText,
  notification,
  pressNotificationButton,
  question,
  screenshot,
  themeShown,
} from './support/workbench.ts';

const corpId = 'dingacme0001';

function manyFiles(spaceId: string): Entry[] {
  return Array.from({ length: 100_000 }, (_, number) => ({
    id: String(300_000_000_000 + number),
    spaceId,
    parentId: '0',
    type: 'FILE',
    name: `Recording ${number}.mp4`,
    path: `/Recording ${number}.mp4`,
    status: 'NORMAL',
    uuid: `many${String(number).padStart(28, '0')}`,
    size: BigInt(number + 1) * 1_048_576n,
    extension: 'mp4',
    modifiedTime: '2025-03-01T02:00:00Z',
  }));
}

/** A picture once no notification of what has ended is left. */
async function picture(page: Page, name: string): Promise<void> {
  await page.locator('.notification-list-item:visible').first().waitFor({ state: 'hidden' });
  await screenshot(page, name);
}

describe('what fills the storage, by keyboard alone', () => {
  let person: Person;
  before(async () => {
    person = await sitDown();
  });
  after(() => person?.close());

  const frame = () => pageFrame(person.page);
  const facts = () => frame().locator('.fact').allInnerTexts();
  const dialog = () => person.page.locator('.monaco-dialog-box');
  const calls = (api: string) => person.emulator.requests.filter(request => request.api === api).length;
  const changeTheme = async (theme: keyof typeof themes, kind: Parameters<typeof themeShown>[1]) => {
    await person.changeSettings({ 'workbench.colorTheme': themes[theme] });
    await themeShown(person.page, kind);
  };
  const press = async (button: string) => {
    await frame().locator('vscode-button').getByText(button).focus();
    await person.page.keyboard.press('Enter');
  };

  it('says the price, and draws the spaces with what is in none', async () => {
    const { page } = person;
    await typeCommand(page, 'DingTalk Storage: What Fills the Storage…');
    await typePick(page, 'Select an organization', 'Acme');
    await dialog().getByText('List the Drive spaces of Acme?').waitFor();
    assert.match(
      await dialog().innerText(),
      /One metered call for each 50 spaces[\s\S]*At least: \d metered call/,
    );
    assert.equal(calls('listDriveSpaces'), 0);
    await picture(page, 'spaces-price');
    await page.keyboard.press('Enter');
    await frame().getByText('What Fills the Storage of Acme').waitFor();
    assert.match(
      (await facts()).slice(0, 2).join(' '),
      /^The Drive spaces use 584 MB of 953\.5 MB \(61\.2%\)\. Documents, .*369\.5 MB/,
    );
    const rows = await frame().locator('.bars tr').allInnerTexts();
    assert.equal(rows.length, 1 + 4 + 1);
    assert.match(rows[1] ?? '', /Projects\s+271 MB\s+28\.4%\s+2 GB/);
    assert.match(rows[5] ?? '', /^Documents, meetings, minutes, and other apps\s+369\.5 MB\s+38\.8%/);
    assert.equal(calls('listDriveSpaces'), 1);
    await picture(page, 'spaces-dark-en');
    assert.deepEqual((await poorTexts(frame())).poor, []);
    await namedPage(frame());
  });

  it('counts the recycle bin, and says so on the page', async () => {
    const { page } = person;
    await press('Count Recycle Bin…');
    await dialog().getByText('Count the items in the recycle bin of Acme?').waitFor();
    await picture(page, 'spaces-bin-price');
    await page.keyboard.press('Enter');
    await frame().getByText('In the recycle bin: 180 MB (items: 60)').waitFor();
    await picture(page, 'spaces-bin-dark-en');
    await changeTheme('highContrast', 'hc-black');
    await picture(page, 'spaces-high-contrast');
    await changeTheme('highContrastLight', 'hc-light');
    await picture(page, 'spaces-high-contrast-light');
    assert.deepEqual((await poorTexts(frame())).poor, []);
    await press('Open as Text');
    await page
      .locator('.monaco-editor.focused .view-lines')
      .getByText('# What Fills the Storage of Acme')
      .first()
      .waitFor();
    await picture(page, 'spaces-as-text');
    await typeCommand(page, 'View: Close Editor');
  });

  it('shows the biggest files of a space, from its bar', async () => {
    const { page } = person;
    await frame().locator('.bars .open').getByText('Finance').focus();
    await page.keyboard.press('Enter');
    await dialog().getByText('List the files of “Finance”?').waitFor();
    await picture(page, 'biggest-price');
    await page.keyboard.press('Enter');
    await frame().getByText('Biggest Files in Finance').waitFor();
    await frame().getByText('Invoices Q3.zip').first().waitFor();
    await picture(page, 'biggest-high-contrast-light');
    assert.deepEqual((await poorTexts(frame())).poor, []);
    await changeTheme('highContrast', 'hc-black');
    await picture(page, 'biggest-high-contrast');
    await changeTheme('dark', 'vs-dark');
    await picture(page, 'biggest-dark-en');
    await namedPage(frame());
    await withFolder(async folder => {
      const file = path.join(folder, 'archives.csv');
      await frame().locator('.filter[data-key=archive]').focus();
      await page.keyboard.press('Enter');
      await untilExported(page, [file], async () => {
        await press('Export…');
        await question(page, 'Select an export format').waitFor();
        await typeChoice(page, 'CSV · Shown Rows');
        await typeFile(page, file);
        await notification(page, 'Exported to archives.csv.').waitFor({ timeout: 5000 });
      });
      const [, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
      assert.ok(lines.length > 0 && lines.every(line => line.includes('archive')), lines.join('\n'));
      await clearNotifications(page);
      await frame().locator('.filter[data-key="*"]').focus();
      await page.keyboard.press('Enter');
    });
    const table = frame().locator('[role=grid]');
    assert.equal(await table.locator('#row-0 .size').innerText(), '148 MB');
    await table.focus();
    await page.keyboard.press('ControlOrMeta+C');
    await eventually(async () =>
      assert.match(await clipboardText(page), /^148 MB\tArchives\tInvoices Q3\.zip/),
    );
    await chooseFromMenu(page, () => page.keyboard.press('Shift+F10'), 'Query Permission Inheritance…');
    await notification(page, /Inherits \(PASS_ON\)/).waitFor();
    await clearNotifications(page);
    await table.focus();
    await chooseFromMenu(page, () => page.keyboard.press('Shift+F10'), 'Trace Inheritance…');
    await dialog().getByText('“Invoices Q3.zip” inherits.').waitFor();
    await page.keyboard.press('Enter');
    await frame().getByText('Inheritance of Invoices Q3.zip').waitFor();
    // Once it has the focus: it would take it from the box that the next test opens.
    await frame().locator('[role=grid]:focus').waitFor();
  });

  it('shows what an audit has just listed, without a call, and lists it again for its price', async () => {
    const { page } = person;
    await typeCommand(page, 'DingTalk Storage: Audit a Space…');
    await typePick(page, 'Select an organization', 'Acme');
    await answer(page, / · Space ID/, '26810061931');
    await answer(page, / · Folder/, '');
    await answer(page, / · Depth/, '');
    await answer(page, / · Limit/, '1000');
    await dialog().getByText('List the files in space 26810061931 of Acme?').waitFor();
    await page.keyboard.press('Enter');
    await dialog()
      .getByText(/^Audit \d+ files in Acme\?/)
      .waitFor();
    await page.keyboard.press('Escape');
    const made = person.emulator.requests.length;
    await typeCommand(page, 'DingTalk Storage: Show Biggest Files…');
    await typePick(page, 'Select an organization', 'Acme');
    await typePick(page, 'Select a space', 'Projects');
    await frame().getByText('Biggest Files in Projects').waitFor();
    await frame()
      .getByText(/Listed by an audit: .* · no calls were made to show it$/)
      .waitFor();
    await picture(page, 'biggest-listed-by-audit');
    assert.equal(person.emulator.requests.length, made);
    await press('List Again…');
    await dialog().getByText('List the files of “Projects”?').waitFor();
    assert.match(await dialog().innerText(), /At most: /);
    await page.keyboard.press('Escape');
    assert.equal(person.emulator.requests.length, made);
    // A page in front might take the focus back from the next box (microsoft/vscode#75209).
    await typeCommand(page, 'View: Close All Editors');
    await page.locator('.part.editor .tab').first().waitFor({ state: 'hidden' });
  });

  it('shows the biggest files while they come, and keeps what is there when it is canceled', async () => {
    const { page, emulator } = person;
    const spaceId = '26810069999';
    emulator.data.spaces.push({
      ...spaceOf(corpId, spaceId, []),
      name: 'Archive',
      dentries: manyFiles(spaceId),
    });
    await typeCommand(page, 'DingTalk Storage: What Fills the Storage…');
    await typePick(page, 'Select an organization', 'Acme');
    await dialog().getByText('List the Drive spaces of Acme?').waitFor();
    await page.keyboard.press('Enter');
    await frame().locator('.bars .open').getByText('Archive').waitFor();
    await typeCommand(page, 'DingTalk Storage: Show Biggest Files…');
    await typePick(page, 'Select an organization', 'Acme');
    await typePick(page, 'Select a space', 'Archive');
    await dialog().getByText('List the files of “Archive”?').waitFor();
    await page.keyboard.press('Enter');
    await frame()
      .getByText(/^Listing\. Files and folders so far: \d+$/)
      .waitFor();
    await screenshot(page, 'biggest-running');
    // The cancellation must not wait for the call that is being made.
    emulator.faults.add({ kind: 'slow', ms: 20_000 }, { api: 'listAllDentries' });
    await eventually(() => assert.equal(emulator.requests.at(-1)?.fault, 'slow'));
    const canceledAt = performance.now();
    await pressNotificationButton(page, /Listing the files of Archive/, 'Cancel');
    await frame()
      .getByText(/^Canceled\. Files and folders listed: [\d,]+\./)
      .waitFor();
    const took = performance.now() - canceledAt;
    console.log(`      shown ${took.toFixed(0)} ms after the click`);
    assert.ok(took < 1000, String(took));
    emulator.faults.clear();
    const made = calls('listAllDentries');
    assert.ok(made < 400, String(made));
    await picture(page, 'biggest-canceled');
    assert.equal(await frame().locator('[role=grid]').getAttribute('aria-rowcount'), '201');
  });

  it('shows the rest where a permission is missing, with the button that requests it', async () => {
    const { page, emulator } = person;
    const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
    const accessdenieddetail = { requiredScopes: ['Drive.Space.Read'] };
    emulator.faults.add(
      { kind: 'raw', status: 403, body: JSON.stringify({ code, accessdenieddetail }) },
      { api: 'listDriveSpaces' },
    );
    await clearNotifications(page);
    await typeCommand(page, 'DingTalk Storage: What Fills the Storage…');
    await typePick(page, 'Select an organization', 'Acme');
    await dialog().getByText('List the Drive spaces of Acme?').waitFor();
    await page.keyboard.press('Enter');
    await frame().locator('vscode-button').getByText('Request Drive.Space.Read').waitFor();
    const said = (await facts()).join('\n');
    assert.match(said, /permission Drive\.Space\.Read/);
    assert.match(said, /The organization uses 953\.5 MB\./);
    assert.match(said, /In the recycle bin/);
    await picture(page, 'spaces-missing-scope');
    emulator.faults.clear();
  });

  it('shows what has grown since the last time', async () => {
    const { page, emulator } = person;
    const space = emulator.data.spaces.find(({ name }) => name === 'Marketing') ?? assert.fail();
    space.used = 90n * 1024n ** 2n;
    await typeCommand(page, 'DingTalk Storage: What Fills the Storage…');
    await typePick(page, 'Select an organization', 'Acme');
    await dialog().getByText('List the Drive spaces of Acme?').waitFor();
    await page.keyboard.press('Enter');
    await frame().locator('.bars tr').filter({ hasText: 'Marketing' }).getByText('+55 MB').waitFor();
    await picture(page, 'spaces-since');
  });
});

describeWithTime('what fills the storage, in Chinese and light', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ locale: 'zh-cn', theme: 'light' });
  });
  after(() => person?.close());

  it('draws the spaces and lists the biggest files', async () => {
    const { page } = person;
    const frame = pageFrame(page);
    await typeCommand(page, 'DingTalk Storage: 存储被什么占用…');
    await typePick(page, '选择组织', '星河科技');
    await page.locator('.monaco-dialog-box').getByText('是否列出').waitFor();
    await picture(page, 'spaces-price-zh-cn');
    await page.keyboard.press('Enter');
    await frame.getByText('星河科技 的存储被什么占用').waitFor();
    await picture(page, 'spaces-light-zh-cn');
    assert.deepEqual((await poorTexts(frame)).poor, []);
    await frame.locator('.bars .open').getByText('研发部').focus();
    await page.keyboard.press('Enter');
    await page.locator('.monaco-dialog-box').getByText('是否列出').waitFor();
    await page.keyboard.press('Enter');
    await frame.getByText('版图 v3.zip').first().waitFor();
    await picture(page, 'biggest-light-zh-cn');
    assert.deepEqual((await poorTexts(frame)).poor, []);
  });
});
