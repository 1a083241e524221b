import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { itWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { typeCommand } from './support/keyboard.ts';
import { poorTexts } from './support/legible.ts';
import { type Person, sitDown } from './support/person.ts';
import { containerTab, rows, screenshot, themeShown } from './support/workbench.ts';

const GB = 1024n ** 3n;
const [xinghe, qingshan] = ['dingxinghe0002', 'dingqingshan0004'];

/** Calculated by hand from the sample data. */
const sampleLines = [
  '青山设计 | 104.2% ▓▓▓▓▓▓▓▓▓▓ | over capacity | just now',
  '星河科技 | 96.4% ▓▓▓▓▓▓▓▓▓░ | almost full | just now',
  'Lumen Instruments | 83.7% ▓▓▓▓▓▓▓▓░░ | filling up | just now',
  'Nordwind Logistics | 83% ▓▓▓▓▓▓▓▓░░ | filling up | just now',
  '云帆教育 | 31% ▓▓▓░░░░░░░ |  | just now',
  '海棠医院 | 30% ▓▓▓░░░░░░░ |  | just now',
  'Copper Kettle Roasters | 17% ▓▓░░░░░░░░ |  | just now',
  'Acme | 0.9% ░░░░░░░░░░ |  | just now',
  'Atlas Archive | 0.1% ░░░░░░░░░░ |  | just now',
  '春风书店 | 0% ░░░░░░░░░░ |  | just now',
  'Harbor & Finch | 45 GB | no limit set | just now',
  'Pinecone Studio |  | User lacks permission | ',
  '江南纺织 |  | Access token expired | ',
];

describe('the status bar', () => {
  let person: Person;
  before(async () => {
    // High enough for all settings: those off the screen are not drawn.
    person = await sitDown({ viewport: { width: 1280, height: 1400 } });
  });
  after(() => person?.close());

  const item = () => person.page.locator('.statusbar-item[id$="fullestOrganization"]');
  const badge = () => containerTab(person.page, 'DingTalk Storage').locator('.badge-content');

  /** Waits until the item has this text and icon, and the color of this kind. */
  const assertShown = (text: string, icon: string, kind: 'normal' | 'warning' | 'error') =>
    eventually(async () => {
      assert.equal((await item().innerText()).trim(), text);
      assert.equal(await item().locator(`.codicon-${icon}`).count(), 1, `${icon} is not shown`);
      const classes = (await item().getAttribute('class'))?.split(' ') ?? [];
      const kinds = ['warning', 'error'].filter(one => classes.includes(`${one}-kind`));
      assert.deepEqual(kinds, kind === 'normal' ? [] : [kind]);
    });

  const assertBadge = (number: string) =>
    eventually(async () => assert.equal(await badge().innerText(), number));

  async function openHover(): Promise<Locator> {
    const { page } = person;
    const hover = page.locator('.workbench-hover:visible');
    // From elsewhere: a click hides the hover until the mouse comes back.
    await page.mouse.move(700, 400);
    await hover.waitFor({ state: 'hidden' });
    await item().hover();
    await hover.locator('table').waitFor();
    return hover;
  }

  /** Presses *Refresh All* in the hover after the usage of organizations has changed, and waits for every answer. */
  async function refreshWith(used: bigint, ...corpIds: string[]): Promise<void> {
    const { data, requests } = person.emulator;
    const changed = data.organizations.filter(({ corpId }) => corpIds.includes(corpId));
    for (const { quota } of changed.flatMap(({ partitions }) => partitions)) quota.used = used;
    requests.length = 0;
    await (await openHover()).getByText('Refresh All').click();
    await eventually(() => {
      const answered = requests.filter(({ api, answer }) => api === 'getOrg' && answer !== undefined);
      assert.equal(answered.length, data.organizations.length);
    });
  }

  it('says that nothing is known yet, and asks nothing to know it', async () => {
    await assertShown('DingTalk: no data yet', 'organization', 'normal');
    assert.equal(person.emulator.requests.length, 0);
  });

  it('opens the Organizations view by a click, and shows what that finds', async () => {
    await item().click();
    await rows(person.page, 'Organizations').first().waitFor();
    await assertShown('青山设计 104.2%', 'flame', 'error');
    await assertBadge('4');
    const label =
      /^青山设计 is the fullest DingTalk organization: 104\.2% · 104\.2 GB of 100 GB · over capacity, fetched/;
    await item().getByRole('button', { name: label }).waitFor();
  });

  it('lists the organizations in its hover, fullest first', async () => {
    const shown = await openHover();
    await eventually(async () => {
      const cells = (await shown.locator('tbody tr').allInnerTexts()).map(row => row.split('\t'));
      const lines = cells.map(row => row.map(cell => cell.replace(/\s/g, ' ').trim()).join(' | '));
      assert.deepEqual(lines, sampleLines);
    });
    await screenshot(person.page, 'status-bar-dark-en');
  });

  it('follows the levels as they change, and the badge with it', async () => {
    await refreshWith(97n * GB, qingshan);
    await assertShown('青山设计 97%', 'error', 'error');
    await refreshWith(50n * GB, qingshan, xinghe);
    await assertShown('Lumen Instruments 83.7%', 'warning', 'warning');
    await assertBadge('2');
  });

  for (const theme of ['Solarized Light', 'Default High Contrast Light']) {
    it(`is legible in ${theme}`, async () => {
      const { page } = person;
      await person.changeSettings({ 'workbench.colorTheme': theme });
      await themeShown(page, theme.includes('Contrast') ? 'hc-light' : 'vs');
      await assertShown('Lumen Instruments 83.7%', 'warning', 'warning');
      await page.mouse.move(700, 400);
      await screenshot(page.locator('.part.statusbar'), `status-bar-${theme.replaceAll(' ', '-')}`);
      await eventually(async () => {
        const { poor } = await poorTexts(page);
        assert.deepEqual(
          poor.filter(({ text }) => text.includes('Lumen Instruments 83.7%')),
          [],
        );
      });
    });
  }

  itWithTime('takes other thresholds, and being switched off, at once and without a request', async () => {
    const { page, emulator } = person;
    emulator.requests.length = 0;

    await typeCommand(page, 'Preferences: Open Settings (UI)');
    await page.locator('.settings-editor .suggest-input-container').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('dingtalkStorage.');
    const setting = (key: string) =>
      page.locator(`.setting-item-contents[data-key="dingtalkStorage.${key}"]`);
    await setting('warningPercent').locator('input').fill('90');
    await assertShown('Lumen Instruments 83.7%', 'organization', 'normal');
    await badge().waitFor({ state: 'hidden' });
    await setting('errorPercent').locator('input').fill('83.5');
    await assertShown('Lumen Instruments 83.7%', 'error', 'error');
    await assertBadge('1');

    const checkbox = setting('showStatusBarItem').getByRole('checkbox');
    await checkbox.click();
    await item().waitFor({ state: 'hidden' });
    await checkbox.click();
    await assertShown('Lumen Instruments 83.7%', 'error', 'error');
    assert.equal(emulator.requests.length, 0);
  });
});
