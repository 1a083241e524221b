import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { versionsToTry } from '../editor-host/versions.ts';
import { sampleSignIns } from '../emulator/samples.ts';
import { eventually } from './support/eventually.ts';
import {
  assertTyped,
  clearNotifications,
  focusedPick,
  focusedRowMenu,
  focusRow,
  leaveBox,
  openView,
  paste,
  pressPrimaryButton,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { type Person, sitDown } from './support/person.ts';
import { treeText } from './support/treeText.ts';
import {
  clipboardText,
  notification,
  question,
  row,
  rowAction,
  rowMenu,
  rows,
  rowText,
  screenshot,
  selectRow,
  view,
  viewAction,
} from './support/workbench.ts';

const lookups = 'Inheritance Lookups';
const query = 'DingTalk Storage: Query Permission Inheritance…';
const freightRates = 'nHa7JuiELfwJu5fNvUNHhrAeGjC1H5rt';
const customsPapers = 'QBYjO30kQxPIZ1O9XXo18CfRbZdgLnw6';
const supplierContracts = 'PqyUhSBTWwmvozsbE8QFSlm7wiX1YA7Y';
const handbook = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';
const payroll = 'Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi';

const inherits = "Inherits (PASS_ON): takes its parents' permissions and adds its own; the higher level wins";
const isBroken = "Broken here (BREAK): parents' permissions stop at this item, except for OWNER and MANAGER";

const freightRatesRow = `Inherits (PASS_ON) | ${freightRates} · Nordwind Logistics`;
const customsPapersRow = `Broken here (BREAK) | ${customsPapers} · Nordwind Logistics`;
const supplierContractsRow = `PASS_ON_READ_ONLY | ${supplierContracts} · Acme`;

const selected = (page: Page) => page.locator('[aria-selected="true"]');

for (const version of versionsToTry('minimum')) {
  describe(`the lookup by keyboard alone in VS Code, ${version}`, () => {
    let person: Person;
    before(async () => {
      person = await sitDown({ version });
      await openView(person.page, lookups);
      await view(person.page, lookups).getByText('Does a file inherit its permissions?').waitFor();
    });
    after(() => person?.close());
    afterEach(async () => {
      if ((await notification(person.page, '').count()) > 0) await clearNotifications(person.page);
    });

    const assertLookups = (expected: string[]) =>
      eventually(async () => assert.deepEqual(await treeText(person.page, lookups), expected));

    const rowOf = (dentryUuid: string) => rows(person.page, lookups).filter({ hasText: dentryUuid });
    const assertCopied = (expected: string) =>
      eventually(async () => assert.equal(await clipboardText(person.page), expected));

    /** The files that DingTalk was asked about. */
    const asked = () =>
      person.emulator.requests.flatMap(({ dentryUuid }) => (dentryUuid === undefined ? [] : [dentryUuid]));

    it('refuses what is no dentryUuid, and leaves by Escape at each step without a trace', async () => {
      const { page } = person;
      await typeCommand(page, query);
      await question(page, 'Select an organization').waitFor();
      await leaveBox(page);

      await typeCommand(page, query);
      await typePick(page, 'Select an organization', 'Nordwind Logistics');
      await question(page, 'Query Permission Inheritance · Nordwind Logistics').waitFor();
      await page.keyboard.type('two words');
      const refused = question(
        page,
        'A dentryUuid can contain only letters, digits, “-”, and “_”, up to 128 characters.',
      );
      await refused.waitFor();
      await page.keyboard.press('Enter');
      await paste(page, '190000000123456');
      await question(page, 'This is a number, possibly a dentryId.').waitFor();
      await page.keyboard.press('Enter');
      await paste(page, 'https://example.com/i/nodes/abc');
      await question(page, 'This link does not contain a dentryUuid.').waitFor();
      await page.keyboard.press('Enter');
      // If Enter had ever been accepted, the box would be gone.
      await paste(page, freightRates);
      await leaveBox(page);
      // A late trace would be one too many in the next test.
      assert.deepEqual(asked(), []);
      assert.deepEqual(await treeText(page, lookups), []);
      assert.equal(await notification(page, '').count(), 0);
    });

    it('takes a pasted link, answers in words, and copies the answer', async () => {
      const { page } = person;
      await typeCommand(page, query);
      await typePick(page, 'Select an organization', 'Nordwind Logistics');
      await question(page, 'Query Permission Inheritance · Nordwind Logistics').waitFor();
      await paste(page, `https://alidocs.dingtalk.com/i/nodes/${freightRates}`);
      await page.keyboard.press('Enter');

      await notification(page, `${freightRates}: ${inherits}`)
        .getByRole('button', { name: 'Copy' })
        .waitFor();
      await pressPrimaryButton(page);
      await eventually(async () => assert.equal(await clipboardText(page), `${freightRates}: ${inherits}`));
      await assertLookups([freightRatesRow]);
      assert.deepEqual(asked(), [freightRates]);
    });

    it('offers the organization used last first, and puts the newest answer on top', async () => {
      const { page } = person;
      await typeCommand(page, query);
      await focusedPick(page, 'Nordwind Logistics').waitFor();
      await page.keyboard.press('Enter');
      await question(page, 'Query Permission Inheritance · Nordwind Logistics').waitFor();
      await page.keyboard.type(customsPapers);
      await page.keyboard.press('Enter');
      await notification(page, `${customsPapers}: ${isBroken}`).waitFor();
      await assertLookups([customsPapersRow, freightRatesRow]);
    });

    it('offers the uuid that is selected in the editor, and shows an unknown mode as it came', async () => {
      const { page } = person;
      // A new file; the palette has a command with almost the same name.
      await page.keyboard.press('ControlOrMeta+Alt+N');
      await page.locator('.editor-group-container .monaco-editor.focused').waitFor();
      await page.keyboard.type(supplierContracts);
      await page.keyboard.press('ControlOrMeta+A');

      await typeCommand(page, query);
      await focusedPick(page, 'Nordwind Logistics').waitFor();
      await page.keyboard.press('ArrowDown');
      await focusedPick(page, 'Acme').waitFor();
      await page.keyboard.press('Enter');
      await question(page, 'Query Permission Inheritance · Acme').waitFor();
      await assertTyped(page, supplierContracts);
      await page.keyboard.press('Enter');
      await notification(page, 'PASS_ON_READ_ONLY: unknown inheritance mode').waitFor();
      await assertLookups([supplierContractsRow, customsPapersRow, freightRatesRow]);
    });

    it('is cancelled while DingTalk keeps it waiting: silently, and on the wire', async () => {
      const { page, emulator } = person;
      const mend = emulator.faults.add({ kind: 'hang' }, { dentryUuid: payroll });
      await typeCommand(page, query);
      await focusedPick(page, 'Acme').waitFor();
      await page.keyboard.press('Enter');
      await question(page, 'Query Permission Inheritance · Acme').waitFor();
      await paste(page, payroll);
      await page.keyboard.press('Enter');
      const progress = notification(page, `Looking up ${payroll} in DingTalk…`);
      await progress.waitFor();
      const request = await emulator.request(({ dentryUuid }) => dentryUuid === payroll);

      await pressPrimaryButton(page);
      assert.equal(await request.settled, 'cutOff');
      await progress.waitFor({ state: 'hidden' });
      mend();
      // A failure would have been shown by the time the next question is open.
      await typeCommand(page, query);
      await question(page, 'Select an organization').waitFor();
      await leaveBox(page);
      assert.equal(await notification(page, '').count(), 0);
      await assertLookups([supplierContractsRow, customsPapersRow, freightRatesRow]);
      assert.equal(asked().filter(dentryUuid => dentryUuid === payroll).length, 1);
    });

    it('still has the answers after a reload', async () => {
      await person.reload();
      await openView(person.page, lookups);
      await assertLookups([supplierContractsRow, customsPapersRow, freightRatesRow]);
    });

    it('asks again about the file of a row', async () => {
      const { page, emulator } = person;
      emulator.requests.length = 0;
      await focusRow(page, lookups, rowOf(freightRates));
      await focusedRowMenu(page, 'Ask Again');
      await notification(page, `${freightRates}: ${inherits}`).waitFor();
      await assertLookups([freightRatesRow, supplierContractsRow, customsPapersRow]);
      assert.deepEqual(asked(), [freightRates]);
    });

    it('asks which file from the title of the view, whichever row has the focus', async () => {
      const { page, emulator } = person;
      emulator.requests.length = 0;
      await focusRow(page, lookups, rowOf(customsPapers));
      // The only mouse action here: by keyboard, the palette does it.
      await viewAction(page, lookups, 'Query Permission Inheritance…');
      await question(page, 'Select an organization').waitFor();
      await leaveBox(page);
      assert.deepEqual(asked(), []);
    });

    it('copies the answer of a row, and of all selected rows by a key', async () => {
      const { page } = person;
      await focusRow(page, lookups, rowOf(customsPapers));
      await focusedRowMenu(page, 'Copy Answer');
      await assertCopied(`${customsPapers}: ${isBroken}`);

      // The focused row, though another may be selected.
      await focusRow(page, lookups, rowOf(freightRates));
      await page.keyboard.press('ControlOrMeta+C');
      await assertCopied(`${freightRates}: ${inherits}`);
      // As in the Explorer, copying does not select anything.
      await page.keyboard.press('Enter');
      await rowOf(freightRates).and(selected(page)).waitFor();
      await page.keyboard.press('Shift+ArrowDown');
      await rowOf(supplierContracts).and(selected(page)).waitFor();
      await page.keyboard.press('ControlOrMeta+C');
      const unknown = `${supplierContracts}: PASS_ON_READ_ONLY: unknown inheritance mode`;
      await assertCopied(`${freightRates}: ${inherits}\n${unknown}`);
      // So does a command of the palette.
      await page.evaluate("navigator.clipboard.writeText('')");
      await typeCommand(page, 'DingTalk Storage: Copy Answer');
      await assertCopied(`${freightRates}: ${inherits}\n${unknown}`);
    });

    it('copies the selected rows as one table, and one row as JSON', async () => {
      const { page } = person;
      await focusedRowMenu(page, 'Copy Answer as Markdown');
      await eventually(async () => {
        const [, , first, second, ...rest] = (await clipboardText(page)).split('\n');
        assert.ok(first?.includes(freightRates) && second?.includes(supplierContracts));
        assert.deepEqual(rest, ['']);
      });

      // The menu of an unselected row applies only to that row.
      await rowMenu(rowOf(customsPapers), 'Copy Answer as JSON');
      await eventually(async () => {
        const { corpId, dentryUuid, inheritance } = JSON.parse(await clipboardText(page));
        assert.deepEqual([corpId, dentryUuid, inheritance], ['dingnordwind0003', customsPapers, 'BREAK']);
      });
    });

    it('opens the page of a row', async () => {
      const { page } = person;
      await focusRow(page, lookups, rowOf(customsPapers));
      await focusedRowMenu(page, 'Open in DingTalk');
      const dialog = page.getByRole('dialog').filter({ hasText: customsPapers });
      await dialog.waitFor();
      await dialog.getByText(`https://alidocs.dingtalk.com/i/nodes/${customsPapers}`).waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    });

    it('removes the row of a button, all selected rows by a key, and clears all', async () => {
      const { page } = person;
      await selectRow(rowOf(freightRates));
      await page.keyboard.press('Shift+ArrowDown');
      await rowOf(supplierContracts).and(selected(page)).waitFor();
      await screenshot(page, `lookups-selected-${version}`);
      // The button of an unselected row leaves the selected ones alone.
      await rowAction(rowOf(customsPapers), 'Remove Lookup');
      await assertLookups([freightRatesRow, supplierContractsRow]);
      await rowOf(supplierContracts).and(selected(page)).waitFor();
      await page.keyboard.press('Delete');
      await assertLookups([]);
      await view(page, lookups).getByText('Does a file inherit its permissions?').waitFor();
      await typeCommand(page, 'DingTalk Storage: Clear All Lookups');
      await typeCommand(page, 'DingTalk Storage: Open in DingTalk');
      await notification(page, 'There are no answers yet.').waitFor();
    });

    it('copies the facts for a report, as there is no tracker to open', async () => {
      const { page } = person;
      await typeCommand(page, 'DingTalk Storage: Report Issue…');
      await notification(page, 'Diagnostics copied to the clipboard.').waitFor();
      const text = await clipboardText(page);
      assert.match(
        text,
        /- User interface: web[\s\S]*- Organizations: 13 \(4 accessToken, 8 internalApp, 1 /,
      );
      assert.doesNotMatch(text, /ding(acme|nordwind)|127\.0\.0\.1|localhost|fake/);
    });

    it('does not ask which organization where there is one', async () => {
      const { page, emulator } = person;
      const [acme] = sampleSignIns(emulator.url).organizations;
      await person.changeSettings({ 'dingtalkStorage.organizations': [acme] });
      await typeCommand(page, query);
      await question(page, 'Query Permission Inheritance · Acme').waitFor();
      await leaveBox(page);
    });

    it('says that a lookup tries again', async () => {
      const { page, emulator } = person;
      const mend = emulator.faults.add({ kind: 'raw', status: 503, body: '{}' });
      await typeCommand(page, query);
      await question(page, 'Query Permission Inheritance · Acme').waitFor();
      await paste(page, handbook);
      await page.keyboard.press('Enter');
      await notification(page, /trying again, \d of 3/).waitFor();
      await screenshot(page, 'lookup-retry');
      mend();
      await notification(page, `${handbook}: Inherits (PASS_ON)`).waitFor();
      await clearNotifications(page);
    });

    it('says in the row of an organization that its figures are asked for again', async () => {
      const { page, emulator } = person;
      await openView(page, 'Organizations');
      const shown = async () => (await rowText(row(page, 'Organizations', 'Acme'))).description;
      await eventually(async () => assert.match(await shown(), /^[\d.]+% · /));
      const mend = emulator.faults.add({ kind: 'raw', status: 503, body: '{}' }, { api: 'getOrg' });
      await typeCommand(page, 'DingTalk Storage: Refresh');
      await eventually(async () => assert.match(await shown(), /^trying again, [123] of 3 · [\d.]+% · /));
      await screenshot(page, 'refresh-retry');
      mend();
      await eventually(async () => assert.match(await shown(), /^[\d.]+% · [^·]+$/));
    });
  });
}
