import assert from 'node:assert/strict';
import { sampleSignIns } from '../emulator/samples.ts';
import { eventually } from './eventually.ts';
import { typeCommand } from './keyboard.ts';
import { type Person, sitDown } from './person.ts';
import { treeText } from './treeText.ts';
import { hoverText, openContainer, row, rowAction, rowText } from './workbench.ts';

const name = 'Organizations';
const setting = 'dingtalkStorage.organizations';

describe('bad settings', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ organizations: 'Acme' });
  });
  after(() => person?.close());

  /** Waits until the tree is what is expected. */
  const assertTree = (expected: string[]) =>
    eventually(async () => assert.deepEqual(await treeText(person.page, name), expected));

  it('that are no list give one row that says so', async () => {
    await openContainer(person.page, 'DingTalk Storage');
    await assertTree(['Entry 1 | The setting must be an array of organizations.']);
  });

  it('give a row with the reason for each bad entry, and leave the others working', async () => {
    const [acme, xinghe, nordwind] = sampleSignIns(person.emulator.url).organizations;
    await person.changeSettings({
      [setting]: [
        acme,
        { name: 'Nameless', unionId: 'cHtUYfake' },
        { ...acme, name: 'Acme, once more' },
        { ...xinghe, endpoint: 'api.dingtalk.com' },
        'dingloose0099',
        nordwind,
      ],
    });
    const endpointReason =
      'endpoint must be a URL such as https://api.dingtalk.io. Plain http is allowed only for localhost.';
    await assertTree([
      'Acme | 953.5 MB of 100 GB · 0.9%',
      'Nameless | corpId is missing or invalid.',
      'Acme, once more | The corpId dingacme0001 is already in the list.',
      `星河科技 | ${endpointReason}`,
      'Entry 5 | The entry must be an object with corpId and unionId.',
      'Nordwind Logistics | 24.9 GB of 30 GB · 83% · filling up',
    ]);
    // A narrow view cuts the reason off; the hover has all of it.
    assert.match(
      await hoverText(row(person.page, name, '星河科技')),
      /\nSetting: endpoint must be a URL such as/,
    );
  });

  it('of a thousand organizations make a tree that can be worked with', async () => {
    const { page, emulator } = person;
    const [acme] = sampleSignIns(emulator.url).organizations;
    const thousand = Array.from({ length: 1000 }, (_, index) => {
      const number = String(index + 1).padStart(4, '0');
      return { corpId: `dingmany${number}`, name: `Organization ${number}`, unionId: 'cHtUYfake' };
    });
    // The last one is signed in.
    await person.changeSettings({ [setting]: [...thousand.slice(0, 999), acme] });
    await eventually(async () => {
      const [first] = await treeText(page, name);
      assert.equal(first, 'Organization 0001 | Signed out');
    });

    await typeCommand(page, 'DingTalk Storage: Focus on Organizations View');
    await page.keyboard.press('End');
    const last = row(page, name, 'Acme');
    await last.and(page.locator('.focused')).waitFor();
    await eventually(async () =>
      assert.equal((await rowText(last)).description, '953.5 MB of 100 GB · 0.9%'),
    );
    emulator.requests.length = 0;
    await rowAction(last, 'Refresh');
    await emulator.request(({ corpId }) => corpId === 'dingacme0001');

    await page.keyboard.press('ArrowRight');
    await eventually(async () => {
      // The rows below the last one come when they like.
      await page.keyboard.press('End');
      assert.equal((await treeText(page, name)).at(-1), '    Capacity type | Dedicated');
    });
  });
});
