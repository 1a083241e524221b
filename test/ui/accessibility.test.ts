import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { type AccessibleNode, namedNodes } from './support/accessibleTree.ts';
import { eventually } from './support/eventually.ts';
import {
  enterText,
  focusedRowMenu,
  focusRow,
  leaveBox,
  openView,
  pressPrimaryButton,
  typeChoice,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import { treeText } from './support/treeText.ts';
import {
  clipboardText,
  notification,
  question,
  rows,
  screenshot,
  themeShown,
  view,
} from './support/workbench.ts';

const organizations = 'Organizations';
const lookups = 'Inheritance Lookups';
const command = (title: string) => `DingTalk Storage: ${title}`;
const handbook = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';
const asksHandbook = ({ dentryUuid }: { dentryUuid?: string }) => dentryUuid === handbook;

/** One session by keyboard only: nothing here touches the mouse. */
describe('by keyboard alone, with what a screen reader is told', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({
      viewport: { width: 1280, height: 1800 },
      organizations: samples => [...samples, { corpId: 'dingbadentry0001' }],
    });
  });
  after(() => person?.close());

  const named = (...parts: Locator[]) => namedNodes(person.page, ...parts);
  const names = (nodes: readonly AccessibleNode[], role: string) =>
    nodes.filter(node => node.role === role).map(({ name }) => name);
  const box = () => person.page.locator('.quick-input-widget:visible');
  const sideBar = () => person.page.locator('.part.sidebar');
  const loaded = () =>
    eventually(async () => {
      const lines = await treeText(person.page, organizations);
      // With our own message: `assert` builds its own by reading the source, which takes a second each time.
      assert.ok(lines.length >= 14, `${lines.length} rows`);
      assert.doesNotMatch(lines.join('\n'), /Loading/);
    });
  const copied = (pattern: RegExp) =>
    eventually(async () => assert.match(await clipboardText(person.page), pattern));
  const gone = (locator: Locator) => locator.waitFor({ state: 'hidden' });
  const dialog = () => person.page.locator('.monaco-dialog-box');
  const dismissDialog = async () => {
    await person.page.keyboard.press('Escape');
    await gone(dialog());
  };

  it('opens the views, and walks through rows that say their state in words', async () => {
    const { page } = person;
    await openView(page, 'Organizations');
    await loaded();
    await focusRow(page, organizations, 'Lumen Instruments');
    await page.keyboard.press('ArrowRight');
    await rows(page, organizations).filter({ hasText: 'Dedicated MiniOSS' }).waitFor();
    await focusRow(page, organizations, 'Pinecone Studio');
    await page.keyboard.press('ArrowRight');
    await rows(page, organizations).filter({ hasText: 'does not have permission' }).waitFor();
    const nodes = await named(sideBar());
    const treeRows = nodes.filter(({ role }) => role === 'treeitem');
    const labels = treeRows.map(({ name }) => name);
    for (const label of [
      'Acme, 0.9% · 953.5 MB of 100 GB',
      '青山设计, 104.2% · 104.2 GB of 100 GB · over capacity',
      'Lumen Instruments, 83.7% · 6.7 TB of 8 TB · filling up',
      'Dedicated MiniOSS, 83.7% · 6.7 TB of 8 TB · filling up',
      'Capacity type, Dedicated',
      'Pinecone Studio, User lacks permission',
      'dingbadentry0001, unionId is missing or invalid.',
    ]) {
      assert.ok(labels.includes(label), `${label} is not among\n${labels.join('\n')}`);
    }
    for (const { name, properties } of treeRows) {
      assert.ok(Number(properties.level) >= 1, name);
      if (name.startsWith('Lumen')) assert.equal(properties.expanded, true);
      if (name.startsWith('Acme')) assert.equal(properties.expanded, false);
    }
    assert.deepEqual(
      names(nodes, 'button').filter(name => !/\p{L}{3}/u.test(name)),
      [],
    );
    const [item] = names(await named(page.locator('.statusbar-item[id$="fullestOrganization"]')), 'button');
    assert.match(item ?? '', /^青山设计 is the fullest DingTalk organization: .* over capacity, fetched/);
    await screenshot(page, 'accessible-tree');
  });

  it('acts on rows by their menu and by keys', async () => {
    const { page, emulator } = person;
    await focusRow(page, organizations, 'Acme');
    // Clears what an earlier attempt has selected, and the focus with it.
    await page.keyboard.press('Escape');
    await focusRow(page, organizations, 'Acme');
    await page.keyboard.press('ContextMenu');
    await page.locator('.monaco-menu .action-label:visible').first().waitFor();
    const items = names(await named(page.locator('.monaco-menu').first()), 'menuitem');
    assert.ok(
      items.some(name => name.startsWith('Open Admin Console')),
      items.join(),
    );
    await page.keyboard.press('Escape');
    await gone(page.locator('.monaco-menu'));
    // The keys act on the focused row, whichever is selected, and leave the selection as it was.
    await page.keyboard.press('ControlOrMeta+C');
    await copied(/^Acme: 0\.9% · 953\.5 MB of 100 GB/);
    const selected = rows(page, organizations).and(page.locator('[aria-selected="true"]'));
    assert.equal(await selected.count(), 0);
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await selected.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ControlOrMeta+C');
    await copied(/^星河科技: /);
    assert.match((await selected.getAttribute('aria-label')) ?? '', /^Acme, /);
    await page.keyboard.press('ArrowUp');
    await focusedRowMenu(page, 'Copy Organization as JSON');
    await copied(/"corpId": "dingacme0001"/);
    await focusedRowMenu(page, 'Copy Organization as Markdown');
    await copied(/^\| Organization/);
    await focusedRowMenu(page, 'Copy CorpId');
    await copied(/^dingacme0001$/);
    emulator.requests.length = 0;
    await focusedRowMenu(page, 'Refresh');
    await emulator.request(({ corpId }) => corpId === 'dingacme0001');
    await loaded();
    await focusedRowMenu(page, 'Open Admin Console');
    await dialog().getByText('open the external website?').waitFor();
    await named(dialog());
    await dismissDialog();
    await focusedRowMenu(page, 'Set Access Token or App Secret…');
    await question(page, 'Set Access Token or App Secret · Acme').waitFor();
    await named(box());
    await leaveBox(page);
    await focusedRowMenu(page, 'Edit Organization…');
    await question(page, 'Edit Organization').waitFor();
    await named(box());
    await leaveBox(page);
    await focusRow(page, organizations, 'Acme');
    await page.keyboard.press('Delete');
    await dialog().getByText('Remove Acme from the list?').waitFor();
    await named(dialog());
    await dismissDialog();
    await focusedRowMenu(page, 'Sign Out of Organization…');
    await dialog().getByText('Sign out of Acme?').waitFor();
    await named(dialog());
    await page.keyboard.press('Enter');
    await gone(dialog());
    await rows(page, organizations).filter({ hasText: 'Signed out' }).first().waitFor();
  });

  it('mends a problem by Enter on its row', async () => {
    const { page } = person;
    await focusRow(page, organizations, 'Acme');
    await page.keyboard.press('ArrowRight');
    await focusRow(page, organizations, 'Sign In…');
    await page.keyboard.press('Enter');
    await question(page, 'Set Access Token or App Secret · Acme').waitFor();
    await enterText(page, 'fake-client-secret-0001');
    await rows(page, organizations).filter({ hasText: '953.5 MB of 100 GB' }).first().waitFor();
    await focusRow(
      page,
      organizations,
      rows(page, organizations).filter({ hasText: 'does not have permission' }),
    );
    await focusedRowMenu(page, 'Copy Request ID');
    await copied(/^[\w-]{8,}$/);
  });

  it('filters, sorts and takes the filter back', async () => {
    const { page } = person;
    await typeCommand(page, command('Filter Organizations…'));
    await question(page, 'Filter Organizations').waitFor();
    await named(box());
    await enterText(page, 'nowhere');
    await view(page, organizations).getByText('No organizations match the filter.').waitFor();
    await named(sideBar());
    await typeCommand(page, command('Clear Filter'));
    await loaded();
    await typeCommand(page, command('Sort Organizations…'));
    await question(page, 'Sort Organizations').waitFor();
    assert.ok(names(await named(box()), 'option').some(name => /Settings Order.*current/.test(name)));
    await typeChoice(page, 'Fullest First');
    await eventually(async () => assert.match((await treeText(page, organizations))[0] ?? '', /^青山设计/));
  });

  it('asks about a file, and does everything with the answer', async () => {
    const { page } = person;
    await typeCommand(page, command('Query Permission Inheritance…'));
    await typePick(page, 'Select an organization', 'Acme');
    await question(page, 'Query Permission Inheritance · Acme').waitFor();
    await named(box());
    await enterText(page, handbook);
    const message = notification(page, 'Inherits (PASS_ON)');
    await message.getByRole('button', { name: 'Copy' }).waitFor();
    await named(message);
    await pressPrimaryButton(page);
    await copied(new RegExp(`^${handbook}: Inherits`));
    const answer = rows(page, lookups).first();
    await focusRow(page, lookups, answer);
    assert.deepEqual(names(await named(view(page, lookups)), 'treeitem'), [
      `Inherits (PASS_ON), ${handbook}, Acme`,
    ]);
    await focusedRowMenu(page, 'Copy Answer as JSON');
    await copied(/"inheritance": "PASS_ON"/);
    await focusedRowMenu(page, 'Copy Answer as Markdown');
    await copied(/^\| Inheritance/);
    await focusedRowMenu(page, 'Open in DingTalk');
    await dialog().waitFor();
    await dismissDialog();
    await focusedRowMenu(page, 'Ask Again');
    await message.waitFor();
    // From the palette, they apply to the selected row.
    await focusRow(page, lookups, answer);
    await page.keyboard.press('Enter');
    await typeCommand(page, command('Copy Answer'));
    await copied(new RegExp(`^${handbook}: Inherits`));
    await typeCommand(page, command('Copy Answer as JSON'));
    await copied(/"inheritance": "PASS_ON"/);
    await typeCommand(page, command('Copy Answer as Markdown'));
    await copied(/^\| Inheritance/);
    await typeCommand(page, command('Ask Again'));
    await typePick(page, 'Select an answer', handbook);
    await eventually(() => assert.equal(person.emulator.requests.filter(asksHandbook).length, 3));
    await typeCommand(page, command('Audit Permission Inheritance…'));
    await typePick(page, 'Select an organization', 'Acme');
    await question(page, 'Select the source of').waitFor();
    assert.ok(names(await named(box()), 'option').includes('Inheritance Lookups, 1'));
    await typeChoice(page, 'Inheritance Lookups');
    await dialog().getByText('Audit 1 file in Acme?').waitFor();
    await named(dialog());
    await dismissDialog();
    await typeCommand(page, command('Remove Lookup'));
    await gone(answer);
  });

  it('reads the API usage, and the walkthrough', async () => {
    const { page } = person;
    await typeCommand(page, command('Show API Usage'));
    const usage = pageFrame(page);
    await usage.getByRole('heading', { name: 'DingTalk API Usage' }).waitFor();
    await usage.getByRole('rowheader').first().waitFor();
    await usage
      .getByRole('img', { name: /of 5,000$/ })
      .first()
      .waitFor();
    await typeCommand(page, 'Welcome: Open Walkthrough...');
    await typeChoice(page, 'First Steps with DingTalk Storage');
    await page.locator('button.getting-started-step:visible').first().waitFor();
    await named(page.locator('.gettingStartedContainer'));
    await screenshot(page, 'accessible-walkthrough');
  });

  it('stays legible in high contrast and at 200 %', async () => {
    const { page } = person;
    for (const [theme, kind] of [
      ['Dark High Contrast', 'hc-black'],
      ['Light High Contrast', 'hc-light'],
    ] as const) {
      await page.keyboard.press('ControlOrMeta+K');
      await page.keyboard.press('ControlOrMeta+T');
      await question(page, /Color Theme/).waitFor();
      await typeChoice(page, theme);
      await themeShown(page, kind);
      await focusRow(page, organizations, '青山设计');
      await screenshot(page, `accessible-${kind}`);
    }
    // Half a common window in CSS pixels: the layout at a zoom of 200 %.
    await page.setViewportSize({ width: 640, height: 450 });
    await focusRow(page, organizations, '青山设计');
    await named(sideBar());
    await screenshot(page, 'accessible-200-percent');
    await typeCommand(page, command('Sort Organizations…'));
    await question(page, 'Sort Organizations').waitFor();
    await screenshot(page, 'accessible-200-percent-sort');
    await leaveBox(page);
  });
});
