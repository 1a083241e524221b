import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { themes } from '../editor-host/browser.ts';
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
import { pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import { treeText } from './support/treeText.ts';
import { notification, question, quickInput, rows, screenshot, themeShown } from './support/workbench.ts';

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

describe('where permissions come from and who can see a file, by keyboard alone', () => {
  let person: Person;
  before(async () => {
    person = await sitDown();
  });
  after(() => person?.close());

  const uuidOf = (name: string) =>
    person.emulator.data.spaces.flatMap(({ dentries }) => dentries).find(each => each.name === name)?.uuid ??
    assert.fail(name);
  const frame = () => pageFrame(person.page);
  const metered = () =>
    person.emulator.requests.filter(({ api }) => api !== 'getAccessToken' && api !== 'getOrg');
  const facts = () => frame().locator('.fact').allInnerTexts();
  const dialog = () => person.page.locator('.monaco-dialog-box');
  const press = async (button: string) => {
    await focusButton(person.page, button);
    await person.page.keyboard.press('Enter');
  };
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
