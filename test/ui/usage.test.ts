import assert from 'node:assert/strict';
import { sampleData } from '../emulator/samples.ts';
import { describeWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { clearNotifications, focusedRowMenu, focusRow, typeCommand, typePick } from './support/keyboard.ts';
import { pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import { treeText } from './support/treeText.ts';
import {
  clipboardText,
  hoverText,
  notification,
  openContainer,
  question,
  row,
  screenshot,
  view,
} from './support/workbench.ts';

const acme = 'dingacme0001';
const name = 'Organizations';
const roadmap = 'ctkmLQOdYGT8XXxPhDvNX1VHfTpc2Wkn';

describeWithTime('API usage', () => {
  let person: Person;
  before(async () => {
    person = await sitDown();
    await openContainer(person.page, 'DingTalk Storage');
  });
  after(() => person?.close());

  const settled = async () => {
    await Promise.all(person.emulator.requests.map(request => request.settled));
    await eventually(async () => {
      const lines = await treeText(person.page, name);
      assert.match(lines[0] ?? '', /953\.5 MB of 100 GB/);
      assert.match(lines.find(line => line.startsWith('Copper')) ?? '', /17 GB/);
      assert.ok(!lines.some(line => line.includes('Loading')));
    });
  };
  /** The text of the open document, as a person copies it. */
  const copied = async (heading: string) => {
    const { page } = person;
    await pageFrame(page).getByText('Open as Text').focus();
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor.focused .view-lines').getByText(heading).first().waitFor();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    return clipboardText(page);
  };
  /** By the corpId in the headings: the number at the end of this month's row. */
  const totals = (report: string) =>
    new Map(
      report
        .split('\n## ')
        .slice(1)
        .map(section => [
          /(ding\w+)/.exec(section)?.[1] ?? '',
          Number(/\n\| \d{4}-\d\d .* (\d+) \|/.exec(section)?.[1]),
        ]),
    );

  it("equals DingTalk's own count after refreshes and lookups, some of them throttled", async () => {
    const { page, emulator } = person;
    await settled();
    const code = 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi';
    emulator.faults.add(
      { kind: 'raw', status: 403, body: JSON.stringify({ code }) },
      { api: 'getOrg', times: 3 },
    );
    emulator.tokens.expire();
    await typeCommand(page, 'DingTalk Storage: Refresh');
    await eventually(() =>
      assert.ok(emulator.requests.filter(({ api }) => api === 'getOrg').length > 2 * 13 + 3),
    );
    // Calls that were throttled or refused for their token will be repeated.
    await view(page, name).locator('.monaco-progress-container.active').waitFor({ state: 'hidden' });
    await typeCommand(page, 'DingTalk Storage: Query Permission Inheritance…');
    await typePick(page, 'Select an organization', 'Acme');
    await question(page, 'Query Permission Inheritance · Acme').waitFor();
    await page.keyboard.insertText(roadmap);
    await page.keyboard.press('Enter');
    await notification(page, 'Inherits (PASS_ON)').waitFor();
    await clearNotifications(page);
    await eventually(async () => {
      assert.ok(!(await treeText(page, name)).some(line => line.includes('Loading')));
    });

    await typeCommand(page, 'DingTalk Storage: Show API Usage');
    const usage = pageFrame(page);
    await usage.getByRole('heading', { name: 'All Organizations' }).waitFor();
    const called = sampleData.organizations.filter(({ corpId }) => emulator.meter.callsThisMonth(corpId) > 0);
    assert.equal(await usage.getByRole('heading', { level: 2 }).count(), 1 + called.length);
    await usage
      .getByRole('img', { name: /: 3 of 5,000$/ })
      .first()
      .waitFor();
    await screenshot(page, 'usage-page-dark-en');
    const report = await copied('Harbor');
    const counted = totals(report);
    const ids = new Set(emulator.requests.flatMap(({ corpId = [] }) => corpId));
    assert.equal(ids.size, 13);
    for (const corpId of ids) {
      assert.equal(counted.get(corpId) ?? 0, emulator.meter.callsThisMonth(corpId), corpId);
    }
    assert.equal(counted.get(acme), 3);
    await screenshot(page, 'usage-dark-en');
  });

  it('is in the hover of an organization, and a document of its own by its menu', async () => {
    const { page, emulator } = person;
    await focusRow(page, name, 'Acme');
    await focusedRowMenu(page, 'Show API Usage');
    const report = await copied('Lookups');
    assert.match(report, /\n## Acme \(dingacme0001\)\n\n\| Month {3}\| Storage \| Lookups \| Total \|\n/);
    assert.deepEqual([...totals(report)], [[acme, emulator.meter.callsThisMonth(acme)]]);
    assert.match(
      await hoverText(row(page, name, 'Acme')),
      /\nAPI calls this month: 3, counted by this extension\n+API calls left: 4,997 of 5,000, shared with other apps/,
    );
    await screenshot(page, 'usage-hover-dark-en');
  });

  it('is told in advance where a background refresh is set, and 30 minutes are refused', async () => {
    const { page, emulator } = person;
    const { length } = emulator.requests;
    await typeCommand(page, 'Preferences: Open Settings (UI)');
    await page.locator('.settings-header .monaco-editor.focused').waitFor();
    await page.keyboard.insertText('@id:dingtalkStorage.refreshIntervalMinutes');
    // The list is redrawn when the search has ended.
    await page.locator('.settings-count-widget', { hasText: '1 Setting Found' }).waitFor();
    const input = page.locator('.settings-editor .setting-item-number input');
    await input.fill('30');
    await notification(page, '30 is not a valid number of minutes').waitFor();
    await input.fill('60');
    await notification(
      page,
      "Refreshing 13 organizations every 60 minutes uses up to 744 of each organization's 5,000 metered calls per month, 9,672 in total.",
    ).waitFor();
    await screenshot(page, 'usage-price-dark-en');
    assert.equal(emulator.requests.length, length, 'a price was asked for, not a refresh');
  });
});
