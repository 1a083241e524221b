import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from '../editor-host/versions.ts';
import { arrange, lookupCases, treeCases } from './errorCases.ts';
import { eventually } from './eventually.ts';
import { describeWithTime } from './everything.ts';
import { focusRow, typeChoice, typeCommand } from './keyboard.ts';
import { type Person, sitDown } from './person.ts';
import { begin, command, organizations, product, watchedActions } from './pseudoActions.ts';
import { badEntries, editorsOwn, files, known, planted, typed } from './pseudoKnown.ts';
import { pseudo, untranslated, wasShown, writePseudoLocale } from './pseudoLocale.ts';
import { type ShownText, type ShownTexts, textsIn, watchTexts } from './shownTexts.ts';
import { treeText } from './treeText.ts';
import {
  clearNotifications,
  clipboardText,
  expand,
  notification,
  openContainer,
  question,
  quickInput,
  resizeSidebar,
  row,
  rowAction,
  rowMenu,
  rows,
  runCommand,
  screenshot,
  showNotifications,
  view,
  viewAction,
} from './workbench.ts';

const lookups = pseudo('Inheritance Lookups');

const { handbook, payroll } = files;

describeWithTime('in a pseudo-locale', () => {
  let person: Person;
  let shown: ShownTexts;
  let texts: string[];
  /** Before the window was loaded anew, and what the window itself does not see: documents and webviews. */
  const earlier: ShownText[] = [];
  before(async () => {
    person = await sitDown({
      locale: 'zh-cn',
      viewport: { width: 1600, height: 1500 },
      settings: {
        'dingtalkStorage.requestTimeoutSeconds': 1,
        // Each audit takes more than this of the month.
        'dingtalkStorage.monthlyCallAllowance': 40,
        'dingtalkStorage.auditShareLimitPercent': 1,
      },
      organizations: samples => [...samples, ...badEntries],
      alterExtension: async folder => {
        texts = await writePseudoLocale(folder, planted);
      },
    });
    shown = await watchTexts(person.page);
    await openContainer(person.page, product);
    await resizeSidebar(person.page, 520);
  });
  after(() => person?.close());

  const {
    organization,
    dialog,
    loaded,
    keepDocument,
    hoverOver,
    openMenu,
    give,
    take,
    leave,
    leaveAt,
    lookUp,
    dismiss,
    startAudit,
    confirmAudit,
    startAnyway,
  } = watchedActions(() => ({ person, shown, earlier }));

  it('shows the tree, its hovers and its menus', async () => {
    const { page } = person;
    await loaded();
    await expand(organization('Lumen Instruments'));
    await expand(organization('Pinecone Studio'));
    for (const label of ['Lumen Instruments', 'Nordwind Logistics', pseudo('Used'), 'dingbadentry0001']) {
      await hoverOver(organization(label).first());
    }
    for (const label of ['Acme', 'Lumen Instruments', pseudo('Used'), 'dingbadentry0001'])
      await openMenu(organization(label));
    await page.locator('.statusbar-item[id$="fullestOrganization"]').hover();
    await page.locator('.workbench-hover:visible table').waitFor();
    await screenshot(page, 'pseudo-tree');
  });

  it('filters, sorts and copies', async () => {
    const { page } = person;
    await typeCommand(page, command('Filter Organizations…'));
    await give(pseudo('Filter Organizations'), typed.filter);
    await view(page, organizations).getByText(pseudo('No organization matches the filter.')).waitFor();
    await typeCommand(page, command('Clear Filter'));
    await loaded();
    await typeCommand(page, command('Sort Organizations…'));
    await question(page, pseudo('Sort Organizations')).waitFor();
    await leave();
    const status = page.locator('.part.statusbar');
    await organization('Acme').click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('ControlOrMeta+C');
    await status.getByText(begin('Copied: ')).waitFor();
    for (const format of ['Markdown', 'JSON']) {
      // Not by typing: *Copy Answer as …* comes before it.
      await runCommand(page, command(`Copy as ${format}`));
      await take(pseudo('Select an organization'), 'Acme');
      await status.getByText(pseudo(`Copied as ${format}`)).waitFor();
    }
    await typeCommand(page, command('Report Issue…'));
    await notification(page, begin('The facts for a report')).waitFor();
  });

  it('asks about files, and says what is wrong with an input', async () => {
    const { page } = person;
    await typeCommand(page, command('Query Permission Inheritance…'));
    await take(pseudo('Select an organization'), 'Acme');
    await question(page, pseudo('Query Permission Inheritance')).waitFor();
    for (const [text, refused] of [
      ['two words', 'A dentryUuid has letters'],
      ['190000000123456', 'This is a number'],
      ['https://example.com/i/nodes/abc', 'This link does not contain a dentryUuid'],
    ] as const) {
      await quickInput(page).fill(text);
      await question(page, begin(refused)).waitFor();
      await shown.all();
    }
    await quickInput(page).fill(handbook);
    await page.keyboard.press('Enter');
    await dismiss('Copy');
    await lookUp('Acme', payroll);
    await eventually(async () => assert.equal((await treeText(page, lookups)).length, 2));
    await hoverOver(rows(page, lookups).first());
    const answered = row(page, lookups, pseudo('Broken here (BREAK)'));
    await openMenu(answered);
    await rowAction(answered, pseudo('Copy Answer'));
    await eventually(async () => assert.match(await clipboardText(page), new RegExp(payroll)));
    await rowAction(answered, planted[1] ?? '');
    await dismiss('Copy');
  });

  /** The page of an audit's table. */
  const table = () =>
    person.page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  const keepTable = async () => void earlier.push(...(await textsIn(table())));

  it('audits, is paused, and goes on', async () => {
    const { page, emulator } = person;
    await typeCommand(page, command('Show Audit…'));
    await notification(page, pseudo('There are no audits yet.')).waitFor();
    await page.evaluate('navigator.clipboard.writeText("nothing at all")');
    await viewAction(page, lookups, pseudo('Audit Permission Inheritance…'));
    await take(pseudo('Select an organization'), 'Acme');
    await take(begin('Where are the files named'), pseudo('Clipboard'));
    await notification(page, begin('No dentryUuid or document link was found')).waitFor();
    await clearNotifications(page);

    await page.evaluate(
      `navigator.clipboard.writeText('${handbook}\\n${payroll}\\n${handbook}\\n${typed.junk}')`,
    );
    emulator.meter.setCallsThisMonth('dingacme0001', 5000);
    await startAudit(pseudo('Clipboard'));
    await confirmAudit();
    const paused = notification(page, begin(' has used up its API calls'));
    await paused.waitFor();
    const audit = row(page, lookups, pseudo('Clipboard'));
    await openMenu(audit);
    await hoverOver(audit);
    for (const choose of [rowAction, rowMenu]) {
      await clearNotifications(page);
      await choose(audit, pseudo('Resume Audit…'));
      await startAnyway();
      await paused.waitFor();
    }
    await clearNotifications(page);
    await typeCommand(page, command('Resume Audit…'));
    await take(pseudo('Select an audit to resume'), pseudo('Clipboard'));
    await startAnyway();
    await paused.waitFor();
    emulator.meter.setCallsThisMonth('dingacme0001', 0);
    // Of more than three messages within 800 ms, the editor shows the later ones there only.
    await showNotifications(page);
    await paused.getByRole('button', { name: pseudo('Resume') }).click();
    await startAnyway();
    const done = notification(page, begin(' audited. '));
    await done.waitFor();
    await typeCommand(page, command('Resume Audit…'));
    await notification(page, pseudo('There are no unfinished audits.')).waitFor();
    await done.getByRole('button', { name: pseudo('Show Result') }).click();
  });

  it('shows an audit as a table and as a text', async () => {
    const { page } = person;
    await table().locator('#row-1').waitFor();
    await clearNotifications(page);
    await keepTable();
    await screenshot(page, 'pseudo-table');
    await table()
      .getByRole('button', { name: pseudo('Result') })
      .click();
    await table().locator('[aria-sort=ascending]').waitFor();
    await keepTable();
    await table()
      .getByRole('button', { name: pseudo('Result') })
      .click();
    await table().locator('[aria-sort=descending]').waitFor();
    await keepTable();
    await table().locator('#row-0').click();
    await page.keyboard.press('ControlOrMeta+C');
    await table().getByRole('status').getByText(pseudo('Copied'), { exact: true }).waitFor();
    await keepTable();
    await table().getByRole('searchbox').fill(typed.filter);
    await table().getByText(pseudo('No matching files.')).waitFor();
    await keepTable();
    await table().getByText(pseudo('Open as Text')).click();
    await keepDocument(pseudo('Audit'));
  });

  it('offers the same for the rows of audits', async () => {
    const { page } = person;
    const audit = row(page, lookups, pseudo('Clipboard'));
    const audits = row(page, lookups, pseudo('Audits'));
    for (const choose of [rowAction, rowMenu]) {
      await choose(audits, pseudo('Audit Permission Inheritance…'));
      await leaveAt(pseudo('Select an organization'));
      await choose(audit, pseudo('Show Audit…'));
      await table().getByRole('searchbox').waitFor();
      await rowMenu(audit, pseudo('Show Audit as Text…'));
      await page.locator('.tab.active').getByText('.txt').waitFor();
      await choose(audit, pseudo('Export Audit…'));
      await leaveAt(pseudo('Select an export format'));
    }
    await focusRow(page, lookups, audit, product);
    await page.keyboard.press('Enter');
    await table().getByRole('searchbox').waitFor();
    await rowMenu(audit, pseudo('Rename Audit…'));
    await leaveAt(pseudo('Rename Audit'));
    await rowMenu(audit, pseudo('Delete Audit…'));
    await dialog().getByText(begin('Delete the audit ')).waitFor();
    await page.keyboard.press('Escape');
    for (const [title, asked] of [
      ['Rename Audit…', 'Select an audit to rename'],
      ['Delete Audit…', 'Select an audit to delete'],
      ['Show Audit as Text…', 'Select an audit to show'],
    ] as const) {
      await typeCommand(page, command(title));
      await leaveAt(pseudo(asked));
    }
  });

  it('exports, compares, renames and deletes audits', async () => {
    const { page } = person;
    await typeCommand(page, command('Compare Audits…'));
    await notification(page, begin('A comparison needs two audits')).waitFor();
    await clearNotifications(page);
    await startAudit(lookups);
    await confirmAudit();
    await notification(page, begin(' audited. ')).waitFor();
    await clearNotifications(page);
    await typeCommand(page, command('Compare Audits…'));
    await take(pseudo('Select the first audit'), pseudo('Clipboard'));
    await take(pseudo('Select an audit to compare it with'), lookups);
    await keepDocument(pseudo('Comparison'));
    await rowMenu(row(page, lookups, pseudo('Audits')), pseudo('Compare Audits…'));
    await leaveAt(pseudo('Select the first audit'));
    await rowMenu(row(page, lookups, pseudo('Clipboard')), pseudo('Compare Audits…'));
    await leaveAt(pseudo('Select an audit to compare it with'));

    await typeCommand(page, command('Export Audit…'));
    await take(pseudo('Select an audit to export'), pseudo('Clipboard'));
    await take(pseudo('Select an export format'), 'CSV');
    await question(page, pseudo('Export Audit')).and(page.locator(':has(.quick-input-action)')).waitFor();
    await eventually(async () => assert.match(await quickInput(page).inputValue(), /⟦Audit⟧.*\.csv$/));
    await leave();

    await focusRow(page, lookups, pseudo('Clipboard'), product);
    await page.keyboard.press('F2');
    await question(page, pseudo('Rename Audit')).waitFor();
    await quickInput(page).fill('');
    await question(page, begin('A name has 1 to')).waitFor();
    await give(pseudo('Rename Audit'), typed.rename);
    await row(page, lookups, typed.rename).waitFor();
    await focusRow(page, lookups, typed.rename, product);
    await page.keyboard.press('Delete');
    await dialog().getByText(begin('Delete the audit ')).waitFor();
    await shown.all();
    await page.keyboard.press('Escape');
  });

  it('tells the API usage', async () => {
    await typeCommand(person.page, command('Show API Usage'));
    await keepDocument(pseudo('DingTalk API Usage'));
  });

  it('fails, in rows and in messages', async () => {
    const { page, emulator } = person;
    arrange(emulator);
    emulator.tokens.expire();
    await typeCommand(page, command('Sign Out of Organization…'));
    await take(pseudo('Select an organization'), 'Acme');
    await typeCommand(page, command('Refresh'));
    // These are tried again and again, a quarter of a minute.
    const isSlow = (kind: string) => kind === 'timeout' || kind === 'serverError';
    for (const { organization, dentryUuid, kind } of lookupCases(emulator.url)) {
      if (isSlow(kind)) continue;
      await lookUp(organization, dentryUuid);
      await dismiss('Show Log');
    }
    for (const { organization: name, summary, kind } of treeCases(emulator.url)) {
      if (isSlow(kind)) continue;
      await organization(name).getByText(pseudo(summary)).waitFor({ timeout: 40_000 });
    }
    await expand(organization('云帆教育'));
    await hoverOver(organization('云帆教育'));
    const sentence = rows(page, organizations).filter({ hasText: begin('DingTalk does not accept calls') });
    await hoverOver(sentence);
    await openMenu(sentence);
    await rowAction(sentence, pseudo('Copy Request ID'));
    await rowMenu(row(page, lookups, pseudo('Broken here (BREAK)')), pseudo('Remove Lookup'));
    await viewAction(page, lookups, pseudo('Clear All Lookups'));
    await eventually(async () => assert.equal((await treeText(page, lookups)).length, 3));
    await screenshot(page, 'pseudo-errors');
  });

  it('removes organizations, and begins anew with a welcome, a walkthrough and samples', async () => {
    const { page, emulator } = person;
    emulator.faults.clear();
    await focusRow(page, organizations, 'Acme', product);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    await dialog().getByText(begin('Remove ')).first().waitFor();
    await shown.all();
    await dialog()
      .getByRole('button', { name: pseudo('Remove') })
      .click();
    await eventually(async () =>
      assert.equal((await treeText(page, organizations)).length, badEntries.length),
    );
    earlier.push(...(await shown.all()));
    await person.reload({ 'dingtalkStorage.organizations': [] });
    shown = await watchTexts(page);
    await openContainer(page, product);
    await view(page, organizations).getByText(pseudo('First Steps'), { exact: true }).click();
    const steps = page.locator('button.getting-started-step:visible');
    await eventually(async () => assert.equal(await steps.count(), 5));
    for (const step of await steps.all()) {
      if ((await step.getAttribute('aria-expanded')) !== 'true') await step.click();
      await step.and(page.locator('.expanded')).waitFor();
      await shown.all();
    }
    await screenshot(page, 'pseudo-walkthrough');
    await typeCommand(page, command('Query Permission Inheritance…'));
    const none = notification(page, pseudo('No organizations have been added yet.'));
    await none.getByRole('button', { name: pseudo('Add Organization') }).click();
    await leaveAt(pseudo("Select the organization's region"));
    await view(page, organizations)
      .getByRole('button', { name: pseudo('Add Organization…') })
      .last()
      .click();
    await leaveAt(pseudo("Select the organization's region"));
    await typeCommand(page, command('Query Permission Inheritance…'));
    await none.getByRole('button', { name: pseudo('Explore with Sample Data') }).click();
    await rowMenu(organization(pseudo('Sample Data')), pseudo('Remove Sample Data'));
    await view(page, organizations).getByText(pseudo('First Steps'), { exact: true }).waitFor();
    await steps.filter({ hasText: pseudo('Read the tree') }).click();
    await steps.getByRole('button', { name: pseudo('Explore with Sample Data') }).click();
    await organization('Acme').waitFor();
    await steps.filter({ hasText: pseudo('Ask about a file') }).click();
    await steps.getByRole('button', { name: pseudo('Query Permission Inheritance…') }).click();
    await leaveAt(pseudo('Select an organization'));
    await hoverOver(organization(pseudo('Sample Data')));
    await openMenu(organization(pseudo('Sample Data')));
    await openMenu(organization('Acme'));
    await typeCommand(page, command('Query Permission Inheritance…'));
    await take(pseudo('Select an organization'), 'Acme');
    await take(begin('Choose a file or folder'), 'Company handbook');
    await rows(page, lookups).filter({ hasText: 'Acme' }).first().waitFor();
    await typeCommand(page, command('Remove Sample Data'));
    await organization('Acme').waitFor({ state: 'detached' });
    await typeCommand(page, command('Explore with Sample Data'));
    await organization('Acme').waitFor();
  });

  it('adds an organization, after a refusal', async () => {
    const { page, emulator } = person;
    const title = (subject: string) => `${pseudo('Add Organization')} · ${subject} (`;
    const beginFlow = async (corpId: string) => {
      await typeCommand(page, command('Add Organization…'));
      await take(pseudo("Select the organization's region"), pseudo('Other endpoint…'));
      await give(title(pseudo('Server')), 'ftp://x');
      await question(page, begin('Type a URL')).waitFor();
      await give(title(pseudo('Server')), emulator.url);
      await give(title('corpId'), 'two words');
      await question(page, begin('An id is a text without spaces')).waitFor();
      await give(title('corpId'), corpId);
    };
    await beginFlow('dingacme0001');
    await take(pseudo('Select a sign-in method'), pseudo('Third-party app'));
    await give(title('Suite Key'), 'suite0001');
    await give(title(pseudo('Client secret')), 'secret');
    await question(page, title(pseudo('Suite ticket'))).waitFor();
    await leave();

    await beginFlow('dingacme0001');
    await take(pseudo('Select a sign-in method'), pseudo('Internal app'));
    await give(title('Client ID'), 'dingfakeapp0001');
    await give(title(pseudo('Client secret')), 'wrong');
    await question(page, begin('In whose name are the calls made?')).waitFor();
    await typeChoice(page, 'userId');
    await give(title('userId'), 'manager0001');
    await question(page, begin('DingTalk refuses the client id')).waitFor();
    await leave();
  });

  it('says what the settings mean', async () => {
    const { page } = person;
    await typeCommand(page, 'Preferences: Open Settings (UI)');
    await page.locator('.settings-header .monaco-editor.focused').waitFor();
    await page.keyboard.insertText('@ext:dingtalk-storage.dingtalk-storage');
    await page.locator('.settings-count-widget', { hasText: '9 Settings Found' }).waitFor();
    await page.locator('[data-key="dingtalkStorage.refreshIntervalMinutes"] input').fill('30');
    await notification(page, begin('Background refresh is off')).waitFor();
    await screenshot(page, 'pseudo-settings');
  });

  it('has shown nothing without a translation but what was planted', async () => {
    const all: ShownText[] = [...earlier, ...(await shown.all())];
    const words = all
      .filter(({ text }) => !editorsOwn.test(text))
      .flatMap(({ place, text }) => untranslated(text, known).map(words => ({ place, words, text })));
    const everything = all.map(({ text }) => text).join('\n');
    const missing = texts.filter(text => !wasShown(text, everything));
    const file = path.join(cacheFolder, 'screenshots', 'pseudo-never-shown.txt');
    await writeFile(file, missing.map(text => `${JSON.stringify(text)}\n`).join(''));
    console.log(
      `      ${texts.length - missing.length} of ${texts.length} texts were shown; the others: ${path.basename(file)}`,
    );
    assert.deepEqual(
      words.filter(({ words }) => !planted.includes(words)),
      [],
    );
    assert.deepEqual([...new Set(words.map(({ words }) => words))].toSorted(), planted.toSorted());
    assert.ok(texts.length - missing.length > 280, `${texts.length - missing.length} of them were shown`);
  });
});
