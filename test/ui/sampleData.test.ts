import assert from 'node:assert/strict';
import { itWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import {
  focusedRowMenu,
  focusRow,
  openView,
  pressPrimaryButton,
  showNotifications,
  typeChoice,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import {
  hoverText,
  notification,
  question,
  quickInput,
  resizeSidebar,
  row,
  rowText,
  screenshot,
  view,
} from './support/workbench.ts';

const organizations = 'Organizations';
const audits = 'Audits';

describe('sample data, by keyboard alone', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ organizations: [], signedIn: false });
    await typeCommand(person.page, 'DingTalk Storage: Explore with Sample Data');
  });
  after(() => person?.close());

  it('shows the forecast at the end of a row, and its range in the hover', async () => {
    const { page, emulator } = person;
    const xinghe = row(page, organizations, '星河科技');
    await eventually(async () =>
      assert.equal(
        (await rowText(xinghe)).description,
        '96.4% · 987.1 GB of 1 TB · almost full · full in about 7 weeks',
      ),
    );
    const hover = await hoverText(xinghe);
    assert.match(hover, /Growth: growing \d+(\.\d)? GB a week/);
    assert.match(hover, /Forecast: full in about 7 weeks \(\d+ to \d+\)/);
    await screenshot(page, 'forecast');
    assert.equal(emulator.requests.length, 0);
  });

  it('keeps a reading a day if that is wanted, at a price that is told', async () => {
    const { page } = person;
    await person.changeSettings({ 'dingtalkStorage.keepDailyReading': true });
    await showNotifications(page);
    await notification(
      page,
      'Keeping one reading a day uses up to 31 of the 5,000 metered calls that each organization has per month.',
    ).waitFor();
  });

  it('tells a trend as text', async () => {
    const { page } = person;
    await focusRow(page, organizations, '星河科技');
    await focusedRowMenu(page, 'Show Trend');
    await pageFrame(page).getByText('Open as Text').focus();
    await page.keyboard.press('Enter');
    await page
      .locator('.editor-instance .view-lines')
      .getByText('Storage Trend of 星河科技')
      .first()
      .waitFor();
    await screenshot(page, 'trend-as-text');
  });

  // The editor suites audit one by its command.
  itWithTime('audits a space of it, and shows the result, without a request', async () => {
    const { page, emulator } = person;
    await openView(page, audits);
    await view(page, audits).getByText('Audit a Space…').waitFor();
    await typeCommand(page, 'DingTalk Storage: Audit a Space…');
    await typePick(page, 'Select an organization', 'Acme');
    await question(page, 'Select a space').waitFor();
    await screenshot(page, 'sample-spaces');
    await typeChoice(page, 'Finance');
    for (const asked of [/ · Folder/, / · Depth/, / · Limit/]) {
      await question(page, asked).waitFor();
      await quickInput(page).press('Enter');
    }
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('This is sample data: no call is made.').waitFor();
    await screenshot(page, 'sample-audit-confirmation');
    await page.keyboard.press('Enter');
    await notification(page, /Audited \d+ files in Acme \(sample\)\./).waitFor();
    await resizeSidebar(page, 300);
    await eventually(async () => {
      const { description } = await rowText(row(page, audits, 'Space 26810061930'));
      assert.match(description, /^\d+ broken · Acme \(sample\) · /);
    });
    await pressPrimaryButton(page);
    await pageFrame(page).getByText('Space 26810061930 · Acme (sample)').waitFor();
    await screenshot(page, 'sample-audit');
    assert.deepEqual(emulator.requests, []);
  });
});
