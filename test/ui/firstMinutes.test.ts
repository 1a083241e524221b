import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { themes } from '../editor-host/browser.ts';
import { describeWithTime, itWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { browserStorage } from './support/everywhere.ts';
import {
  clearNotifications,
  focusedRowMenu,
  focusRow,
  openView,
  pressPrimaryButton,
  showNotifications,
  typeChoice,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { flowSteps, give, nameStep } from './support/organizationFlow.ts';
import { pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import { treeText } from './support/treeText.ts';
import {
  choose,
  expand,
  hoverText,
  notification,
  openContainer,
  question,
  quickInput,
  resizeSidebar,
  row,
  rowAction,
  rowMenu,
  rowText,
  screenshot,
  selectRow,
  themeShown,
  view,
} from './support/workbench.ts';

const handbook = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';

/** Milliseconds for a newcomer to get from a new window to figures. */
const twoMinutes = 120_000;

/** Wide enough for the walkthrough to show its images. */
const viewport = { width: 1600, height: 900 };

const languages = {
  en: {
    organizations: 'Organizations',
    lookups: 'Inheritance Lookups',
    welcome: /^See how full the storage of your DingTalk organizations is/,
    noLookups: /^Does a file inherit its permissions\? Answers appear here\./,
    explore: 'Explore with Sample Data',
    remove: 'Remove Sample Data',
    root: 'Sample Data | not your real organizations',
    rows: [
      '  Acme | 0.9% · 953.5 MB of 100 GB',
      '  星河科技 | 96.4% · 987.1 GB of 1 TB · almost full · full in about 7 weeks',
      '  青山设计 | 104.2% · 104.2 GB of 100 GB · over capacity',
      '  Harbor & Finch | 45 GB used, no limit set',
      '  云帆教育 | 31% · 62 GB of 200 GB',
      '  Lumen Instruments | 83.7% · 6.7 TB of 8 TB · filling up',
      '  海棠医院 | 30% · 3 TB of 10 TB',
      '  Atlas Archive | 0.1% · 8 PB of 8 EB',
      '  Pinecone Studio | User lacks permission',
    ],
    failure:
      'The user configured for Pinecone Studio does not have permission. Use the unionId of an administrator.',
    query: 'DingTalk Storage: Query Permission Inheritance…',
    chooseOrganization: 'Select an organization',
    chooseFile: 'Select a file or folder from the sample data',
    missing: 'A file that does not exist',
    notFound: 'This file or folder does not exist in Acme. Check the dentryUuid.',
    lookup: `Inherits (PASS_ON) | sample · ${handbook} · Acme`,
    firstSteps: 'First Steps',
    steps: [
      'Create a DingTalk app',
      'Find the corpId and a user',
      'Add the organization',
      'See your storage usage',
      'Look up a file',
    ],
  },
  'zh-cn': {
    organizations: '组织',
    lookups: '权限继承查询',
    welcome: /^查看钉钉组织的存储用量/,
    explore: '用示例数据体验',
    root: '示例数据 | 虚构数据，并非您的组织',
    firstSteps: '入门指引',
    steps: ['创建钉钉应用', '找到 CorpId 和用户', '添加组织', '查看存储用量', '查询一个文件'],
  },
} as const;

/** Records the welcome texts that the window shows from its next load on, even for a moment. */
const rememberWelcomes = `
  globalThis.welcomes = new Set();
  new MutationObserver(() => {
    for (const { innerText } of document.querySelectorAll('.welcome-view-content')) {
      if (innerText !== '') welcomes.add(innerText);
    }
  }).observe(document, { subtree: true, childList: true });
`;

const stepsOf = (page: Page): Locator => page.locator('button.getting-started-step:visible');
const stepOf = (page: Page, title: string): Locator =>
  stepsOf(page).filter({ has: page.locator('.step-title').getByText(title, { exact: true }) });

/** Checks each step of the open walkthrough: its title, its text without raw placeholders, and its image. */
async function assertSteps(page: Page, titles: readonly string[], name: string): Promise<void> {
  await eventually(async () =>
    assert.deepEqual(await stepsOf(page).locator('.step-title').allInnerTexts(), titles),
  );
  for (const [index, title] of titles.entries()) {
    const step = stepOf(page, title);
    if ((await step.getAttribute('aria-expanded')) !== 'true') await step.click();
    await step.and(page.locator('.expanded')).waitFor();
    const text = await step.locator('.step-description-container').innerText();
    assert.ok(text.length > 40, text);
    assert.doesNotMatch(text, /%|\*\*|`|\]\(/);
    await page.locator('iframe.webview.ready').first().waitFor();
    await screenshot(page, `walkthrough-${index + 1}-${name}`);
  }
}

const isDone = (page: Page, title: string) =>
  stepOf(page, title).and(page.locator('[aria-checked="true"]')).waitFor();

describe('the first minutes', () => {
  let person: Person;
  let began: number;
  const words = languages.en;
  before(async () => {
    person = await sitDown({ organizations: [], viewport });
    began = performance.now();
    await openContainer(person.page, 'DingTalk Storage');
    await resizeSidebar(person.page, 460);
  });
  after(() => person?.close());

  const assertTree = () =>
    eventually(async () =>
      assert.deepEqual(await treeText(person.page, words.organizations), [words.root, ...words.rows]),
    );

  it('begin with what this is and what to do next, in both views', async () => {
    const { page } = person;
    await view(page, words.organizations).getByText(words.welcome).waitFor();
    await view(page, words.organizations)
      .locator('.welcome-view-content')
      .getByRole('button', { name: 'Add Organization…' })
      .waitFor();
    await view(page, words.lookups).getByText(words.noLookups).waitFor();
    await screenshot(page, 'first-welcome-dark-en');
  });

  it('go through a walkthrough of five steps', async () => {
    const { page } = person;
    await view(page, words.organizations).getByText(words.firstSteps, { exact: true }).click();
    await assertSteps(page, words.steps, 'dark-en');
    assert.deepEqual(
      await stepsOf(page).evaluateAll((steps: { ariaChecked: string }[]) =>
        steps.map(step => step.ariaChecked),
      ),
      words.steps.map(() => 'false'),
    );
  });

  it('show sample data after one click, and tick the step', async () => {
    const { page } = person;
    await view(page, words.organizations).getByRole('button', { name: words.explore }).click();
    await assertTree();
    // Checks every step of the walkthrough along the way.
    assert.ok(performance.now() - began < twoMinutes, 'sample data takes more than two minutes');
    await isDone(page, 'See your storage usage');
    await view(page, words.lookups).getByRole('button', { name: 'Query Permission Inheritance' }).waitFor();
    await expand(row(page, words.organizations, 'Pinecone Studio'));
    await row(page, words.organizations, words.failure).waitFor();
    await expand(row(page, words.organizations, 'Lumen Instruments'));
    await row(page, words.organizations, 'Dedicated MiniOSS').waitFor();
    await screenshot(page, 'first-samples-dark-en');
  });

  it('offer nothing that only fits an organization of one’s own', async () => {
    const { page } = person;
    await row(page, words.organizations, 'Acme').click({ button: 'right' });
    await page.getByRole('menuitem', { name: words.query.replace('DingTalk Storage: ', '') }).waitFor();
    const items = await page.locator('.context-view .action-label:visible').allInnerTexts();
    assert.deepEqual(
      items.filter(item => /Edit|Remove|Sign Out|Set Access/.test(item)),
      [],
    );
    await page.keyboard.press('Escape');
    for (const choose of [rowAction, rowMenu])
      await choose(row(page, words.organizations, 'Acme'), 'Refresh');
  });

  it('answer about a file of the sample data, and fail about one that is missing', async () => {
    const { page } = person;
    await view(page, words.lookups)
      .getByRole('button', { name: 'Query Permission Inheritance' })
      .last()
      .click();
    await choose(page, words.chooseOrganization, 'Acme');
    await choose(page, words.chooseFile, words.missing);
    await notification(page, words.notFound).waitFor();
    await rowMenu(row(page, words.organizations, 'Acme'), words.query.replace('DingTalk Storage: ', ''));
    await question(page, words.chooseFile).waitFor();
    await screenshot(page, 'first-files-dark-en');
    await choose(page, words.chooseFile, 'Company handbook');
    await eventually(async () => assert.deepEqual(await treeText(page, words.lookups), [words.lookup]));
    await isDone(page, 'Look up a file');
    await screenshot(page, 'first-answer-dark-en');
  });

  it('tell the range of a forecast in the hover', async () => {
    const hover = await hoverText(row(person.page, words.organizations, '星河科技'));
    assert.match(hover, /Growth: growing \d+(\.\d)? GB a week/);
    assert.match(hover, /Forecast: full in about 7 weeks \(\d+ to \d+\)/);
    await screenshot(person.page, 'forecast');
  });

  it('keep a reading a day if that is wanted, at a price that is told', async () => {
    const { page } = person;
    await person.changeSettings({ 'dingtalkStorage.keepDailyReading': true });
    await showNotifications(page);
    await notification(
      page,
      'Keeping one reading a day uses up to 31 of the 5,000 metered calls that each organization has per month.',
    ).waitFor();
    await clearNotifications(page);
  });

  it('tell a trend as text', async () => {
    const { page } = person;
    await focusRow(page, words.organizations, '星河科技');
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
  itWithTime('audit a space, and show the result', async () => {
    const { page } = person;
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
    await openView(page, 'Audits');
    await eventually(async () => {
      const { description } = await rowText(row(page, 'Audits', 'Space 26810061930'));
      assert.match(description, /^\d+ broken · Acme \(sample\) · /);
    });
    await pressPrimaryButton(page);
    await pageFrame(page).getByText('Space 26810061930 · Acme (sample)').waitFor();
    await screenshot(page, 'sample-audit');
  });

  it('are still there after a reload, without a flash of a welcome, and without a connection', async () => {
    const { page, emulator } = person;
    assert.deepEqual(emulator.requests, []);
    // A reload does not wait for what the window has yet to store.
    await eventually(async () => {
      const stored = await browserStorage(page);
      for (const part of [handbook, 'mainThreadWebview-dingtalkStorage.trend'])
        assert.ok(stored.includes(part), part);
    });
    await page.addInitScript(rememberWelcomes);
    // Anything the extension sends from now on would be seen, whichever host it is for.
    await person.reload({ 'http.proxy': emulator.url, 'workbench.colorTheme': themes.light });
    await openContainer(page, 'DingTalk Storage');
    await assertTree();
    assert.deepEqual(await treeText(page, words.lookups), [words.lookup]);
    await page.getByRole('tab', { name: 'Trend of 星河科技' }).first().click();
    await pageFrame(page).getByRole('heading', { name: 'Storage Trend of 星河科技' }).waitFor();
    assert.deepEqual(await page.evaluate('[...welcomes]'), []);
    assert.deepEqual([emulator.requests.length, emulator.connections.opened], [0, 0]);
    await screenshot(page, 'first-samples-light-en');
  });

  it('end with one click, which takes the lookups too', async () => {
    const { page } = person;
    await rowAction(row(page, words.organizations, 'Sample Data'), words.remove);
    await view(page, words.organizations).getByText(words.welcome).waitFor();
    await view(page, words.lookups).getByText(words.noLookups).waitFor();
    assert.deepEqual(await treeText(page, words.lookups), []);
    await view(page, words.organizations).getByText(words.firstSteps, { exact: true }).click();
    await page.locator('iframe.webview.ready').first().waitFor();
    await screenshot(page, 'first-welcome-light-en');
  });

  it('lead through the walkthrough to the figures of an organization of one’s own', async () => {
    const { page, emulator } = person;
    const begun = performance.now();
    const add = stepOf(page, 'Add the organization');
    await add.click();
    await add.getByRole('button', { name: 'Add Organization…' }).click();
    const steps = flowSteps({
      server: emulator.url,
      corpId: 'dingacme0001',
      clientId: 'dingfakeapp0001',
      clientSecret: 'fake-client-secret-0001',
      userId: 'manager0001',
    });
    for (const [index, step] of [...steps, nameStep('Acme')].entries()) {
      await question(page, step.asked).waitFor();
      await screenshot(page, `first-add-${index + 1}-light-en`);
      await give(page, step);
    }
    await eventually(async () =>
      assert.deepEqual(await treeText(page, words.organizations), ['Acme | 0.9% · 953.5 MB of 100 GB']),
    );
    assert.ok(performance.now() - begun < twoMinutes, 'an organization takes more than two minutes');
    await isDone(page, 'Add the organization');
    await page.locator('.statusbar-item[id$="fullestOrganization"]').getByText('Acme 0.9%').waitFor();
    await screenshot(page, 'first-organization-light-en');
  });
});

describeWithTime('the first minutes in Chinese', () => {
  let person: Person;
  const words = languages['zh-cn'];
  before(async () => {
    person = await sitDown({ organizations: [], locale: 'zh-cn', theme: 'highContrast', viewport });
    await openContainer(person.page, 'DingTalk Storage');
  });
  after(() => person?.close());

  it('have their words in the welcome, the walkthrough and the sample data', async () => {
    const { page } = person;
    await themeShown(page, 'hc-black');
    await view(page, words.organizations).getByText(words.welcome).waitFor();
    await screenshot(page, 'first-welcome-contrast-zh-cn');
    await view(page, words.organizations).getByText(words.firstSteps, { exact: true }).click();
    await assertSteps(page, words.steps, 'contrast-zh-cn');
    await view(page, words.organizations).getByRole('button', { name: words.explore }).click();
    await eventually(async () => {
      const lines = await treeText(page, words.organizations);
      assert.equal(lines[0], words.root);
      assert.ok(lines.includes('  Acme | 0.9% · 953.5 MB / 100 GB'));
    });
    await selectRow(row(page, words.organizations, 'Acme'));
    await row(page, words.organizations, '公有云 OSS').waitFor();
    await screenshot(page, 'first-samples-contrast-zh-cn');
  });
});
