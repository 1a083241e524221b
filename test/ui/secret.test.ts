import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Fault } from '../emulator/faults.ts';
import { sampleData } from '../emulator/samples.ts';
import { itWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { filesWith } from './support/findText.ts';
import { confirmDialog, typeCommand, typePick } from './support/keyboard.ts';
import { type Person, sitDown } from './support/person.ts';
import {
  answer,
  expand,
  hoverText,
  notification,
  openContainer,
  question,
  quickInput,
  row,
  rowAction,
  rowText,
  screenshot,
} from './support/workbench.ts';

const name = 'Organizations';
const corpId = 'dingharbor0005';
const canary = 'canary-7f3a91c2e8d44b06';

/** Takes back what the tests' editor does to keep secrets. */
const refuseKey = `{
  const fetchAll = fetch;
  globalThis.fetch = (resource, options) => String(resource).endsWith('/mint-key')
    ? Promise.reject(new TypeError('no key'))
    : fetchAll(resource, options);
}`;

describe('the access token that a person types', () => {
  let person: Person;
  before(async () => {
    const pasted = { accessToken: canary, clientId: 'dingfakeapp0005', corpId };
    const data = { ...sampleData, pastedTokens: [pasted] };
    person = await sitDown({ signedIn: false, data });
    await openContainer(person.page, 'DingTalk Storage');
    await row(person.page, name, 'Harbor & Finch').getByText('Signed out').waitFor();
    assert.equal(person.emulator.requests.length, 0);
  });
  after(() => person?.close());

  const harbor = () => row(person.page, name, 'Harbor & Finch');
  const description = async () => (await rowText(harbor())).description;
  const refresh = () => rowAction(harbor(), 'Refresh');

  it('is hidden while it is typed, in a box that stays when the focus leaves it', async () => {
    const { page, emulator } = person;
    // From here on, everything that can be logged is logged.
    await typeCommand(page, 'Developer: Set Log Level...');
    await typePick(page, 'Set Log Level', 'Trace');

    await typeCommand(page, 'DingTalk Storage: Set Access Token or App Secret…');
    await typePick(page, 'Select an organization', 'Harbor & Finch');
    await question(page, 'Set Access Token or App Secret · Harbor & Finch').waitFor();
    assert.equal(await quickInput(page).getAttribute('type'), 'password');
    await page.keyboard.type(canary.slice(0, 10));
    await page.locator('.part.editor').click();
    await eventually(async () => assert.equal(await quickInput(page).and(page.locator(':focus')).count(), 0));
    assert.equal(await quickInput(page).inputValue(), canary.slice(0, 10));
    await quickInput(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(canary.slice(10));
    await page.keyboard.press('Enter');

    await eventually(async () => assert.equal(await description(), '45 GB used, no limit set'));
    const request = await emulator.request(({ api }) => api === 'getOrg');
    assert.equal(request.headers['x-acs-dingtalk-access-token'], canary);
  });

  it('is in nothing that the window shows, though DingTalk echoes it', async () => {
    const { page, emulator } = person;
    const faults: [Fault, RegExp][] = [
      [echo('orgNotExist'), /^Not found · 45 GB used, no limit set · stale, /],
      [echo(`refused.${canary}`), /^App lacks permission · /],
      [{ kind: 'html' }, /^Web page instead of a response · /],
      [{ kind: 'redirect', to: `${emulator.url}/?token=${canary}` }, /^Unexpected response · /],
      // Is retried, and then answered.
      [{ kind: 'reset' }, /^45 GB used, no limit set$/],
    ];
    await expand(harbor());
    for (const [fault, shown] of faults) {
      emulator.faults.add(fault, { times: 1 });
      await refresh();
      await eventually(async () => assert.match(await description(), shown));
      await assertNotShown(page);
    }
  });

  it('is not in the hover of a failure', async () => {
    const { page, emulator } = person;
    emulator.faults.add(echo(`refused.${canary}`), { times: 1 });
    await refresh();
    await eventually(async () => assert.match(await description(), /^App lacks permission · /));
    assert.match(await hoverText(harbor()), /Error code: refused\.•••\n+Reason: token •••/);
    await assertNotShown(page);
  });

  it('is in no log, setting or other file of the editor', async () => {
    const { page, server } = person;
    await typeCommand(page, 'DingTalk Storage: Show Log');
    await page.locator('.part.panel .view-lines').getByText('[trace]').first().waitFor();
    await assertNotShown(page);

    // Skips the browser's profile: it contains the editor's secret storage, where the token belongs.
    const { serverDataDir } = server;
    // Written only at level `debug`: the level that was set is in effect, and the log is on disk.
    await eventually(async () => assert.notDeepEqual(await filesWith(serverDataDir, '302 badAnswer'), []));
    assert.deepEqual(await filesWith(serverDataDir, canary), []);
    assert.ok(!server.output().includes(canary));

    // The search does find what is there, in the settings too.
    const planted = 'canary-planted-5be1';
    await writeFile(path.join(serverDataDir, 'data/User/planted'), `\0before ${planted} after`);
    assert.deepEqual(await filesWith(serverDataDir, planted), ['planted']);
    assert.ok((await filesWith(serverDataDir, 'dingtalkStorage.organizations')).includes('settings.json'));
  });

  itWithTime('is missed with a word of why, when the editor did not keep it over a restart', async () => {
    const { page, emulator } = person;
    // Without the key from its server, the workbench holds secrets only in memory.
    await page.addInitScript(refuseKey);
    emulator.requests.length = 0;
    await person.reload();
    const lost = notification(page, 'The editor lost the sign-in for Harbor & Finch when it restarted');
    await lost.waitFor();
    await eventually(async () => assert.match(await description(), /^Signed out · /));
    assert.deepEqual(emulator.requests, []);
    await screenshot(page, 'lost-sign-in');

    await lost.getByRole('button', { name: 'Sign In' }).click();
    await answer(page, 'Set Access Token or App Secret · Harbor & Finch', canary);
    await eventually(async () => assert.equal(await description(), '45 GB used, no limit set'));
  });

  it('is forgotten when the person signs out', async () => {
    const { page, emulator } = person;
    await typeCommand(page, 'DingTalk Storage: Sign Out of Organization…');
    await typePick(page, 'Select an organization', 'Harbor & Finch');
    await confirmDialog(page, 'Sign out of Harbor & Finch?');
    await eventually(async () => assert.match(await description(), /^Signed out · /));

    emulator.requests.length = 0;
    await refresh();
    await notification(page, 'You are signed out of Harbor & Finch.').waitFor();
    assert.match(await description(), /^Signed out · /);
    assert.deepEqual(emulator.requests, []);
  });
});

/** The token is not in the window: neither visible, nor read out, nor hidden in the document. */
async function assertNotShown(page: Page): Promise<void> {
  assert.ok(!(await page.content()).includes(canary));
}

/** A refusal with the token wherever a server could put it. */
function echo(code: string): Fault {
  const body = {
    code,
    message: `token ${canary}, request ip=${canary}`,
    requestid: canary,
    accessdenieddetail: { requiredScopes: [canary] },
  };
  return { kind: 'raw', status: 400, body: JSON.stringify(body) };
}
