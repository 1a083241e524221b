import assert from 'node:assert/strict';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { sampleSignIns } from '../emulator/samples.ts';
import { spaceOf } from '../emulator/spaces.ts';
import { isEverythingTested } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { clearNotifications, pressPrimaryButton, typeCommand, typePick } from './support/keyboard.ts';
import { type Person, sitDown } from './support/person.ts';
import { textBelow, treeText } from './support/treeText.ts';
import {
  choose,
  expand,
  leaveRows,
  notification,
  openContainer,
  question,
  resizeSidebar,
  row,
  screenshot,
  themeShown,
  view,
} from './support/workbench.ts';

const roadmap = 'ctkmLQOdYGT8XXxPhDvNX1VHfTpc2Wkn';

/** What each language must show; the words come from the product's table. */
const languages = {
  en: {
    organizations: 'Organizations',
    welcome: /^See how full the storage of your DingTalk organizations is/,
    addButton: 'Add Organization…',
    acme: [
      '  Public cloud OSS | 0.9% · 953.5 MB of 100 GB',
      '    Used | 953.5 MB',
      '    Capacity | 100 GB',
      '    Free | 99.1 GB',
      '    Pre-allocated, unused | not set',
      '    Capacity type | Dedicated',
    ],
    last: 'Copper Kettle Roasters | 17% · 17 GB of 100 GB',
    query: 'DingTalk Storage: Query Permission Inheritance…',
    choose: 'Select an organization',
    ask: 'Enter the dentryUuid of a file or folder, or paste a document link',
    asking: 'Looking up',
    lookups: 'Inheritance Lookups',
    lookup: `Inherits (PASS_ON) | ${roadmap} · Acme`,
    answer: `${roadmap}: Inherits (PASS_ON): takes its parents' permissions and adds its own; the higher level wins`,
    audit: 'DingTalk Storage: Audit a Space…',
    steps: ['Space ID', 'Folder', 'Depth', 'Limit'],
    list: /^List the files in space/,
    start: /^Audit \d+ files/,
    audited: /Audited [\d,]+ files in Acme\./,
  },
  'zh-cn': {
    organizations: '组织',
    welcome: /^查看钉钉组织的存储用量/,
    addButton: '添加组织…',
    acme: [
      '  公有云 OSS | 0.9% · 953.5 MB / 100 GB',
      '    已用 | 953.5 MB',
      '    总容量 | 100 GB',
      '    剩余 | 99.1 GB',
      '    预分配剩余容量 | 未设置',
      '    容量类型 | 专享',
    ],
    last: 'Copper Kettle Roasters | 17% · 17 GB / 100 GB',
    query: 'DingTalk Storage: 查询权限继承…',
    choose: '选择组织',
    ask: '文件或文件夹的 dentryUuid，或文档链接',
    asking: '正在向钉钉查询',
    lookups: '权限继承查询',
    lookup: `继承(PASS_ON) | ${roadmap} · Acme`,
    answer: `${roadmap}: 继承(PASS_ON)：继承上级权限，并与自身权限叠加，以较高者为准`,
    audit: 'DingTalk Storage: 审计空间…',
    steps: ['空间 ID', '文件夹', '层级', '数量上限'],
    list: /^要获取 Acme 的空间/,
    start: /^要向钉钉查询 Acme 的/,
    audited: /已完成对 Acme 的/,
  },
} as const;

const looks = {
  dark: { theme: 'Dark Modern', kind: 'vs-dark' },
  light: { theme: 'Light Modern', kind: 'vs' },
  contrast: { theme: 'Dark High Contrast', kind: 'hc-black' },
} as const;

const isUpdate = process.env.UPDATE_PICTURES === '1';

/** The parts of these that the READMEs show; `UPDATE_PICTURES=1` takes them again. */
const leftHalf = { x: 0, y: 36, width: 572, height: 764 };
const leftQuarter = { x: 0, y: 36, width: 572, height: 300 };
const lowerHalf = { x: 4, y: 536, width: 1092, height: 264 };
const middle = { x: 252, y: 36, width: 848, height: 520 };
const published = new Map([
  ['tree-dark-en', leftHalf],
  ['tree-light-en', leftHalf],
  ['tree-dark-zh-cn', leftHalf],
  ['tree-light-zh-cn', leftHalf],
  ['welcome-light-en', leftQuarter],
  ['answer-dark-en', lowerHalf],
  ['answer-dark-zh-cn', lowerHalf],
  ['audit-light-en', middle],
  ['audit-light-zh-cn', middle],
]);

async function picture(page: Page, name: string): Promise<void> {
  await leaveRows(page);
  await screenshot(page, name);
  const clip = published.get(name);
  if (isUpdate && clip !== undefined) {
    const file = path.resolve(import.meta.dirname, `../../media/screenshots/${name}.png`);
    await page.screenshot({ path: file, clip, animations: 'disabled', caret: 'hide' });
  }
}

async function setLook(page: Page, look: keyof typeof looks): Promise<void> {
  await typeCommand(page, 'Preferences: Color Theme');
  await typePick(page, /Select Color Theme/, looks[look].theme);
  await themeShown(page, looks[look].kind);
}

/** Gives all but the bottom of the side bar to the view at the top. */
async function makeRoomForTree(page: Page): Promise<void> {
  const edge = await page.locator('.part.sidebar .pane-header').nth(1).boundingBox();
  assert.ok(edge);
  await page.mouse.move(edge.x + 100, edge.y);
  await page.mouse.down();
  await page.mouse.move(edge.x + 100, 600, { steps: 5 });
  await page.mouse.up();
}

const spaceId = '26810061928';

/** Some files of a company: a folder and two files have broken inheritance, one belongs to another organization. */
function addSpace({ emulator: { data } }: Person): void {
  const corpId = 'dingacme0001';
  const entries = [
    ...['/Finance', '/Finance/2026', '/Finance/2026/Budget.xlsx', '/Finance/2026/Forecast.xlsx'],
    ...['/Finance/2026/Salaries.xlsx', '/Legal', '/Legal/Contracts', '/Legal/Contracts/Lease.pdf'],
    ...['/Legal/Contracts/Suppliers.docx', '/Legal/Litigation', '/Legal/Litigation/Brief.docx', '/Sales'],
    ...['/Sales/Prices.xlsx', '/Sales/Customers.xlsx', '/Handbook.docx'],
  ].map((place, index) => ({
    uuid: `Qnp9zOoBVBDEydnQU1rPR3vZ81DK${String(index * 137).padStart(4, '0')}`,
    path: place,
    type: place.includes('.') ? ('FILE' as const) : ('FOLDER' as const),
  }));
  data.spaces = [spaceOf(corpId, spaceId, entries)];
  data.dentries.push(
    ...entries.map(({ uuid: dentryUuid, path: name }) => ({
      corpId: name.includes('Customers') ? 'dingxinghe0002' : corpId,
      dentryUuid,
      name,
      inheritance: /Salaries|Litigation$|Lease/.test(name) ? 'BREAK' : 'PASS_ON',
    })),
  );
}

const fullest = (page: Page) => page.locator('.statusbar-item[id$="fullestOrganization"]');

const allLooks = isEverythingTested ? (Object.keys(looks) as (keyof typeof looks)[]) : (['dark'] as const);

// All other test files do the same in English, and `audit.test.ts` and others cover the themes.
const locales = isEverythingTested ? (['en', 'zh-cn'] as const) : (['zh-cn'] as const);

for (const locale of locales) {
  const words = languages[locale];

  describe(`the pictures in ${locale}`, () => {
    let person: Person;
    before(async () => {
      person = await sitDown({ locale, organizations: [], viewport: { width: 1100, height: 800 } });
      await openContainer(person.page, 'DingTalk Storage');
      await resizeSidebar(person.page, 520);
    });
    after(() => person?.close());

    it('show the welcome', async () => {
      const { page } = person;
      const welcome = view(page, words.organizations).locator('.welcome-view-content');
      for (const look of allLooks) {
        await setLook(page, look);
        await welcome.getByText(words.welcome).waitFor();
        await welcome.getByRole('button', { name: words.addButton, exact: true }).waitFor();
        await picture(page, `welcome-${look}-${locale}`);
      }
    });

    it('show the tree', async () => {
      const { page, emulator } = person;
      await person.changeSettings({
        'dingtalkStorage.organizations': sampleSignIns(emulator.url).organizations,
      });
      await makeRoomForTree(page);
      await expand(row(page, words.organizations, 'Acme'));
      await eventually(async () => {
        assert.deepEqual(await textBelow(page, words.organizations, 'Acme'), words.acme);
        assert.equal((await treeText(page, words.organizations)).at(-1), words.last);
      });
    });

    for (const look of allLooks) {
      it(`show tree, lookup and answer, ${look}`, async () => {
        const { page } = person;
        await setLook(page, look);
        await typeCommand(page, words.query);
        await choose(page, words.choose, 'Acme');
        await question(page, words.ask).waitFor();
        await page.keyboard.type(roadmap);
        await picture(page, `lookup-${look}-${locale}`);

        await page.keyboard.press('Enter');
        await notification(page, words.answer).waitFor();
        await notification(page, words.asking).waitFor({ state: 'hidden' });
        await eventually(async () => assert.deepEqual(await treeText(page, words.lookups), [words.lookup]));
        await picture(page, `answer-${look}-${locale}`);
        await clearNotifications(page);
        await fullest(page).getByText('青山设计 104.2%').waitFor();
        await picture(page, `tree-${look}-${locale}`);
      });
    }

    it('show what is left of the words in a narrow side bar', async () => {
      const { page } = person;
      await setLook(page, 'dark');
      await resizeSidebar(page, 200);
      await picture(page, `narrow-dark-${locale}`);
      // What does not fit is still there for screen readers.
      await page.getByRole('treeitem', { name: words.last.replace(' | ', ', ') }).waitFor();
    });

    // Only for the READMEs: audit.test.ts tests all of it.
    if (isUpdate) {
      it('show an audit', async () => {
        const { page } = person;
        addSpace(person);
        await setLook(page, 'light');
        await typeCommand(page, words.audit);
        await choose(page, words.choose, 'Acme');
        for (const [index, step] of words.steps.entries()) {
          await question(page, new RegExp(` · Acme · ${step}`)).waitFor();
          if (index === 0) await page.keyboard.type(spaceId);
          await page.keyboard.press('Enter');
        }
        for (const asked of [words.list, words.start]) {
          await page.locator('.monaco-dialog-box').getByText(asked).waitFor();
          await page.keyboard.press('Enter');
        }
        await notification(page, words.audited).waitFor();
        await pressPrimaryButton(page);
        const table = page
          .frameLocator('iframe.webview.ready:visible')
          .frameLocator('iframe#active-frame')
          .getByRole('grid');
        await table.locator('#row-1').waitFor();
        await clearNotifications(page);
        await picture(page, `audit-light-${locale}`);
      });
    }
  });
}
