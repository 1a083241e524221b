import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { themes } from '../editor-host/browser.ts';
import { sampleData } from '../emulator/samples.ts';
import { itWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { focusedPick, leaveBox, typeCommand, typePick } from './support/keyboard.ts';
import { poorTexts } from './support/legible.ts';
import { type Person, sitDown } from './support/person.ts';
import { textBelow, treeText } from './support/treeText.ts';
import {
  answer,
  choose,
  clipboardText,
  containerTab,
  expand,
  leaveRows,
  pick,
  question,
  quickInput,
  resizeSidebar,
  row,
  rowAction,
  rowMenu,
  rows,
  screenshot,
  themeShown,
  view,
  viewAction,
  viewMore,
} from './support/workbench.ts';

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

const name = 'Organizations';
const command = (title: string) => `DingTalk Storage: ${title}`;
const acmeText = 'Acme: 0.9% · 953.5 MB of 100 GB (999,817,216 bytes / 107,374,182,400 bytes)';

describe('organizations in the status bar and the view', () => {
  let person: Person;
  before(async () => {
    // High enough for all settings: those off the screen are not drawn.
    person = await sitDown({ viewport: { width: 1500, height: 1400 } });
  });
  after(() => person?.close());

  describe('the status bar', () => {
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
      await page.keyboard.press('Escape');
      await page.locator('.settings-editor').waitFor({ state: 'hidden' });
    });
  });

  describe('what can be done with organizations', () => {
    before(async () => {
      const { page, emulator } = person;
      // As the tests of the status bar have found them.
      emulator.data.organizations = structuredClone(sampleData.organizations);
      await person.changeSettings({
        'workbench.colorTheme': themes.dark,
        'dingtalkStorage.warningPercent': 80,
        'dingtalkStorage.errorPercent': 95,
      });
      await view(page, 'Inheritance Lookups').locator('.pane-header').click();
      await resizeSidebar(page, 440);
      await typeCommand(page, command('Refresh'));
      await organization('青山设计').getByText('104.2%').waitFor();
      await loaded();
    });

    const organization = (label: string) => row(person.page, name, label);
    const top = async () => (await treeText(person.page, name)).filter(line => !line.startsWith(' '));
    const labels = async () => (await top()).map(line => line.split(' | ')[0]);
    const copied = (text: string | RegExp) =>
      eventually(async () => {
        const now = await clipboardText(person.page);
        typeof text === 'string' ? assert.equal(now, text) : assert.match(now, text);
      });
    const loaded = () =>
      eventually(async () => {
        assert.equal((await top()).length, 13);
        assert.ok(!(await top()).some(line => line.includes('Loading')));
      });
    const description = () => view(person.page, name).locator('.pane-header .description').innerText();
    /** Selects a row without expanding or collapsing it, as a click on its arrow would. */
    const select = async (treeRow: Locator) => {
      await leaveRows(treeRow.page());
      await treeRow.click({ modifiers: ['ControlOrMeta'] });
    };
    const selectOnly = async (...treeRows: Locator[]) => {
      await person.page.keyboard.press('Escape');
      for (const treeRow of treeRows) await select(treeRow);
      await eventually(async () =>
        assert.equal(
          await rows(person.page, name).and(person.page.locator('[aria-selected="true"]')).count(),
          treeRows.length,
        ),
      );
    };
    const externalUrl = async () => {
      const dialog = person.page.getByRole('dialog').filter({ hasText: 'open the external website?' });
      await dialog.getByRole('button', { name: 'Copy' }).click();
      await dialog.waitFor({ state: 'hidden' });
    };

    it('copies from the context menu of a row', async () => {
      await rowMenu(organization('Acme'), 'Copy Value');
      await copied(acmeText);
      await person.page.locator('.part.statusbar').getByText(`Copied: ${acmeText}`).waitFor();
      await rowMenu(organization('Acme'), 'Copy CorpId');
      await copied('dingacme0001');
      await rowMenu(organization('Atlas Archive'), 'Copy Organization as JSON');
      await copied(/^\{\n {2}"corpId": "dingatlas0009",[\s\S]*"max": 9223372036854775807,/);
      await rowMenu(organization('Acme'), 'Copy Organization as Markdown');
      await copied(
        /^\| Organization \| Partition \| Used \| Used \(bytes\) [\s\S]*\n\| Acme \| Public cloud OSS \| 953\.5 MB \(0\.9%\) \| 999817216 \| 100 GB \| 107374182400 \|/,
      );
    });

    it('copies, and opens the console, from the palette', async () => {
      const { page } = person;
      await typeCommand(page, command('Copy CorpId'));
      await typePick(page, 'Select an organization', 'Lumen Instruments');
      await copied('dinglumen0007');
      await typeCommand(page, command('Copy Organization as JSON'));
      await typePick(page, 'Select an organization', '海棠医院');
      await copied(/"partitionType": "ARCHIVE_OSS_PARTITION"/);
      await typeCommand(page, command('Copy Organization as Markdown'));
      await typePick(page, 'Select an organization', '海棠医院');
      await copied(/ARCHIVE_OSS_PARTITION/);
      await typeCommand(page, command('Open Admin Console'));
      await typePick(page, 'Select an organization', 'Acme');
      await externalUrl();
      await copied('https://oa.dingtalk.com/dingtalk-enterprise-storage.htm');
    });

    it('begins the flows by a button of the view or of a row, and from the context menu', async () => {
      const { page } = person;
      await viewAction(page, name, 'Add Organization…');
      await question(page, "Select the organization's region").waitFor();
      await leaveBox(page);
      for (const choose of [rowAction, rowMenu]) {
        await choose(organization('Acme'), 'Query Permission Inheritance…');
        await question(page, 'Query Permission Inheritance · Acme').waitFor();
        await leaveBox(page);
      }
    });

    it('opens the console from the context menu', async () => {
      await person.page.evaluate('navigator.clipboard.writeText("")');
      await rowMenu(organization('Acme'), 'Open Admin Console');
      await externalUrl();
      await copied('https://oa.dingtalk.com/dingtalk-enterprise-storage.htm');
    });

    it('copies a figure by its button and by the key, to the byte', async () => {
      const { page } = person;
      await expand(organization('Atlas Archive'));
      await row(page, name, 'Capacity').waitFor();
      await rowAction(row(page, name, 'Capacity'), 'Copy Value');
      await copied('9223372036854775807');
      await selectOnly(row(page, name, 'Used'));
      await page.keyboard.press('ControlOrMeta+C');
      await copied('9007199254740993');
      await selectOnly(organization('Acme'));
      await page.keyboard.press('ControlOrMeta+C');
      await copied(acmeText);
    });

    it('leaves the key alone in the boxes of the editor and of the tree', async () => {
      const { page } = person;
      await selectOnly(organization('Acme'));
      await page.keyboard.press('ControlOrMeta+Alt+F');
      const find = view(page, name).locator('.monaco-tree-type-filter input');
      await find.waitFor();
      await page.keyboard.insertText('Lumen');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('ControlOrMeta+C');
      await copied('Lumen');
      await page.keyboard.press('Escape');
      await find.waitFor({ state: 'hidden' });
    });

    it('acts on all rows that are selected, but by a button in another row on that alone', async () => {
      const { page, emulator } = person;
      await selectOnly(organization('云帆教育'), organization('海棠医院'));
      await page.keyboard.press('ControlOrMeta+C');
      await copied(/^云帆教育: 31% · 62 GB of 200 GB[^\n]*\n海棠医院: 30% · 3 TB of 10 TB[^\n]*$/);
      await rowMenu(organization('海棠医院'), 'Copy CorpId');
      await copied('dingyunfan0006\ndinghaitang0008');
      await rowMenu(organization('海棠医院'), 'Copy Organization as Markdown');
      await copied(/^(\|[^\n]*\|\n){4}$/);
      await screenshot(page, 'organizations-selected');

      emulator.requests.length = 0;
      await rowAction(organization('Acme'), 'Refresh');
      await emulator.request(({ api }) => api === 'getOrg');
      await loaded();
      const asked = () => emulator.requests.flatMap(({ api, corpId }) => (api === 'getOrg' ? [corpId] : []));
      assert.deepEqual(asked(), ['dingacme0001']);
      await rowAction(organization('云帆教育'), 'Refresh');
      await eventually(() =>
        assert.deepEqual(asked().slice(1).toSorted(), ['dinghaitang0008', 'dingyunfan0006']),
      );
      await loaded();
    });

    it('offers for several rows only what can be done with several', async () => {
      const { page } = person;
      const menu = async () => {
        await organization('云帆教育').click({ button: 'right' });
        const items = page.getByRole('menuitem');
        await page.getByRole('menuitem', { name: 'Copy CorpId' }).waitFor();
        await screenshot(page, `organizations-menu-${await items.count()}`);
        const texts = await items.allInnerTexts();
        await page.keyboard.press('Escape');
        await page.getByRole('menuitem', { name: 'Copy CorpId' }).waitFor({ state: 'hidden' });
        return texts.map(text => text.split('\n')[0]?.trim()).filter(text => text !== '');
      };
      const signIns = ['Set Access Token or App Secret…', 'Sign Out of Organization…'];
      const copies = [
        'Copy Value',
        'Copy CorpId',
        'Copy Organization as Markdown',
        'Copy Organization as JSON',
      ];
      const all = ['Refresh', ...signIns, 'Mute Alerts', ...copies, 'Remove Organization…'];
      assert.deepEqual(await menu(), all);
      await selectOnly(organization('云帆教育'));
      const single = ['Query Permission Inheritance…', 'Refresh', 'Open Admin Console'];
      assert.deepEqual((await menu()).slice(0, 3), single);
    });

    it('filters while one types, says so, and clears by one click', async () => {
      const { page } = person;
      await viewAction(page, name, 'Filter Organizations…');
      await question(page, 'Filter Organizations').waitFor();
      await quickInput(page).pressSequentially('A');
      await eventually(async () => assert.ok((await labels()).includes('Acme')));
      await quickInput(page).fill('ding NORD');
      await eventually(async () => assert.deepEqual(await labels(), ['Nordwind Logistics']));
      assert.equal(await description(), '“ding NORD”: 1 of 13');
      await screenshot(page, 'organizations-filtered');
      // A click on a result neither ends the search nor clears it.
      await select(organization('Nordwind Logistics'));
      await quickInput(page).press('Enter');
      await quickInput(page).waitFor({ state: 'hidden' });
      assert.deepEqual(await labels(), ['Nordwind Logistics']);

      await typeCommand(page, command('Filter Organizations…'));
      await question(page, 'Filter Organizations').waitFor();
      await eventually(async () => assert.equal(await quickInput(page).inputValue(), 'ding NORD'));
      await quickInput(page).fill('nowhere');
      await view(page, name).getByText('No organizations match the filter.').waitFor();
      assert.equal(await description(), '“nowhere”: 0 of 13');
      await page.keyboard.press('Enter');
      await screenshot(page, 'organizations-no-match');
      await view(page, name).getByRole('button', { name: 'Clear Filter', exact: true }).last().click();
      await loaded();
      assert.equal(await view(page, name).getByText('No organizations match').count(), 0);

      await viewAction(page, name, 'Filter Organizations…');
      await question(page, 'Filter Organizations').waitFor();
      await quickInput(page).fill('青');
      await eventually(async () => assert.deepEqual(await labels(), ['青山设计']));
      await leaveBox(page);
      await loaded();

      await typeCommand(page, command('Filter Organizations…'));
      await answer(page, 'Filter Organizations', '青');
      await eventually(async () => assert.deepEqual(await labels(), ['青山设计']));
      await viewAction(page, name, 'Clear Filter');
      await loaded();
      const clear = view(page, name).locator('.pane-header').getByRole('button', { name: 'Clear Filter' });
      await clear.waitFor({ state: 'hidden' });
      assert.deepEqual(await view(page, name).locator('.pane-header .description').allInnerTexts(), ['']);
    });

    it('sorts, keeps the expanded rows, and marks the order that it has', async () => {
      const { page, emulator } = person;
      emulator.requests.length = 0;
      const before = await labels();
      await expand(organization('Atlas Archive'));
      await viewMore(page, name, 'Sort Organizations…');
      await question(page, 'Sort Organizations').waitFor();
      await focusedPick(page, 'Settings Order').locator('.codicon-check').waitFor();
      await screenshot(page, 'organizations-sort');
      await pick(page, 'Fullest First').click();
      await eventually(async () =>
        assert.deepEqual((await labels()).slice(0, 4), [
          '青山设计',
          '星河科技',
          'Lumen Instruments',
          'Nordwind Logistics',
        ]),
      );
      assert.deepEqual((await labels()).slice(-3), ['Harbor & Finch', 'Pinecone Studio', '江南纺织']);
      assert.ok((await textBelow(page, name, 'Atlas Archive')).length > 0);

      await typeCommand(page, command('Sort Organizations…'));
      await question(page, 'Sort Organizations').waitFor();
      await pick(page, 'Fullest First').locator('.codicon-check').waitFor();
      await pick(page, 'By Name').click();
      await eventually(async () => assert.deepEqual((await labels()).slice(0, 2), ['Acme', 'Atlas Archive']));
      await typeCommand(page, command('Sort Organizations…'));
      await choose(page, 'Sort Organizations', 'Settings Order');
      await eventually(async () => assert.deepEqual(await labels(), before));
      assert.deepEqual(emulator.requests, []);
    });

    it('signs several out, when that is confirmed', async () => {
      const { page } = person;
      await selectOnly(organization('云帆教育'), organization('海棠医院'));
      await rowMenu(organization('海棠医院'), 'Sign Out of Organization…');
      const dialog = page.getByRole('dialog').filter({ hasText: 'Sign out of 2 organizations?' });
      await dialog.getByRole('button', { name: 'Sign Out' }).click();
      await eventually(async () =>
        assert.equal((await top()).filter(line => line.includes('Signed out')).length, 2),
      );
    });

    it('removes several by the key, when that is confirmed, and figures never', async () => {
      const { page } = person;
      await expand(organization('Atlas Archive'));
      await selectOnly(row(page, name, 'Used'), organization('云帆教育'), organization('海棠医院'));
      await page.keyboard.press('Delete');
      const dialog = page.getByRole('dialog').filter({ hasText: 'Remove 2 organizations from the list?' });
      await dialog.waitFor();
      await screenshot(page, 'organizations-remove');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      assert.equal((await labels()).length, 13);
      await selectOnly(organization('云帆教育'), organization('海棠医院'));
      await rowMenu(organization('海棠医院'), 'Remove Organization…');
      await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
      await eventually(async () => {
        const left = await labels();
        assert.deepEqual(
          [left.length, left.includes('云帆教育'), left.includes('海棠医院')],
          [11, false, false],
        );
      });
    });
  });
});
