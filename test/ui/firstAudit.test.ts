import assert from 'node:assert/strict';
import { sampleData } from '../emulator/samples.ts';
import { itWithTime } from '../support/thorough.ts';
import { auditCommand as audit } from './support/auditFiles.ts';
import { eventually } from './support/eventually.ts';
import {
  assertTyped,
  clearNotifications,
  leaveBox,
  openView,
  paste,
  pressPrimaryButton,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { type Person, sitDown } from './support/person.ts';
import { answer, notification, question, quickInput, row, rowText, screenshot } from './support/workbench.ts';

const query = 'DingTalk Storage: Query Permission Inheritance…';
const audits = 'Audits';
const corpId = 'dingacme0001';
const handbook = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';

const files = Array.from({ length: 120 }, (_, number) => `first${String(number).padStart(27, '0')}`);
const dentries = files.map((dentryUuid, number) => ({
  corpId,
  dentryUuid,
  name: `File ${number}`,
  inheritance: number % 10 === 0 ? 'BREAK' : 'PASS_ON',
}));

describe('a lookup and an audit that do not go straight, by keyboard alone', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({
      data: { ...sampleData, dentries: [...sampleData.dentries, ...dentries] },
      organizations: samples => samples.filter(each => each.corpId === corpId),
    });
  });
  after(() => person?.close());

  it('takes a failed list of a space back to its box, with what was typed', async () => {
    const { page } = person;
    await typeCommand(page, 'DingTalk Storage: Audit a Space…');
    await answer(page, / · Space ID/, '4711');
    await answer(page, / · Folder/, '/Finance');
    for (const asked of [/ · Depth/, / · Limit/]) {
      await question(page, asked).waitFor();
      await quickInput(page).press('Enter');
    }
    await page.locator('.monaco-dialog-box').getByText('List the files in space 4711 of Acme?').waitFor();
    await page.keyboard.press('Enter');
    await notification(page, 'The space does not exist').waitFor();
    await pressPrimaryButton(page);
    await question(page, / · Space ID/).waitFor();
    await assertTyped(page, '4711');
    await quickInput(page).press('Enter');
    await question(page, / · Folder/).waitFor();
    await assertTyped(page, '/Finance');
    await leaveBox(page);
    await clearNotifications(page);
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

  itWithTime('moves the counts of a running audit, and offers to resume it after a reload', async () => {
    const { page } = person;
    await openView(page, audits);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(files.join('\n'))})`);
    await typeCommand(page, audit);
    await typePick(page, 'Select the source of dentryUuids or document links', 'Clipboard');
    await page.locator('.monaco-dialog-box').getByText('Audit 120 files in Acme?').waitFor();
    await page.keyboard.press('Enter');
    const shown = async () => (await rowText(row(page, audits, 'Clipboard'))).description;
    const answered = async () => {
      const [, count] = /^running: (\d+) of 120 · \d+ broken · Acme/.exec(await shown()) ?? [];
      assert.ok(count, await shown());
      return Number(count);
    };
    let before = 0;
    await eventually(async () => {
      before = await answered();
      assert.ok(before > 0);
    });
    await eventually(async () => assert.ok((await answered()) > before));
    await screenshot(page, 'audit-running');
    await person.reload();
    await notification(page, /The audit of Acme was interrupted\. Files checked: \d+ of 120\./).waitFor();
    await screenshot(page, 'audit-interrupted');
    await pressPrimaryButton(page);
    await notification(page, 'Audited 120 files in Acme.').waitFor();
    await openView(page, audits);
    await eventually(async () => assert.match(await shown(), /^12 broken · Acme · /));
    await screenshot(page, 'audit-row');
  });

  it('says how many calls are short for an audit that is larger than what is left', async () => {
    const { page, emulator } = person;
    await clearNotifications(page);
    const asked = emulator.requests.length;
    const many = Array.from({ length: 5000 }, (_, number) => `short${String(number).padStart(27, '0')}`);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(many.join('\n'))})`);
    await typeCommand(page, audit);
    await typePick(page, 'Select the source of dentryUuids or document links', 'Clipboard');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Audit 5,000 files in Acme?').waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByText('Start anyway?').waitFor();
    const said = (await dialog.innerText()).replaceAll('\u00a0', ' ');
    const [, left = ''] =
      /Metered calls: 5,000 needed, (4,\d{3}) left this month\. Start anyway\?/.exec(said) ?? [];
    assert.ok(left !== '' && left < '4,999', said);
    assert.doesNotMatch(said, /dingtalkStorage\.|monthlyCallAllowance/);
    console.log(`      5,000 needed, ${left} left`);
    await screenshot(page, 'audit-short');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(emulator.requests.length, asked);
  });
});
