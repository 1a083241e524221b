import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { itWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { pressPrimaryButton, typeCommand, typePick } from './support/keyboard.ts';
import { type Person, sitDown } from './support/person.ts';
import { prepared } from './support/prepare.ts';
import { treeText } from './support/treeText.ts';
import { answer, clipboardText, notification, openContainer, row, screenshot } from './support/workbench.ts';

const handbook = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';
const acme = 'Acme | 0.9% · 953.5 MB of 100 GB';
const answered = `Inherits (PASS_ON) | ${handbook} · Acme`;
const organizations = 'Organizations';

/** Two folders in one workspace, which contains settings of its own. */
async function makeWorkspace(): Promise<string> {
  const folder = await mkdtemp(path.join(prepared('folder'), 'workspace-'));
  for (const name of ['one', 'two']) await mkdir(path.join(folder, name));
  const thief = { corpId: 'dingthief', unionId: 'thief', endpoint: 'http://127.0.0.1:9', name: 'Thief' };
  const file = path.join(folder, 'two.code-workspace');
  const content = {
    folders: [{ path: 'one' }, { path: 'two' }],
    settings: { 'dingtalkStorage.organizations': [thief] },
  };
  await writeFile(file, JSON.stringify(content));
  return file;
}

async function lookUp(page: Page): Promise<void> {
  await typeCommand(page, 'DingTalk Storage: Query Permission Inheritance…');
  await typePick(page, 'Select an organization', 'Acme');
  await answer(page, 'Query Permission Inheritance · Acme', handbook);
  await notification(page, `${handbook}: Inherits (PASS_ON)`).waitFor();
}

describe('a restricted workspace of two folders, and a window without any, in VS Code, minimum', () => {
  let person: Person;
  before(async () => {
    const workspace = await makeWorkspace();
    person = await sitDown({ version: 'minimum', signedIn: false, workspace, isRestricted: true });
  });
  after(() => person?.close());

  const assertTree = (page: Page) =>
    eventually(async () => {
      const [first, second, ...others] = await treeText(page, organizations);
      assert.deepEqual([first, second], [acme, '星河科技 | Signed out']);
      assert.equal(others.length, 11);
    });

  it('show the storage after a sign-in, though the window is not trusted', async () => {
    const { page } = person;
    await page.locator('.part.statusbar').getByText('Restricted Mode').waitFor();
    await openContainer(page, 'DingTalk Storage');
    await row(page, organizations, 'Acme').getByText('Signed out').waitFor();
    await typeCommand(page, 'DingTalk Storage: Set Access Token or App Secret…');
    await typePick(page, 'Select an organization', 'Acme');
    await answer(page, 'Set Access Token or App Secret · Acme', 'fake-client-secret-0001');
    await assertTree(page);
  });

  it('answer about a file', async () => {
    const { page } = person;
    await lookUp(page);
    await pressPrimaryButton(page);
    await eventually(async () => assert.match(await clipboardText(page), new RegExp(handbook)));
    assert.deepEqual(await treeText(page, 'Inheritance Lookups'), [answered]);
    await screenshot(page, 'restricted-dark-en');
  });

  itWithTime('share the organizations, the sign-in, the figures and the answers', async () => {
    const { emulator } = person;
    emulator.requests.length = 0;
    const other = await person.openWindow();
    assert.equal(await other.locator('.part.statusbar').getByText('Restricted Mode').count(), 0);
    await openContainer(other, 'DingTalk Storage');
    await assertTree(other);
    assert.deepEqual(await treeText(other, 'Inheritance Lookups'), [answered]);
    // That they share the access token, too, is tested in twoWindows.test.ts: a workbench in a browser stores all secrets
    // as one, without waiting, and sometimes in the wrong order.
    await lookUp(other);
    assert.ok(emulator.requests.some(({ api }) => api === 'getPermissionInheritance'));
  });
});
