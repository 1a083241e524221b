import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sampleData } from '../emulator/samples.ts';
import { describeWithTime } from '../support/thorough.ts';
import { withFolder } from '../support/withFolder.ts';
import { uuidOf } from '../unit/audit/world.ts';
import { auditCommand, typeFile, untilExported } from './support/auditFiles.ts';
import { eventually } from './support/eventually.ts';
import {
  clearNotifications,
  confirmDialog,
  leaveBox,
  pressPrimaryButton,
  typeChoice,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { chooseFromMenu, pageFrame, widthOf } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import { clipboardText, menuItem, notification, question, screenshot } from './support/workbench.ts';

const files = 40;
const broken = 8;
const numbers = Array.from({ length: files }, (_, number) => number);
const modeOf = (number: number) => (number % 5 === 0 ? 'BREAK' : 'PASS_ON');
const dentries = numbers.map(number => ({
  corpId: 'dingacme0001',
  dentryUuid: uuidOf(number),
  name: `File ${number}`,
  inheritance: modeOf(number),
}));
const whereNamed = 'Select the source of dentryUuids or document links';

describe('the table of a page, by real keys and clicks', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ data: { ...sampleData, dentries } });
    const { page } = person;
    const csv = ['dentryUuid,name', ...dentries.map(({ dentryUuid, name }) => `${dentryUuid},${name}`)];
    await withFolder(async folder => {
      const file = path.join(folder, 'plan.csv');
      await writeFile(file, csv.join('\n'));
      await typeCommand(page, auditCommand);
      await typePick(page, 'Select an organization', 'Acme');
      await typePick(page, whereNamed, 'CSV, Text, or JSON File…');
      await typeFile(page, file);
      await page.locator('.monaco-dialog-box').getByText(`Audit ${files} files in`).waitFor();
    });
    await page.keyboard.press('Enter');
    await notification(page, `Audited ${files} files in Acme.`).waitFor();
    await pressPrimaryButton(page);
    await counted(files);
    await clearNotifications(page);
    await table().locator('#row-0').click();
  });
  after(() => person?.close());

  const table = () => pageFrame(person.page);
  const grid = () => table().getByRole('grid');
  const counted = (rows: number) =>
    table()
      .locator(`[role=grid][aria-rowcount="${rows + 1}"]`)
      .waitFor();
  const selected = () => grid().locator('[aria-selected=true]').count();
  const head = (name: string) => table().getByRole('columnheader', { name });
  const edge = (name: string) => table().getByRole('separator', { name: `Width of ${name}` });
  const copied = (check: (lines: string[]) => void) =>
    eventually(async () => check((await clipboardText(person.page)).split('\n')));

  it('has no column for what no file has', async () => {
    assert.equal(await head('Path').count(), 0);
    assert.deepEqual(await table().locator('.sort').allInnerTexts(), [
      'Result',
      'Name',
      'dentryUuid',
      'Checked',
    ]);
  });

  it('selects by Shift and Ctrl, with clicks and keys, and copies what is seen selected', async () => {
    const { page } = person;
    await table().locator('#row-2').click();
    await table()
      .locator('#row-5')
      .click({ modifiers: ['Shift'] });
    assert.equal(await selected(), 4);
    await table()
      .locator('#row-8')
      .click({ modifiers: ['ControlOrMeta'] });
    await table()
      .locator('#row-3')
      .click({ modifiers: ['ControlOrMeta'] });
    assert.equal(await selected(), 4);
    await screenshot(page, 'page-selection-dark-en');
    await page.keyboard.press('ControlOrMeta+C');
    await copied(lines =>
      assert.deepEqual(
        lines.map(line => line.split('\t')[2]),
        [2, 4, 5, 8].map(uuidOf),
      ),
    );
    await table().locator('#row-0').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    assert.equal(await selected(), 3);
    await table().getByRole('status').getByText('3 rows selected').waitFor({ state: 'attached' });
  });

  it('copies all rows by Ctrl+A and Ctrl+C, also those that are not on the screen', async () => {
    const { page } = person;
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    await copied(lines =>
      assert.deepEqual(
        lines.map(line => line.split('\t')[1]),
        dentries.map(({ name }) => name),
      ),
    );
  });

  it('copies the text that was marked by the mouse, where there is some', async () => {
    const { page } = person;
    const box = await table().locator('#row-1 .dentryUuid').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 10, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 80, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.press('ControlOrMeta+C');
    await copied(([line = '', ...others]) => {
      assert.deepEqual(others, []);
      assert.ok(line.length > 2 && line.length < 32 && uuidOf(1).includes(line), line);
    });
    // With the next key, it is the row again.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ControlOrMeta+C');
    await copied(([line]) => assert.ok(line?.includes(`\t${uuidOf(2)}\t`), line));
  });

  it('has columns that are resized by mouse and by keyboard, and stay so while it is hidden', async () => {
    const { page } = person;
    const before = await widthOf(head('Name'));
    const others = await widthOf(head('Result'));
    const box = await edge('Name').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    await eventually(async () => assert.equal(await widthOf(head('Name')), before + 60));
    assert.equal(await widthOf(head('Result')), others);
    await edge('Name').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowRight');
    const after = before + 60 - 16 + 80;
    await eventually(async () => assert.equal(await widthOf(head('Name')), after));
    assert.equal(await edge('Name').getAttribute('aria-valuenow'), String(after));
    await table().locator('#row-7').click();
    await page.keyboard.press('ControlOrMeta+Alt+N');
    await page.locator('.editor-group-container .monaco-editor.focused').waitFor();
    await page.getByRole('tab', { name: 'Audit plan.csv', exact: true }).click();
    await table().locator('#row-7[aria-selected=true]').waitFor();
    assert.equal(await widthOf(head('Name')), after);
    await edge('Name').dblclick();
    await eventually(async () => assert.notEqual(await widthOf(head('Name')), after));
  });

  it('is searched by Ctrl+F, and left by Escape', async () => {
    const { page } = person;
    await table().locator('#row-0').click();
    await page.keyboard.press('ControlOrMeta+F');
    await page.keyboard.insertText('File 39');
    await counted(1);
    await page.keyboard.press('Escape');
    await counted(files);
    assert.equal(await table().getByRole('searchbox').inputValue(), '');
    await page.keyboard.press('End');
    await table()
      .locator(`#row-${files - 1}[aria-selected=true]`)
      .waitFor();
  });

  it('has a menu of its own, by mouse and by key, about the rows that are selected', async () => {
    const { page } = person;
    await page.keyboard.press('Home');
    await table()
      .locator('#row-2')
      .click({ modifiers: ['Shift'] });
    const byMouse = () => table().locator('#row-1').click({ button: 'right' });
    await byMouse();
    await menuItem(page, 'Copy Rows').waitFor();
    assert.deepEqual(
      (await page.getByRole('menuitem').allInnerTexts()).map(text => text.trim()).filter(text => text !== ''),
      [
        'Open in DingTalk',
        'Copy Rows',
        'Copy dentryUuid',
        'Ask Again',
        'Trace Inheritance…',
        'Who Can See It…',
      ],
    );
    await screenshot(page, 'page-menu-dark-en');
    await page.keyboard.press('Escape');
    await menuItem(page, 'Copy Rows').waitFor({ state: 'hidden' });
    await chooseFromMenu(page, byMouse, 'Copy dentryUuid');
    await copied(lines => assert.deepEqual(lines, [0, 1, 2].map(uuidOf)));
    await grid().and(table().locator(':focus')).waitFor();
    await chooseFromMenu(page, () => page.keyboard.press('Shift+F10'), 'Copy Rows');
    await copied(lines =>
      assert.deepEqual(
        lines.map(line => line.split('\t')[1]),
        ['File 0', 'File 1', 'File 2'],
      ),
    );
    await chooseFromMenu(page, byMouse, 'Open in DingTalk');
    const link = page.getByRole('dialog').filter({ hasText: uuidOf(1) });
    await link.waitFor();
    await page.keyboard.press('Escape');
    await link.waitFor({ state: 'hidden' });
  });

  it('asks again about the rows, with the price first where they are several', async () => {
    const { page, emulator } = person;
    const before = emulator.meter.callsThisMonth('dingacme0001');
    const byMouse = () => table().locator('#row-1').click({ button: 'right' });
    await chooseFromMenu(page, byMouse, 'Ask Again');
    await page.locator('.monaco-dialog-box').getByText('Audit 3 files in Acme?').waitFor();
    assert.equal(emulator.meter.callsThisMonth('dingacme0001'), before);
    await confirmDialog(page, 'Audit 3 files in Acme?');
    await notification(page, 'Audited 3 files in Acme.').waitFor();
    assert.equal(emulator.meter.callsThisMonth('dingacme0001'), before + 3);
    await clearNotifications(page);
  });

  it('exports the rows that are shown, or all', async () => {
    const { page } = person;
    await table().locator('.filter[data-key=BREAK]').click();
    await counted(broken);
    await withFolder(async folder => {
      for (const [which, rows] of [
        ['Shown Rows', broken],
        ['All Rows', files],
      ] as const) {
        const file = path.join(folder, `${rows}.csv`);
        await untilExported(page, [file], async () => {
          await table().getByText('Export…').click();
          await typePick(page, 'Select an export format', `CSV · ${which}`);
          await typeFile(page, file);
          await notification(page, `Exported to ${rows}.csv.`).waitFor({ timeout: 5000 });
        });
        await clearNotifications(page);
        assert.equal((await readFile(file, 'utf8')).trim().split('\n').length, rows + 1);
      }
    });
    await table().locator('.filter[data-key="*"]').click();
    await table().getByText('Export…').click();
    await question(page, 'Select an export format').waitFor();
    await leaveBox(page);
  });

  it('compares the two audits in a page', async () => {
    const { page } = person;
    await typeCommand(page, 'DingTalk Storage: Compare Audits…');
    await typePick(page, 'Select the first audit', 'plan.csv');
    await question(page, 'Select an audit to compare it with').waitFor();
    await typeChoice(page, 'plan.csv, again');
    await table().getByText('Unchanged, and not listed: 3').waitFor();
    await counted(1);
    await table()
      .getByText(`Only in the first audit · ${files - 3}`)
      .waitFor();
    await screenshot(page, 'page-comparison-dark-en');
    await table().locator('#row-0').click();
    await counted(1 + files - 3);
    await table().locator('#row-0 [aria-expanded=true]').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ControlOrMeta+C');
    await copied(([line]) => assert.match(line ?? '', /^Only in the first audit\tInherits \(PASS_ON\)\t/));
  });

  it('closes no question when it takes the focus', async () => {
    const { page } = person;
    const questions = {
      'Sort Organizations…': 'Sort Organizations',
      'Export Audit…': 'Select an audit to export',
      'Rename Audit…': 'Select an audit to rename',
      'Compare Audits…': 'Select the first audit',
      'Audit Permission Inheritance…': 'Select an organization',
      'Show Trend': 'Select an organization',
    };
    for (const [command, asked] of Object.entries(questions)) {
      await typeCommand(page, `DingTalk Storage: ${command}`);
      await question(page, asked).waitFor();
      await grid().focus();
      await eventually(() =>
        page.evaluate('document.activeElement?.tagName').then(tag => assert.equal(tag, 'IFRAME')),
      );
      // Two frames later, whatever comes with the focus has come.
      await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
      assert.ok(await question(page, asked).isVisible(), command);
      await leaveBox(page);
    }
  });

  it('hides no chip where it is narrow', async () => {
    const { page } = person;
    await page.setViewportSize({ width: 360, height: 800 });
    const chips = await table().locator('.filter').all();
    assert.ok(chips.length >= 2);
    for (const chip of chips) {
      const box = await chip.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
    }
    await screenshot(page, 'page-narrow-dark-en');
  });
});

describeWithTime('the pages in Chinese and light', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ data: { ...sampleData, dentries }, locale: 'zh-cn', theme: 'light' });
  });
  after(() => person?.close());

  it('show an audit, and the usage', async () => {
    const { page } = person;
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(numbers.map(uuidOf).join('\n'))})`);
    await typeCommand(page, 'DingTalk Storage: 审计权限继承…');
    await typeChoice(page, 'Acme');
    await typeChoice(page, '剪贴板');
    await page.locator('.monaco-dialog-box').waitFor();
    await page.keyboard.press('Enter');
    await notification(page, '已完成对 Acme 的 40 个文件的审计').waitFor();
    await pressPrimaryButton(page);
    await pageFrame(page).locator('#row-0').click();
    await screenshot(page, 'page-audit-light-zh');
    await typeCommand(page, 'DingTalk Storage: 显示 API 用量');
    await pageFrame(page).getByRole('rowheader').first().waitFor();
    await screenshot(page, 'page-usage-light-zh');
  });
});
