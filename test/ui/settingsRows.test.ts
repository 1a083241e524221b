/** What the Organizations view says about the settings, and keys that a person binds. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { focusRow, openView } from './support/keyboard.ts';
import { closeSettingsFile, settingsPath } from './support/organizationFlow.ts';
import { type Person, sitDown } from './support/person.ts';
import { treeText } from './support/treeText.ts';
import { clipboardText, notification, openContainer, rows, screenshot } from './support/workbench.ts';

const name = 'Organizations';
const broken = 'settings.json | has an error, so organizations may be missing';
const badUnits = 'sizeUnits | cannot have this value; the default applies: jedec';
const secret =
  'Acme | clientSecret does not belong in the settings, which are not secret. Remove it, and use Set Access Token or App Secret instead.';

/** Also a second profile, or another machine, whose settings are synced: it has no secrets. */
describeWithTime('settings that are not as they should be', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({
      signedIn: false,
      organizations: samples => [
        { ...samples[0], clientSecret: 'hush' },
        ...samples.slice(1, 3),
        { corpId: 'dingbad0001', name: 'Bad' },
      ],
      settings: { 'dingtalkStorage.sizeUnits': 'bytes' },
    });
    await openContainer(person.page, 'DingTalk Storage');
  });
  after(() => person?.close());

  const lines = () => treeText(person.page, name);
  it('are named at the top of the view, and nobody is asked or warned of lost secrets', async () => {
    const { page, emulator } = person;
    await eventually(async () =>
      assert.deepEqual(await lines(), [
        badUnits,
        secret,
        'Acme | Signed out',
        '星河科技 | Signed out',
        'Nordwind Logistics | Signed out',
        'Bad | unionId is missing or invalid.',
      ]),
    );
    assert.equal(await notification(page, '').count(), 0);
    assert.deepEqual(emulator.requests, []);
    await screenshot(page, 'settings-rows');
  });

  it('are opened by Enter on their row', async () => {
    const { page } = person;
    for (const text of ['clientSecret does not belong', 'unionId is missing']) {
      await focusRow(page, name, rows(page, name).filter({ hasText: text }));
      await page.keyboard.press('Enter');
      await closeSettingsFile(page, 'dingtalkStorage.organizations');
    }
  });

  it('take keys that pass nothing for the focused row', async () => {
    const { page, server } = person;
    const bound = ['copyValue', 'copyCorpId', 'refreshOrganization', 'setCredential'].map(
      (command, index) => ({
        key: `ctrl+alt+${index + 5}`,
        command: `dingtalkStorage.${command}`,
      }),
    );
    await writeFile(path.join(path.dirname(settingsPath(server)), 'keybindings.json'), JSON.stringify(bound));
    await person.reload();
    await openContainer(page, 'DingTalk Storage');
    await eventually(async () => assert.ok((await lines()).includes('Acme | Signed out')));
    await focusRow(page, name, 'Nordwind Logistics');
    await page.keyboard.press('Control+Alt+5');
    await eventually(async () => assert.equal(await clipboardText(page), 'Nordwind Logistics: Signed out'));
    await focusRow(page, name, '星河科技');
    await page.keyboard.press('Control+Alt+7');
    await notification(page, 'You are signed out of 星河科技.').waitFor();
    // In the palette too: for one row, it asks which.
    await page.keyboard.press('Control+Alt+8');
    await page.getByPlaceholder('Select an organization').waitFor();
    await page.keyboard.press('Escape');
  });

  it('are said to be broken, in place of an empty list', async () => {
    const { page, server } = person;
    await writeFile(settingsPath(server), '{ "dingtalkStorage.organizations": [ oops');
    await page.reload();
    await openView(page, name);
    await eventually(async () => assert.equal((await lines())[0], broken));
    await screenshot(page, 'settings-broken');
    // Again if the row was just being redrawn, so that it had no focus.
    await eventually(async () => {
      await focusRow(page, name, 'settings.json');
      await page.keyboard.press('Enter');
      await page.locator('.view-lines').getByText('oops').first().waitFor({ timeout: 5000 });
    });
    await closeSettingsFile(page, 'oops');
  });
});
