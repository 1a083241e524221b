import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { sampleApis } from '../../src/samples/spaces/sampleApis.ts';
import { namedNodes } from './support/accessibleTree.ts';
import { eventually } from './support/eventually.ts';
import {
  clearNotifications,
  focusedPick,
  focusedRowMenu,
  focusRow,
  openView,
  typeCommand,
} from './support/keyboard.ts';
import { pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import { takeScope } from './support/spaceAudit.ts';
import { textBelow, treeText } from './support/treeText.ts';
import {
  answer,
  clipboardText,
  hoverText,
  notification,
  openContainer,
  pick,
  question,
  quickInput,
  resizeSidebar,
  row,
  rows,
  screenshot,
  view,
} from './support/workbench.ts';

const files = 'Files';
const isAboutFiles = (api: string | undefined) => api !== undefined && api in sampleApis;

/** Closes the other views, and opens this one. */
async function giveRoom(page: Page, others: readonly string[], name: string): Promise<void> {
  await openContainer(page, 'DingTalk Storage');
  for (const label of [...others, name]) await view(page, label).locator('.pane-header').click();
  await rows(page, name).first().waitFor();
}

/** Unfolds the row with this label, as a person does with the arrow keys. */
async function unfold(page: Page, label: string, child: string, name = files): Promise<void> {
  const parent = row(page, name, label);
  // Again if the row was just being redrawn, so that it had no focus.
  await eventually(async () => {
    await focusRow(page, name, parent);
    if ((await parent.getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('ArrowRight');
    await row(page, name, child).first().waitFor({ timeout: 5000 });
  });
}

describe('finding and browsing files by keyboard', () => {
  let person: Person;
  before(async () => {
    const viewport = { width: 1280, height: 1200 };
    person = await sitDown({
      viewport,
      organizations: samples => samples.filter(({ corpId }) => /000[12]$/.test(corpId)),
    });
    await giveRoom(person.page, ['Organizations', 'Inheritance Lookups'], files);
  });
  after(() => person?.close());
  afterEach(async () => {
    if ((await notification(person.page, '').count()) > 0) await clearNotifications(person.page);
  });

  const calls = () => person.emulator.requests.filter(({ api }) => isAboutFiles(api)).map(({ api }) => api);
  const tree = () => treeText(person.page, files);
  /** The names of the rows or options in a part, where nothing is without a name. */
  const named = async (role: string, part: Locator) =>
    (await namedNodes(person.page, part)).filter(node => node.role === role).map(({ name }) => name);
  const box = () => person.page.locator('.quick-input-widget:visible');

  it('shows the organizations, says what unfolding costs, and asks nothing', async () => {
    const { page } = person;
    await row(page, files, '星河科技').waitFor();
    assert.deepEqual(await tree(), ['Acme', '星河科技']);
    await view(page, files).getByText('Expanding a row: 1 metered call').waitFor();
    assert.deepEqual(calls(), []);
  });

  it('browses a Drive space four levels deep, one call each', async () => {
    const { page } = person;
    await unfold(page, 'Acme', 'Drive Spaces');
    assert.deepEqual(calls(), []);
    await unfold(page, 'Drive Spaces', 'Finance');
    await unfold(page, 'Finance', 'Budgets');
    await unfold(page, 'Budgets', '2026');
    await unfold(page, '2026', 'Forecasts');
    await unfold(page, 'Forecasts', 'Budget 2026.xlsx');
    assert.deepEqual(calls(), ['listDriveSpaces', ...Array.from({ length: 4 }, () => 'listDentries')]);
    const lines = await textBelow(page, files, 'Acme');
    assert.ok(lines.includes('    Finance | 264 MB of 300 MB'), lines.join('\n'));
    await screenshot(page, 'files-browse-dark-en');
  });

  it('looks a row up, and marks it with the answer', async () => {
    const { page } = person;
    const budget = row(page, files, 'Budget 2026.xlsx');
    await focusRow(page, files, budget);
    await focusedRowMenu(page, 'Query Permission Inheritance…');
    await notification(page, 'Inherits (PASS_ON)').waitFor();
    await eventually(async () => assert.match((await budget.getAttribute('aria-label')) ?? '', /Inherits/));
    assert.match(await hoverText(budget), /Inherits \(PASS_ON\) · asked just now/);
    await screenshot(page, 'files-marked-dark-en');
    await focusRow(page, files, budget);
    await page.keyboard.press('ControlOrMeta+C');
    await eventually(async () => assert.match(await clipboardText(page), /^[A-Za-z0-9]{32}$/));
  });

  it('shows the biggest files of a top folder that is unfolded, without a call', async () => {
    const { page, emulator } = person;
    await unfold(page, 'Projects', 'Budget of the projects.xlsx');
    await focusRow(page, files, row(page, files, 'Projects'));
    const made = emulator.requests.length;
    await focusedRowMenu(page, 'Show Biggest Files…');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog
      .getByText('The Files view has just listed the top folder. Showing it needs no calls.')
      .waitFor();
    await screenshot(page, 'files-biggest-price');
    await dialog.getByRole('button', { name: 'Only the Top Folder' }).focus();
    await page.keyboard.press('Enter');
    await pageFrame(page)
      .getByText(/Listed by the Files view: .* · no calls were made to show it$/)
      .waitFor();
    assert.equal(emulator.requests.length, made);
    await screenshot(page, 'files-biggest-top');
    await typeCommand(page, 'View: Close All Editors');
    await focusRow(page, files, row(page, files, 'Projects'));
    await page.keyboard.press('ArrowLeft');
    await row(page, files, 'Budget of the projects.xlsx').waitFor({ state: 'hidden' });
  });

  it('shows the biggest files of a space that an audit of its row has listed, without a call', async () => {
    const { page, emulator } = person;
    const dialog = page.locator('.monaco-dialog-box');
    await focusRow(page, files, row(page, files, 'Marketing'));
    await focusedRowMenu(page, 'Audit This Folder…');
    await dialog.getByText('List the files in Marketing?').waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByText(/^Audit \d+ files in Acme\?/).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await focusRow(page, files, row(page, files, 'Marketing'));
    const made = emulator.requests.length;
    await focusedRowMenu(page, 'Show Biggest Files…');
    await pageFrame(page)
      .getByText(/Listed by an audit: .* · no calls were made to show it$/)
      .waitFor();
    assert.equal(emulator.requests.length, made);
    await screenshot(page, 'files-biggest-audited');
    await typeCommand(page, 'View: Close All Editors');
  });

  it('audits a folder after showing the cost, and marks what is broken', async () => {
    const { page } = person;
    await focusRow(page, files, row(page, files, '2026'));
    await focusedRowMenu(page, 'Audit This Folder…');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('List the files in 2026?').waitFor();
    await screenshot(page, 'files-audit-price');
    await page.keyboard.press('Enter');
    await dialog.getByText('Audit 7 files in Acme?').waitFor();
    await page.keyboard.press('Enter');
    await notification(page, 'Audited 7 files in Acme.').waitFor();
    const folder = row(page, files, '2026');
    await eventually(async () =>
      assert.match((await folder.getAttribute('aria-label')) ?? '', /Broken here/),
    );
    // Row by row, as each is marked.
    await eventually(async () => {
      const read = await named('treeitem', page.locator('.part.sidebar'));
      for (const text of [
        /^Finance, 264 MB of 300 MB$/,
        /^2026, folder, Broken here \(BREAK\), asked on \w+ \d+, \d{4}, \d+:\d+/,
        /^Approval\.pdf, Inherits \(PASS_ON\), asked on /,
      ]) {
        assert.ok(
          read.some(name => text.test(name)),
          `${text} is not among\n${read.join('\n')}`,
        );
      }
    });
    await screenshot(page, 'files-audited-dark-en');
  });

  it('finds a file by its name: asks on Enter alone, shows the price, and offers what to do', async () => {
    const { page, emulator } = person;
    emulator.requests.length = 0;
    await typeCommand(page, 'DingTalk Storage: Find File…');
    await focusedPick(page, 'Acme').waitFor();
    await page.keyboard.press('Enter');
    await question(page, 'Find File · Acme').waitFor();
    await page.keyboard.type('budget');
    await pick(page, 'Search for “budget”').waitFor();
    await question(page, 'Find File · Acme').getByText('1 metered call').waitFor();
    assert.deepEqual(await named('option', box()), ['Search for “budget”, 1 metered call']);
    await screenshot(page, 'find-file-dark-en');
    assert.deepEqual(calls(), []);
    await page.keyboard.press('Enter');
    await question(page, 'Select a file or folder named like “budget”').waitFor();
    await pick(page, 'Budget approvals').waitFor();
    const found = await named('option', box());
    assert.ok(
      found.includes('Budget approvals, 周薇, /Handbook/Policies/Budget approvals'),
      found.join('\n'),
    );
    await screenshot(page, 'find-file-results-dark-en');
    assert.deepEqual(calls(), ['searchDentries']);
    await quickInput(page).fill('approvals');
    await focusedPick(page, 'Budget approvals').waitFor();
    await page.keyboard.press('Enter');
    await question(page, 'Select what to do with Budget approvals').waitFor();
    // Without the names of their icons.
    assert.deepEqual(await named('option', box()), [
      'Query Permission Inheritance',
      'Trace Inheritance',
      'Who Can See It',
      'Open in DingTalk',
      'Copy dentryUuid',
    ]);
    await screenshot(page, 'find-file-actions-dark-en');
    await focusedPick(page, 'Query Permission Inheritance').waitFor();
    await page.keyboard.press('Enter');
    await notification(page, 'Broken here (BREAK)').waitFor();
  });

  it('leads from the box of the lookup to the search, with what was typed', async () => {
    const { page } = person;
    await typeCommand(page, 'DingTalk Storage: Query Permission Inheritance…');
    await focusedPick(page, 'Acme').waitFor();
    await page.keyboard.press('Enter');
    await question(page, 'Query Permission Inheritance · Acme').waitFor();
    await page.keyboard.type('coil');
    await page.keyboard.press('Shift+Tab');
    await page.locator('.quick-input-titlebar :focus').waitFor();
    await page.keyboard.press('Enter');
    await question(page, 'Find File · Acme').waitFor();
    await pick(page, 'Search for “coil”').waitFor();
    await page.keyboard.press('Escape');
  });

  it('names the permission that is missing, and requests it with a click', async () => {
    const { page, emulator } = person;
    const giveBack = takeScope(person, 'Wiki.Node.Read');
    await unfold(page, 'Knowledge Bases', 'Handbook');
    const problem = 'App lacks permission: Wiki.Node.Read';
    await unfold(page, 'Handbook', problem);
    assert.ok((await named('treeitem', view(page, files))).includes(`${problem}, Request It`));
    await screenshot(page, 'files-missing-scope');
    await focusRow(page, files, row(page, files, problem));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog').filter({ hasText: 'Wiki.Node.Read' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    giveBack();
    emulator.requests.length = 0;
    await focusRow(page, files, row(page, files, 'Handbook'));
    await focusedRowMenu(page, 'Refresh');
    await row(page, files, 'Welcome').waitFor();
    assert.deepEqual(calls(), ['listNodes']);
  });

  it('shows My Documents by a call of their own, and names the permission that they lack', async () => {
    const { page, emulator } = person;
    const giveBack = takeScope(person, 'Wiki.Workspace.Read');
    emulator.requests.length = 0;
    const problem = 'App lacks permission: Wiki.Workspace.Read';
    await unfold(page, 'My Documents', problem);
    assert.deepEqual(calls(), ['getMyWorkspace']);
    giveBack();
    await focusRow(page, files, row(page, files, 'My Documents').first());
    await focusedRowMenu(page, 'Refresh');
    await row(page, files, problem).waitFor({ state: 'hidden' });
    await focusRow(page, files, row(page, files, 'My Documents').nth(1));
    await page.keyboard.press('ArrowRight');
    await row(page, files, 'To do').waitFor();
    assert.deepEqual(calls(), ['getMyWorkspace', 'getMyWorkspace', 'listNodes']);
    await screenshot(page, 'files-my-documents');
    await focusRow(page, files, row(page, files, 'My Documents').first());
    await page.keyboard.press('ArrowLeft');
    await row(page, files, 'To do').waitFor({ state: 'hidden' });
  });

  it('reads in a narrow side bar', async () => {
    const { page } = person;
    await resizeSidebar(page, 220);
    await screenshot(page, 'files-narrow');
  });

  it('unfolds nothing by itself after a reload', async () => {
    await person.reload({ 'workbench.colorTheme': 'Default High Contrast' });
    person.emulator.requests.length = 0;
    await openView(person.page, files);
    await row(person.page, files, '星河科技').waitFor();
    assert.deepEqual(await tree(), ['Acme', '星河科技']);
    await unfold(person.page, 'Acme', 'Drive Spaces');
    assert.deepEqual(calls(), []);
    await screenshot(person.page, 'files-reloaded-contrast');
  });

  it('says in one message why a share link leads nowhere', async () => {
    const { page } = person;
    await typeCommand(page, 'DingTalk Storage: Find File…');
    await focusedPick(page, 'Acme').waitFor();
    await page.keyboard.press('Enter');
    await answer(page, 'Find File · Acme', 'https://alidocs.dingtalk.com/i/p/Y7kmbokZp3pgGLq2');
    await notification(page, 'DingTalk could not resolve this share link.').waitFor();
  });
});

describe('finding and browsing files in Chinese, in the oldest supported editor', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({
      version: 'minimum',
      locale: 'zh-cn',
      theme: 'light',
      viewport: { width: 1280, height: 1000 },
      organizations: samples => samples.filter(({ corpId }) => corpId === 'dingxinghe0002'),
    });
  });
  after(() => person?.close());

  it('goes from a name to the file by keyboard, and from the tree to the same', async () => {
    const { page } = person;
    await giveRoom(page, ['组织', '权限继承查询'], '文件');
    await row(page, '文件', '星河科技').waitFor();
    for (const [label, child] of [
      ['星河科技', '知识库'],
      ['知识库', '公司制度'],
      ['公司制度', '制度'],
      ['制度', '考勤'],
      ['考勤', '远程办公'],
      ['远程办公', '申请流程'],
    ] as const) {
      await unfold(page, label, child, '文件');
    }
    await screenshot(page, 'files-browse-light-zh');
    await focusRow(page, '文件', row(page, '文件', '申请流程'));
    await focusedRowMenu(page, '查询权限继承…');
    await notification(page, '继承(PASS_ON)').waitFor();
    await focusRow(page, '文件', row(page, '文件', '星河科技'));
    await focusedRowMenu(page, '查找文件…');
    await question(page, '查找文件 · 星河科技').waitFor();
    await page.keyboard.type('预算');
    await pick(page, '搜索“预算”').waitFor();
    await screenshot(page, 'find-file-light-zh');
    await page.keyboard.press('Enter');
    await pick(page, '年度预算.xlsx').waitFor();
    await screenshot(page, 'find-file-results-light-zh');
  });
});
