import assert from 'node:assert/strict';
import { themes } from '../editor-host/browser.ts';
import { describeWithTime, itWithTime } from '../support/thorough.ts';
import { namedPage } from './support/accessibleTree.ts';
import { eventually } from './support/eventually.ts';
import { focusedRowMenu, focusRow, typeCommand, typePick } from './support/keyboard.ts';
import { poorTexts } from './support/legible.ts';
import { pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import { storeHistory } from './support/storedHistory.ts';
import { openContainer, row, screenshot, themeShown } from './support/workbench.ts';

const organizations = 'Organizations';
const command = 'DingTalk Storage: Show Trend';
const lumen = 'Storage Trend of Lumen Instruments';

describe('the page of a trend', () => {
  let person: Person;
  before(async () => {
    const settings = { 'workbench.secondarySideBar.defaultVisibility': 'hidden' };
    person = await sitDown({ settings });
    await storeHistory(person.server, 'dinglumen0007', 900);
    await storeHistory(person.server, 'dingxinghe0002', 40);
    await storeHistory(person.server, 'dingatlas0009', 3);
    await openContainer(person.page, 'DingTalk Storage');
    await row(person.page, organizations, 'Lumen Instruments').getByText('6.7 TB of 8 TB').waitFor();
  });
  after(() => person?.close());

  const trend = () => pageFrame(person.page);
  const cursor = () => trend().getByRole('slider').first();
  const readings = () => trend().locator('summary').first();
  const day = async () => (await cursor().getAttribute('aria-valuetext')) ?? '';
  const shown = (title: string) => trend().getByRole('heading', { name: title, level: 1 }).waitFor();

  /** With no page in front, which might take the focus back from the box (microsoft/vscode#75209). */
  const openTrend = async (name: string) => {
    await typeCommand(person.page, 'View: Close All Editors');
    await person.page.locator('.part.editor .tab').first().waitFor({ state: 'hidden' });
    await typeCommand(person.page, command);
    await typePick(person.page, 'Select an organization', name);
  };

  it('is opened by the menu of a row, says what it found, and names everything', async () => {
    const { page } = person;
    await focusRow(page, organizations, 'Lumen Instruments');
    await focusedRowMenu(page, 'Show Trend');
    await shown(lumen);
    const finding = /^Used space is growing .* a week; full in about \d+ months \(\d+ to \d+\)\.$/;
    await trend().getByRole('img', { name: finding }).first().waitFor();
    assert.equal(await trend().getByRole('img').count(), 2);
    assert.equal(await trend().locator('.mark-text').count(), 0, 'the cleanup was earlier');
    assert.match(await namedPage(trend()), /- slider "Day, Public cloud OSS"/);
    await screenshot(page, 'trend-dark-en');
  });

  it('is walked through by keys alone', async () => {
    const { page } = person;
    const stops: string[] = [];
    await trend().getByText('Export…').focus();
    for (let stop = 0; stop < 8; stop++) {
      stops.push(await trend().locator(':focus').first().innerText());
      await page.keyboard.press('Tab');
    }
    assert.deepEqual(
      stops.map(text => text.split('\n')[0]),
      ['Export…', 'Open as Text', '30 Days', '90 Days', '1 Year', 'All', '', await readings().innerText()],
    );
    await cursor().focus();
    const last = await day();
    assert.match(last, /: 40\.2% · 412 GB of 1 TB$/);
    await page.keyboard.press('ArrowLeft');
    const before = await day();
    assert.notEqual(before, last);
    assert.equal(await trend().locator('.readout').first().innerText(), before);
    await page.keyboard.press('ArrowRight');
    assert.equal(await day(), last);
    await page.keyboard.press('PageDown');
    const most = Number(await cursor().getAttribute('aria-valuemax'));
    assert.ok(most >= 85, String(most));
    assert.equal(await cursor().getAttribute('aria-valuenow'), String(most - 7));
    await page.keyboard.press('Home');
    assert.equal(await cursor().getAttribute('aria-valuenow'), '0');
    await page.keyboard.press('End');
    assert.equal(await day(), last);
  });

  it('follows the mouse', async () => {
    const { page } = person;
    const box = await cursor().boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await eventually(async () =>
      assert.ok(Math.abs(Number(await cursor().getAttribute('aria-valuenow')) - 45) < 10),
    );
  });

  it('shows another range by a key, with its marks and all its readings', async () => {
    const { page } = person;
    await trend().getByRole('button', { name: 'All', exact: true }).focus();
    await page.keyboard.press('Enter');
    // 900 days without a gap of 9, and what DingTalk has answered today.
    await readings()
      .getByText(/^Readings: 89[2-5]$/)
      .waitFor();
    await trend()
      .getByRole('status')
      .getByText(/^All: .* to /)
      .waitFor({ state: 'attached' });
    await trend()
      .getByText(/−\d+(\.\d)? GB$/)
      .first()
      .waitFor();
    await readings().focus();
    await page.keyboard.press('Enter');
    const count = Number((await readings().innerText()).split(' ').at(-1));
    await eventually(async () => assert.equal(await trend().getByRole('rowheader').count(), count));
    await page.keyboard.press('Enter');
    await trend().locator('details:not([open])').first().waitFor();
    await screenshot(page, 'trend-900-dark-en');
  });

  it('is drawn anew with a new reading', async () => {
    const { page, emulator } = person;
    await cursor().focus();
    await page.keyboard.press('End');
    const partition = emulator.data.organizations.find(({ corpId }) => corpId === 'dinglumen0007')
      ?.partitions[0];
    assert.ok(partition);
    partition.quota = { ...partition.quota, used: 500n * 1024n ** 3n };
    await typeCommand(page, 'DingTalk Storage: Refresh');
    await trend().locator('.readout').getByText('500 GB of 1 TB').waitFor();
  });

  it('shows several organizations in one picture, and the lines that are chosen', async () => {
    const { page } = person;
    await openTrend('All Organizations');
    await shown('Storage Trend of All Organizations');
    const lines = trend().locator('.picture path.line');
    await eventually(async () => assert.equal(await lines.count(), 6));
    const atlas = trend().getByRole('button', { name: /^Atlas Archive / });
    assert.equal(await atlas.getAttribute('aria-pressed'), 'false');
    await atlas.focus();
    await page.keyboard.press('Space');
    await eventually(async () => assert.equal(await lines.count(), 7));
    await trend()
      .locator('.readout')
      .getByText(/Atlas Archive \d/)
      .waitFor();
    await namedPage(trend());
    await screenshot(page, 'trend-all-dark-en');
  });

  itWithTime('is legible in each theme, wide and narrow, with few readings and many', async () => {
    const { page } = person;
    await typeCommand(page, 'View: Close Primary Side Bar');
    const full = page.viewportSize();
    assert.ok(full);
    const cases = [
      ['light', 'Lumen Instruments', full.width],
      ['highContrast', '星河科技', 360],
      ['highContrastLight', 'Atlas Archive', full.width],
      ['dark', '星河科技', full.width],
    ] as const;
    const kinds = {
      light: 'vs',
      dark: 'vs-dark',
      highContrast: 'hc-black',
      highContrastLight: 'hc-light',
    } as const;
    for (const [theme, name, width] of cases) {
      await person.changeSettings({ 'workbench.colorTheme': themes[theme] });
      await themeShown(page, kinds[theme]);
      await page.setViewportSize({ ...full, width });
      await openTrend(name);
      await shown(`Storage Trend of ${name}`);
      await trend().locator('.picture path.line').first().waitFor();
      const { count, poor } = await poorTexts(trend());
      assert.ok(count > 20, String(count));
      assert.deepEqual(poor, []);
      await screenshot(page, `trend-${theme}-${width}`);
      await page.setViewportSize(full);
    }
  });
});

describeWithTime('the page of a trend in Chinese', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ locale: 'zh-cn', theme: 'light', organizations: [], signedIn: false });
  });
  after(() => person?.close());

  it('is all Chinese, wide and narrow', async () => {
    const { page } = person;
    await typeCommand(page, 'DingTalk Storage: 用示例数据体验');
    // The view opens, and takes the focus.
    await row(page, '组织', '云帆教育').getByText('31%').waitFor();
    await typeCommand(page, 'DingTalk Storage: 显示趋势');
    await typePick(page, '选择组织', '云帆教育');
    const trend = pageFrame(page);
    await trend.getByRole('heading', { name: '公有云 OSS' }).waitFor();
    await trend.getByText(/总容量 100 GB → 200 GB/).waitFor();
    await screenshot(page, 'trend-light-zh');
    await page.setViewportSize({ width: 360, height: 800 });
    await trend.locator('.picture').waitFor();
    await screenshot(page, 'trend-narrow-light-zh');
    const texts = await trend.locator('body').innerText();
    assert.doesNotMatch(texts, /readings|Capacity|forecast|days/i);
  });
});
