import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { themes } from '../editor-host/browser.ts';
import { withFolder } from '../support/withFolder.ts';
import { typeFile } from './support/auditFiles.ts';
import { eventually } from './support/eventually.ts';
import {
  clearNotifications,
  focusedRowMenu,
  focusRow,
  paste,
  typeChoice,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { poorTexts } from './support/legible.ts';
import { pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import { treeText } from './support/treeText.ts';
import { notification, question, rows, screenshot, themeShown } from './support/workbench.ts';

const lookups = 'Inheritance Lookups';

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
    await frame().locator('vscode-button').getByText(button).focus();
    await person.page.keyboard.press('Enter');
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
    await screenshot(page, 'trace-dark-en');
    assert.deepEqual((await poorTexts(frame())).poor, []);
  });

  it('keeps each level in the lookups, whose rows offer the same', async () => {
    const { page } = person;
    await typeCommand(page, `DingTalk Storage: Focus on ${lookups} View`);
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
    await screenshot(page, 'access-dark-en');
    assert.deepEqual((await poorTexts(frame())).poor, []);
  });

  it('goes from a trace to who can see the file, and to an export', () =>
    withFolder(async folder => {
      const { page } = person;
      await typeCommand(page, 'DingTalk Storage: Trace Inheritance…');
      await typePick(page, 'Select an organization', 'Acme');
      await question(page, 'Trace Inheritance · Acme').waitFor();
      await paste(page, uuidOf('Audit 2025'));
      await page.keyboard.press('Enter');
      await frame()
        .getByText('“Audit 2025” does not inherit: inheritance is broken at this item itself.')
        .waitFor();
      await press('Who Can See It…');
      await dialog().getByText('List who can see “Audit 2025”?').waitFor();
      await screenshot(page, 'access-price');
      await page.keyboard.press('Enter');
      await frame().getByText('Grants: 66 · Everyone in the organization: 1 · Outsiders: 1').waitFor();
      await screenshot(page, 'access-many-dark-en');
      await press('Export…');
      await question(page, 'Select an export format').waitFor();
      await typeChoice(page, 'CSV');
      const file = path.join(folder, 'grants.csv');
      await typeFile(page, file);
      await notification(page, 'Exported to grants.csv.').waitFor();
      const csv = await readFile(file, 'utf8');
      assert.equal(csv.trimEnd().split('\r\n').length, 1 + 66);
      await clearNotifications(page);
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

  it('lists the grants of the broken files of an audit', async () => {
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
    await screenshot(page, 'grants-dark-en');
    await person.changeSettings({ 'workbench.colorTheme': themes.highContrast });
    await themeShown(page, 'hc-black');
    await screenshot(page, 'grants-high-contrast');
  });
});

describe('who can see a file, in Chinese and light', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ locale: 'zh-cn', theme: 'light' });
  });
  after(() => person?.close());

  it('traces and lists', async () => {
    const { page, emulator } = person;
    const uuid = emulator.data.spaces
      .flatMap(({ dentries }) => dentries)
      .find(({ name }) => name === '版图 v3.zip')?.uuid;
    const frame = pageFrame(page);
    await typeCommand(page, 'DingTalk Storage: 追溯权限继承…');
    await typePick(page, '选择组织', '星河科技');
    await question(page, '追溯权限继承 · 星河科技').waitFor();
    await paste(page, uuid ?? '');
    await page.keyboard.press('Enter');
    await page.locator('.monaco-dialog-box').getByText('继承权限').first().waitFor();
    await page.keyboard.press('Enter');
    await frame.getByText('“版图 v3.zip”的权限从“/研发项目/星图芯片”起继承').waitFor();
    await screenshot(page, 'trace-light-zh-cn');
    await frame.locator('vscode-button').getByText('谁可以看到…').focus();
    await page.keyboard.press('Enter');
    await page.locator('.monaco-dialog-box').getByText('是否列出谁可以看到').waitFor();
    await page.keyboard.press('Enter');
    await frame.getByText('外部成员：1').waitFor();
    await screenshot(page, 'access-light-zh-cn');
    assert.deepEqual((await poorTexts(frame)).poor, []);
  });
});
