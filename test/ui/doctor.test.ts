import assert from 'node:assert/strict';
import { themes } from '../editor-host/browser.ts';
import { describeWithTime } from '../support/thorough.ts';
import { accessibleNodes } from './support/accessibleTree.ts';
import { eventually } from './support/eventually.ts';
import {
  clearNotifications,
  focusedRowMenu,
  focusRow,
  leaveBox,
  typeChoice,
  typeCommand,
} from './support/keyboard.ts';
import { poorTexts } from './support/legible.ts';
import { pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import {
  clipboardText,
  notification,
  openContainer,
  pick,
  question,
  row,
  screenshot,
  themeShown,
} from './support/workbench.ts';

/** Acme is well, the token of Jiangnan has expired, and the last entry is none. */
const organizations = (samples: readonly { corpId: string }[]) => [
  ...samples.filter(({ corpId }) => ['dingacme0001', 'dingjiangnan0012'].includes(corpId)),
  { corpId: 'dingbadentry0001' },
];
const ids = /ding(acme|jiangnan|badentry)|Acme|江南|127\.0\.0\.1|fake-/i;
const viewport = { width: 1280, height: 1300 };

describe('the doctor, by keyboard', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ organizations, viewport });
    await openContainer(person.page, 'DingTalk Storage');
    // The view's own questions have been asked, so that they do not count as the doctor's.
    await row(person.page, 'Organizations', 'Acme').getByText('0.9%').waitFor();
  });
  after(() => person?.close());

  const report = () => pageFrame(person.page);
  const heading = (name: string | RegExp) => report().getByRole('heading', { name });
  /** Moves on by Tab until a button of the page has the focus, and presses it. */
  const press = async (name: string | RegExp) => {
    const { page } = person;
    const button = report().getByRole('button', { name }).first();
    await eventually(async () => {
      for (let presses = 0; presses < 25; presses++) {
        if (await button.evaluate(element => element.matches(':focus, :focus-within'))) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`Tab does not lead to ${name}`);
    });
    await page.keyboard.press('Enter');
  };

  it('says what does not work, the worst first, without a metered call', async () => {
    const { page, emulator } = person;
    const before = emulator.meter.callsThisMonth('dingacme0001');
    await typeCommand(page, 'DingTalk Storage: Run Doctor…');
    await heading('Broken: Sign-in').waitFor();
    const headings = await report().getByRole('heading', { level: 2 }).allInnerTexts();
    assert.equal(headings.length, 14);
    assert.match(headings.join('\n'), /^Broken: Organizations in the settings\nBroken: Sign-in\nNot checked/);
    await report().getByText('10 OK, 0 to look at, 2 broken, 2 not checked.').waitFor();
    assert.doesNotMatch(await report().locator('body').innerText(), ids);
    assert.equal(emulator.meter.callsThisMonth('dingacme0001'), before);
    await screenshot(page, 'doctor-dark-en');
  });

  it('tells a screen reader the same, in headings, lists and buttons with names', async () => {
    const { page } = person;
    const main = report().getByRole('main');
    assert.equal(await main.getByRole('list').count(), 14);
    assert.ok((await main.getByRole('listitem').count()) > 20);
    // The sign is for the eye alone.
    assert.equal(await main.getByRole('heading', { name: 'Broken: Sign-in', exact: true }).count(), 1);
    const nodes = await accessibleNodes(page, page.locator('.part.editor'));
    assert.deepEqual(
      nodes.filter(({ name }) => name.trim() === ''),
      [],
    );
    for (const name of [
      'Paste a New Token',
      'Open Settings (JSON)',
      'Copy',
      'Ask DingTalk Too (2 Metered Calls)',
    ]) {
      assert.equal(await report().getByRole('button', { name, exact: true }).count(), 1, name);
    }
  });

  it('does what helps', async () => {
    const { page } = person;
    await press('Paste a New Token');
    await question(page, 'Paste an access token').waitFor();
    await leaveBox(page);
  });

  it('copies the report, and takes it into an issue', async () => {
    const { page } = person;
    await press(/^Copy$/);
    await notification(page, 'The report was copied').waitFor();
    const copied = await clipboardText(page);
    assert.match(copied, /^# DingTalk Doctor\n(?:.|\n)*## ✗ Broken: Sign-in\n/);
    assert.doesNotMatch(copied, ids);
    await clearNotifications(page);
    await press('Report Issue with This');
    await notification(page, 'Diagnostics copied').waitFor();
    const issue = await clipboardText(page);
    assert.match(issue, /### Installation\n(?:.|\n)*# DingTalk Doctor\n/);
    assert.doesNotMatch(issue, ids);
    await clearNotifications(page);
  });

  it('asks DingTalk too, once its price was seen', async () => {
    const { page, emulator } = person;
    const before = emulator.meter.callsThisMonth('dingacme0001');
    await press('Ask DingTalk Too (2 Metered Calls)');
    await question(page, 'Select what to ask DingTalk').waitFor();
    await pick(page, 'Only how full the storage is').getByText('2 metered calls').waitFor();
    await screenshot(page, 'doctor-price-dark-en');
    await typeChoice(page, 'Only how full the storage is');
    await report().getByText('DingTalk answered how full the storage is').waitFor();
    assert.equal(emulator.meter.callsThisMonth('dingacme0001'), before + 1);
    assert.equal(
      await report()
        .getByRole('button', { name: /^Ask DingTalk/ })
        .count(),
      0,
    );
  });

  it('is text too, and is run from the row of one organization', async () => {
    const { page } = person;
    await press('Open as Text');
    await page.locator('.monaco-editor.focused .view-lines').getByText('DingTalk Doctor').first().waitFor();
    await focusRow(page, 'Organizations', 'Acme');
    await focusedRowMenu(page, 'Run Doctor…');
    await page.getByRole('tab', { name: 'DingTalk Doctor, Organization 1' }).waitFor();
    await report().getByText('13 OK, 0 to look at, 0 broken, 1 not checked.').waitFor();
  });

  it('is legible in light and in high contrast', async () => {
    const { page, changeSettings } = person;
    await page
      .getByRole('tab', { name: /^DingTalk Doctor(, preview)?$/ })
      .first()
      .click();
    await heading('Broken: Sign-in').waitFor();
    for (const [theme, kind] of [
      ['light', 'vs'],
      ['highContrast', 'hc-black'],
    ] as const) {
      await changeSettings({ 'workbench.colorTheme': themes[theme] });
      await themeShown(page, kind);
      await eventually(async () => {
        const { count, poor } = await poorTexts(report());
        assert.ok(count > 40);
        assert.deepEqual(poor, []);
      });
      await screenshot(page, `doctor-${theme}-en`);
    }
  });
});

describeWithTime('the doctor, in Chinese', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ organizations, viewport, locale: 'zh-cn' });
    await openContainer(person.page, 'DingTalk Storage');
  });
  after(() => person?.close());

  it('says the same', async () => {
    const { page } = person;
    await typeCommand(page, 'DingTalk Storage: 运行诊断…');
    const report = pageFrame(page);
    await report.getByRole('heading', { name: '故障：登录' }).waitFor();
    assert.doesNotMatch(await report.locator('body').innerText(), ids);
    await screenshot(page, 'doctor-dark-zh-cn');
  });
});
