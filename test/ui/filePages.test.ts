import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Entry } from '../../src/samples/spaces/tree.ts';
import { themes } from '../editor-host/browser.ts';
import { spaceOf } from '../emulator/spaces.ts';
import { describeWithTime, itWithTime } from '../support/thorough.ts';
import { withFolder } from '../support/withFolder.ts';
import { namedNodes, namedPage } from './support/accessibleTree.ts';
import { typeFile, untilExported } from './support/auditFiles.ts';
import { eventually } from './support/eventually.ts';
import {
  clearNotifications,
  focusedPick,
  focusedRowMenu,
  focusRow,
  openView,
  paste,
  typeChoice,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { poorTexts } from './support/legible.ts';
import { chooseFromMenu, pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import { treeText } from './support/treeText.ts';
import {
  answer,
  clipboardText,
  notification,
  pressNotificationButton,
  question,
  quickInput,
  rows,
  screenshot,
  themeShown,
} from './support/workbench.ts';

const lookups = 'Inheritance Lookups';

const focusButton = (page: Page, text: string) =>
  pageFrame(page).locator('vscode-button').getByText(text).focus();

/** What a screen reader reads when the table of a page takes the focus, after its name. */
const described = (page: Page): Promise<string> =>
  pageFrame(page).locator('body').evaluate<string, void>(descriptionOfTable, undefined);

/** Runs in the page. */
const descriptionOfTable = `(() => {
  const ids = document.querySelector('[role=grid]').getAttribute('aria-describedby').split(' ');
  return ids.map(id => document.getElementById(id).textContent).join('\\n');
})()`;

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

describe('pages about files and spaces, by keyboard alone', () => {
  let person: Person;
  before(async () => {
    person = await sitDown();
  });
  after(() => person?.close());

  const frame = () => pageFrame(person.page);
  const facts = () => frame().locator('.fact').allInnerTexts();
  const dialog = () => person.page.locator('.monaco-dialog-box');
  const press = async (button: string) => {
    await focusButton(person.page, button);
    await person.page.keyboard.press('Enter');
  };

  describe('where permissions come from and who can see a file', () => {
    const uuidOf = (name: string) =>
      person.emulator.data.spaces.flatMap(({ dentries }) => dentries).find(each => each.name === name)
        ?.uuid ?? assert.fail(name);
    const metered = () =>
      person.emulator.requests.filter(({ api }) => api !== 'getAccessToken' && api !== 'getOrg');
    const exportTo = async (file: string, choice: string) => {
      const { page } = person;
      await untilExported(page, [file], async () => {
        await press('Export…');
        await question(page, 'Select an export format').waitFor({ timeout: 5000 });
        await typeChoice(page, choice);
        await typeFile(page, file);
        await notification(page, `Exported to ${path.basename(file)}.`).waitFor({ timeout: 5000 });
      });
      await clearNotifications(page);
      return (await readFile(file, 'utf8')).trimEnd().split('\r\n').slice(1);
    };

    it('traces a file, and says the price before more than three calls', async () => {
      const { page } = person;
      await typeCommand(page, 'DingTalk Storage: Trace Inheritance…');
      await typePick(page, 'Select an organization', 'Acme');
      await question(page, 'Trace Inheritance · Acme').waitFor();
      await paste(page, uuidOf('Budget 2026.xlsx'));
      await page.keyboard.press('Enter');
      await dialog().getByText('“Budget 2026.xlsx” inherits. Continue with the folders above it?').waitFor();
      assert.match(await dialog().innerText(), /At most: 6 metered calls; [\d,]+ of 5,000 left this month/);
      assert.equal(metered().length, 3);
      await screenshot(page, 'trace-price');
      await page.keyboard.press('Enter');
      await frame().getByText('Inheritance of Budget 2026.xlsx').waitFor();
      assert.deepEqual((await facts()).slice(0, 2), [
        '“Budget 2026.xlsx” takes its permissions from “/Budgets/2026” on; above that, inheritance is broken.',
        'OWNER and MANAGER permissions from above still apply.',
      ]);
      assert.equal(metered().length, 7);
      const tree = await namedPage(frame());
      assert.match(tree, /- grid "From the file upward\. Arrow keys move/);
      assert.match(tree, /- columnheader "Path":/);
      assert.match(tree, /- row "Broken here \(BREAK\) \/Budgets\/2026 /);
      // Its answer is read with the table, which has the focus.
      assert.match(await described(page), /^“Budget 2026\.xlsx” takes its permissions from/);
      await screenshot(page, 'trace-dark-en');
      assert.deepEqual((await poorTexts(frame())).poor, []);
    });

    it('keeps each level in the lookups, whose rows offer the same', async () => {
      const { page } = person;
      await openView(page, lookups);
      await eventually(async () => assert.equal((await treeText(page, lookups)).length, 3));
      await focusRow(page, lookups, rows(page, lookups).filter({ hasText: uuidOf('2026') }));
      await focusedRowMenu(page, 'Who Can See It…');
      await dialog().getByText('List who can see').waitFor();
      const said = await dialog().innerText();
      assert.match(said, /One metered call for each 30 grants/);
      // Its mode was asked about a moment ago.
      assert.match(said, /At least: 1 metered call; /);
      await page.keyboard.press('Enter');
      await frame().getByText('Grants: 4 · Everyone in the organization: 0 · Outsiders: 1').waitFor();
      assert.match((await facts())[1] ?? '', /^Broken here \(BREAK\)/);
      assert.match((await facts()).at(-1) ?? '', /^This list cannot show who has access by link sharing/);
      const tree = await namedPage(frame());
      assert.match(tree, /- columnheader "Role":/);
      assert.match(tree, /- row "Can view Outsider Felix Adler Person 30 days /);
      assert.match(tree, /- status: "Grants shown: 4 of 4"/);
      assert.match(await described(page), /^Grants: 4 · .*Outsiders: 1\nBroken here \(BREAK\)/);
      await screenshot(page, 'access-dark-en');
      assert.deepEqual((await poorTexts(frame())).poor, []);
    });

    it('goes from a name to the file, its trace, who can see it, and an export of what is shown', () =>
      withFolder(async folder => {
        const { page, emulator } = person;
        await typeCommand(page, 'DingTalk Storage: Find File…');
        await typePick(page, 'Select an organization', 'Acme');
        await question(page, 'Find File · Acme').waitFor();
        await quickInput(page).fill('Audit 2025');
        await focusedPick(page, 'Search for “Audit 2025”').waitFor();
        await page.keyboard.press('Enter');
        await typePick(page, 'Select a file or folder named like “Audit 2025”', 'Audit 2025');
        await typePick(page, 'Select what to do with Audit 2025', 'Trace Inheritance');
        await frame()
          .getByText('“Audit 2025” does not inherit: inheritance is broken at this item itself.')
          .waitFor();
        await press('Who Can See It…');
        await dialog().getByText('List who can see “Audit 2025”?').waitFor();
        await screenshot(page, 'access-price');
        emulator.faults.add({ kind: 'slow', ms: 1000 }, { api: 'listPermissions', times: 1 });
        await page.keyboard.press('Enter');
        // That it is under way is also said to those who do not see it.
        const progress = notification(page, 'Listing who can see Audit 2025');
        await progress.waitFor();
        await page
          .locator('.monaco-aria-container')
          .getByText('Listing who can see Audit 2025')
          .first()
          .waitFor();
        await namedNodes(page, progress);
        await frame().getByText('Grants: 66 · Everyone in the organization: 1 · Outsiders: 1').waitFor();
        await screenshot(page, 'access-many-dark-en');
        assert.equal((await exportTo(path.join(folder, 'all.csv'), 'CSV')).length, 66);
        await frame().getByRole('grid').focus();
        await page.keyboard.press('ControlOrMeta+F');
        await page.keyboard.type('otto');
        await frame().getByText('Grants shown: 1 of 66').waitFor();
        const [otto, ...others] = await exportTo(path.join(folder, 'shown.csv'), 'CSV · Shown Rows');
        assert.match(otto ?? '', /"USER","auditor1","dingoutside0099","Otto Brandt","outsider"/);
        assert.deepEqual(others, []);
        await page.setViewportSize({ width: 760, height: 640 });
        await screenshot(page, 'access-narrow');
        await page.setViewportSize({ width: 1280, height: 800 });
      }));

    it('shows a trace that failed, with the button that helps', async () => {
      const { page, emulator } = person;
      const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
      const accessdenieddetail = { requiredScopes: ['Storage.File.Read'] };
      emulator.faults.add(
        { kind: 'raw', status: 403, body: JSON.stringify({ code, accessdenieddetail }) },
        { api: 'getDentry' },
      );
      await typeCommand(page, 'DingTalk Storage: Trace Inheritance…');
      await typePick(page, 'Select an organization', 'Acme');
      await question(page, 'Trace Inheritance · Acme').waitFor();
      await paste(page, uuidOf('Forecasts'));
      await page.keyboard.press('Enter');
      await frame().getByText('inherits its permissions. Its parent could not be read.').waitFor();
      assert.match((await facts()).join('\n'), /Storage\.File\.Read/);
      await frame().locator('vscode-button').first().waitFor();
      await screenshot(page, 'trace-failed');
      emulator.faults.clear();
    });

    itWithTime('lists the grants of the broken files of an audit', async () => {
      const { page } = person;
      const names = ['Audit 2025', '2026', 'Forecasts', 'Patents'];
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(names.map(uuidOf).join('\n'))})`);
      await typeCommand(page, 'DingTalk Storage: Audit Permission Inheritance…');
      await typePick(page, 'Select an organization', 'Acme');
      await question(page, 'Select the source of dentryUuids or document links').waitFor();
      await typeChoice(page, 'Clipboard');
      await dialog().getByText('Audit 4 files in Acme?').waitFor();
      await page.keyboard.press('Enter');
      await notification(page, 'Audited 4 files in Acme.').waitFor();
      await clearNotifications(page);
      await focusRow(page, 'Audits', rows(page, 'Audits').first());
      await focusedRowMenu(page, 'List the Grants of the Broken Files…');
      await dialog().getByText('List the grants of 3 broken files in Acme?').waitFor();
      await screenshot(page, 'grants-price');
      await page.keyboard.press('Enter');
      await notification(page, 'Audited 3 files in Acme. Grants listed 3').waitFor();
      await clearNotifications(page);
      await focusRow(page, 'Audits', rows(page, 'Audits').first());
      await page.keyboard.press('Enter');
      await frame().getByText('Grants: 72 · Everyone in the organization: 1 · Outsiders: 2').waitFor();
      const tree = await namedPage(frame());
      assert.match(tree, /- group "Filter by note":/);
      assert.match(tree, /- row "\w{32} Manager Outsider Otto Brandt Person 7 days /);
      assert.match(await described(page), /^Grants: 72 · /);
      await screenshot(page, 'grants-dark-en');
      await press('Outsider 2');
      await frame().getByText('Grants shown: 2 of 72').waitFor();
      await withFolder(async folder => {
        const lines = await exportTo(path.join(folder, 'outsiders.csv'), 'CSV · Shown Rows');
        assert.equal(lines.length, 2);
        assert.ok(
          lines.every(line => line.includes('"outsider"')),
          lines.join('\n'),
        );
        const all = await exportTo(path.join(folder, 'all.csv'), 'CSV · All Rows');
        assert.equal(all.length, 72);
      });
      await person.changeSettings({ 'workbench.colorTheme': themes.highContrast });
      await themeShown(page, 'hc-black');
      await screenshot(page, 'grants-high-contrast');
      await person.changeSettings({ 'workbench.colorTheme': themes.dark });
      await themeShown(page, 'vs-dark');
    });
  });

  describe('what fills the storage', () => {
    before(async () => {
      // Its pages would be mistaken for those of this suite.
      await typeCommand(person.page, 'View: Close All Editors');
      person.emulator.requests.length = 0;
    });

    const calls = (api: string) => person.emulator.requests.filter(request => request.api === api).length;
    const changeTheme = async (theme: keyof typeof themes, kind: Parameters<typeof themeShown>[1]) => {
      await person.changeSettings({ 'workbench.colorTheme': themes[theme] });
      await themeShown(person.page, kind);
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
});

describeWithTime('who can see a file, in Chinese and light, in the oldest supported editor', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ version: 'minimum', locale: 'zh-cn', theme: 'light' });
  });
  after(() => person?.close());

  it('goes from a name to the file, its trace, who can see it, and an export of what is shown', async () => {
    const { page } = person;
    const frame = pageFrame(page);
    await typeCommand(page, 'DingTalk Storage: 查找文件…');
    await typePick(page, '选择组织', '星河科技');
    await question(page, '查找文件 · 星河科技').waitFor();
    await quickInput(page).fill('版图');
    await focusedPick(page, '搜索“版图”').waitFor();
    await page.keyboard.press('Enter');
    await typePick(page, '选择名称类似“版图”的文件或文件夹', '版图 v3.zip');
    await question(page, '选择要对 版图 v3.zip 执行的操作').waitFor();
    const options = (await namedNodes(page, page.locator('.quick-input-widget:visible')))
      .filter(({ role }) => role === 'option')
      .map(({ name }) => name);
    assert.equal(options[1], '追溯权限继承', 'the name of an icon is not read');
    await typeChoice(page, '追溯权限继承');
    await page.locator('.monaco-dialog-box').getByText('继承权限').first().waitFor();
    await page.keyboard.press('Enter');
    await frame.getByText('“版图 v3.zip”的权限从“/研发项目/星图芯片”起继承').waitFor();
    await screenshot(page, 'trace-light-zh-cn');
    await focusButton(page, '谁可以看到…');
    await page.keyboard.press('Enter');
    await page.locator('.monaco-dialog-box').getByText('是否列出谁可以看到').waitFor();
    await page.keyboard.press('Enter');
    await frame.getByText('外部成员：1').waitFor();
    await screenshot(page, 'access-light-zh-cn');
    assert.deepEqual((await poorTexts(frame)).poor, []);
    assert.match(await namedPage(frame), /- columnheader "角色":/);
    await focusButton(page, '可查看 1');
    await page.keyboard.press('Enter');
    await frame.getByText(/^显示的授权：1，/).waitFor();
    await withFolder(async folder => {
      const file = path.join(folder, '授权.md');
      await untilExported(page, [file], async () => {
        await focusButton(page, '导出…');
        await page.keyboard.press('Enter');
        await question(page, '导出为哪种格式？').waitFor({ timeout: 5000 });
        await typeChoice(page, 'Markdown · 仅显示的行');
        await typeFile(page, file);
        await notification(page, '已导出到 授权.md。').waitFor({ timeout: 5000 });
      });
      const markdown = await readFile(file, 'utf8');
      assert.match(markdown, /^# 谁可以看到 版图 v3\.zip\n/);
      assert.match(markdown, /\n- 显示的授权：1，共 \d+ 项\n/);
      assert.equal(markdown.split('\n').filter(line => line.startsWith('| ')).length, 1 + 1 + 1);
    });
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
