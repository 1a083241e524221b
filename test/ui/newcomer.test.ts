/** What a newcomer stumbles over, by keyboard alone. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { itWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import {
  assertTyped,
  clearNotifications,
  confirmDialog,
  enterText,
  focusedPick,
  focusRow,
  leaveBox,
  pressPrimaryButton,
  showNotifications,
  typeChoice,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { addCommand, goBack, organizationsIn, settingsPath } from './support/organizationFlow.ts';
import { type Person, sitDown } from './support/person.ts';
import { treeText } from './support/treeText.ts';
import {
  notification,
  openContainer,
  question,
  quickInput,
  row,
  rows,
  screenshot,
  view,
} from './support/workbench.ts';

const name = 'Organizations';
const command = (title: string) => `DingTalk Storage: ${title}`;

describe('the first minutes by keyboard alone', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ organizations: [], signedIn: false });
  });
  after(() => person?.close());

  /** Replaces the text of the box that asks for `subject`, and accepts it. */
  const type = async (subject: string, text: string) => {
    const { page } = person;
    await question(page, `· ${subject} (`).waitFor();
    await enterText(page, text);
  };
  /** Presses Enter at a list, which takes the row that is active. */
  const enter = async (asked: string, active: string) => {
    await question(person.page, asked).waitFor();
    await focusedPick(person.page, active).waitFor();
    await person.page.keyboard.press('Enter');
  };
  const said = async (text: string | RegExp) => {
    await showNotifications(person.page);
    await notification(person.page, text).first().waitFor();
    await clearNotifications(person.page);
  };

  itWithTime('says that nothing is configured yet, whichever command is chosen', async () => {
    const { page } = person;
    for (const title of ['Refresh', 'Filter Organizations…', 'Sort Organizations…']) {
      await typeCommand(page, command(title));
      await said('No organizations have been added yet.');
    }
    await typeCommand(page, command('Clear All Lookups'));
    await said('There are no answers yet.');
    assert.equal(person.emulator.requests.length, 0);
  });

  it('adds an organization with Enter, letters and Back, and says so with the side bar closed', async () => {
    const { page, emulator } = person;
    await typeCommand(page, addCommand);
    await question(page, 'Add Organization (1/6)').waitFor();
    await enter("Select the organization's region", 'International');
    await question(page, '· corpId (2/6)').waitFor();
    await goBack(page);
    await question(page, "Select the organization's region").waitFor();
    await typeChoice(page, 'Other server…');
    await question(page, '· Server (1/6)').waitFor();
    await type('Server', emulator.url);
    await page.keyboard.press('Enter');
    // Empty: the box says what to type.
    await question(
      page,
      'Enter the corpId shown on the home page of the DingTalk developer console',
    ).waitFor();
    await type('corpId', 'dingacme0001');
    await enter('Select a sign-in method', 'Internal app');
    await question(page, '· Client ID (3/6)').waitFor();
    await type('Client ID', 'dingfakeapp0001');
    await question(page, '· Client secret (3/6)').waitFor();
    await page.keyboard.press('Enter');
    await question(page, "Enter the app's AppSecret. It is kept in the editor's secret storage.").waitFor();
    await type('Client secret', 'fake-client-secret-0001');
    await enter('Select how to identify the user who makes the calls', 'unionId');
    await type('unionId', 'cHtUYfake0001iE');
    await question(page, '· Name (6/6)').waitFor();
    await screenshot(page, 'newcomer-name');
    await page.keyboard.press('Escape');
    await said('dingacme0001 added: 0.9% · 953.5 MB of 100 GB');
    assert.equal(((await organizationsIn(person)) as unknown[]).length, 1);
  });

  it('offers to go on with what was left, without its secret', async () => {
    const { page, emulator } = person;
    emulator.requests.length = 0;
    await typeCommand(page, addCommand);
    await typePick(page, "Select the organization's region", 'Other server…');
    await type('Server', emulator.url);
    await type('corpId', 'dingxinghe0002');
    await enter('Select a sign-in method', 'Internal app');
    await type('Client ID', 'dingfakeapp0002');
    await type('Client secret', 'fake-client-secret-0002');
    await question(page, 'Select how to identify the user who makes the calls').waitFor();
    await leaveBox(page);

    await typeCommand(page, addCommand);
    await question(page, 'Select whether to continue where you left off').waitFor();
    await screenshot(page, 'newcomer-continue');
    await enter('Select whether to continue where you left off', 'Continue with dingxinghe0002');
    await question(page, '· Client secret (3/6)').waitFor();
    await assertTyped(page, '');
    await goBack(page);
    await question(page, '· Client ID (').waitFor();
    await assertTyped(page, 'dingfakeapp0002');
    await page.keyboard.press('Enter');
    await type('Client secret', 'fake-client-secret-0002');
    await enter('Select how to identify the user who makes the calls', 'unionId');
    await type('unionId', 'cHtUYfake0002iE');
    await openContainerByKey();
    await question(page, '· Name (6/6)').waitFor();
    await type('Name', 'Xinghe Technology Holdings, Beijing');
    const added = rows(page, name).filter({ hasText: '96.4% · ' });
    await added.and(page.locator('[aria-selected="true"]')).waitFor();
    await row(page, name, 'Xinghe Techn…ijing').waitFor();
  });

  /** The view is open when the organization arrives: then its row is revealed. */
  async function openContainerByKey(): Promise<void> {
    await question(person.page, '· Name (6/6)').waitFor();
    await openContainer(person.page, 'DingTalk Storage');
    await rows(person.page, name).first().waitFor();
    await question(person.page, '· Name (6/6)').locator('input').focus();
  }

  it('keeps what was typed, and no secret, where settings.json cannot be written', async () => {
    const { page, server, emulator } = person;
    // Whole: where the editor's own settings change, it asks for a reload.
    const good = await readFile(settingsPath(server), 'utf8');
    await typeCommand(page, addCommand);
    await typePick(page, "Select the organization's region", 'Other server…');
    await type('Server', emulator.url);
    await type('corpId', 'dinglumen0007');
    await enter('Select a sign-in method', 'Internal app');
    await type('Client ID', 'dingfakeapp0007');
    await type('Client secret', 'fake-client-secret-0007');
    await enter('Select how to identify the user who makes the calls', 'unionId');
    await type('unionId', 'cHtUYfake0007iE');
    await question(page, '· Name (6/6)').waitFor();
    await writeFile(settingsPath(server), good.replace(/\}\s*$/, ', oops'));
    await type('Name', 'Lumen');
    const failed = 'could not write to settings.json; fix or save it first';
    await notification(page, failed).waitFor();
    await writeFile(settingsPath(server), good);
    const lumen = row(page, name, 'Lumen');
    // Again if the editor has not read the mended file yet.
    await eventually(async () => {
      if (await lumen.isVisible()) return;
      await showNotifications(page);
      const retry = notification(page, failed).getByRole('button', { name: 'Retry', exact: true });
      await retry.press('Enter', { timeout: 2000 });
      await lumen.waitFor({ timeout: 5000 });
    });
    await eventually(async () => assert.match(await readFile(settingsPath(server), 'utf8'), /dinglumen0007/));
    await clearNotifications(page);
  });

  it('asks before it signs out, says so, and says so when there is nothing to sign out of', async () => {
    const { page } = person;
    await typeCommand(page, command('Sign Out of Organization…'));
    await typePick(page, 'Select an organization', 'dingacme0001');
    await confirmDialog(page, 'Sign out of dingacme0001?');
    await said('Signed out of dingacme0001.');
    await typeCommand(page, command('Sign Out of Organization…'));
    await typePick(page, 'Select an organization', 'dingacme0001');
    await said('You are already signed out of dingacme0001.');
  });

  it('tries a secret, and leads back to its box with the reason', async () => {
    const { page, emulator } = person;
    emulator.requests.length = 0;
    await focusRow(page, name, 'dingacme0001');
    await page.keyboard.press('ArrowRight');
    await screenshot(page, 'newcomer-sign-in-row');
    await focusRow(page, name, 'Sign In…');
    await page.keyboard.press('Enter');
    await type('Client secret', 'wrong');
    await question(page, /^DingTalk rejected the Client ID or secret for dingacme0001/).waitFor();
    await screenshot(page, 'newcomer-wrong-secret');
    await type('Client secret', 'fake-client-secret-0001');
    await said('Signed in to dingacme0001.');
    await rows(page, name).filter({ hasText: '0.9% · 953.5 MB' }).first().waitFor();
    const minted = emulator.requests.filter(({ api }) => api === 'getAccessToken');
    assert.deepEqual(
      minted.map(({ answer }) => answer?.status),
      [400, 200],
    );
  });

  it('tells of a failed refresh with the side bar hidden', async () => {
    const { page, emulator } = person;
    emulator.faults.add({ kind: 'echo', code: 'orgNotExist' }, { corpId: 'dingacme0001' });
    await typeCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await view(page, name).waitFor({ state: 'hidden' });
    await typeCommand(page, command('Refresh'));
    await said('The organization dingacme0001 does not exist or was dissolved.');
    emulator.faults.clear();
  });

  it('opens a failed look-up filled in', async () => {
    const { page } = person;
    const missing = 'd'.repeat(31).concat('1g').slice(1);
    await typeCommand(page, command('Query Permission Inheritance…'));
    await typePick(page, 'Select an organization', 'dingacme0001');
    await question(page, 'Query Permission Inheritance · dingacme0001').waitFor();
    await enterText(page, missing);
    await notification(page, 'This file or folder does not exist in dingacme0001.').waitFor();
    await showNotifications(page);
    await notification(page, 'This file or folder')
      .getByRole('button', { name: 'Edit…', exact: true })
      .press('Enter');
    await question(page, 'Query Permission Inheritance · dingacme0001').waitFor();
    await assertTyped(page, missing);
    await quickInput(page).focus();
    await leaveBox(page);
    await clearNotifications(page);
  });

  it('offers what the line with the cursor names, and the files of a selection to choose from', async () => {
    const { page } = person;
    const [one, other] = ['ctkmLQOdYGT8XXxPhDvNX1VHfTpc2Wkn', 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l'];
    const ask = async () => {
      await typeCommand(page, command('Query Permission Inheritance…'));
      await typePick(page, 'Select an organization', 'dingacme0001');
    };
    await typeCommand(page, 'File: New Untitled Text File');
    await page.locator('.tab').getByText('Untitled-1').waitFor();
    await page.keyboard.insertText(`first = "${other}" // budget\nsecond = ${one}, see above`);
    await ask();
    await question(page, 'Query Permission Inheritance · dingacme0001').waitFor();
    await assertTyped(page, one);
    await leaveBox(page);
    await page.keyboard.press('ControlOrMeta+A');
    await ask();
    await question(page, 'Select a file or folder named in the editor').waitFor();
    await screenshot(page, 'newcomer-named');
    await focusedPick(page, other).waitFor();
    await leaveBox(page);
    await typeCommand(page, 'View: Revert and Close Editor');
    await typeCommand(page, command('Query Permission Inheritance…'));
    await typePick(page, 'Select an organization', 'dingacme0001');
    await question(page, 'Query Permission Inheritance · dingacme0001').waitFor();
    await page.keyboard.insertText(
      'https://qr.dingtalk.com/page/yunpan?route=previewDentry&spaceId=1&fileId=2',
    );
    await question(page, 'A DingTalk Drive link does not contain a dentryUuid.').waitFor();
    await leaveBox(page);
  });

  it('takes back a removal, but for the secret', async () => {
    const { page } = person;
    const before = await organizationsIn(person);
    await typeCommand(page, command('Remove Organization…'));
    await typePick(page, 'Select an organization', 'dingacme0001');
    await confirmDialog(page, 'Remove dingacme0001 from the list?');
    await notification(page, 'dingacme0001 removed.').waitFor();
    await showNotifications(page);
    await pressPrimaryButton(page);
    await eventually(async () => assert.deepEqual(await organizationsIn(person), before));
    await openContainer(page, 'DingTalk Storage');
    await eventually(async () =>
      assert.ok((await treeText(page, name)).some(line => line.startsWith('dingacme0001 | Signed out'))),
    );
  });
});
