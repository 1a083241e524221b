import assert from 'node:assert/strict';
import { versionsToTry } from '../editor-host/versions.ts';
import { sampleSignIns } from '../emulator/samples.ts';
import type { Emulator } from '../emulator/server.ts';
import { itWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { clearNotifications, openView } from './support/keyboard.ts';
import { type Person, sitDown } from './support/person.ts';
import { textBelow, treeText } from './support/treeText.ts';
import {
  expand,
  hoverText,
  notification,
  openContainer,
  row,
  rowAction,
  rowText,
  selectRow,
  view,
  viewAction,
} from './support/workbench.ts';

const name = 'Organizations';
const setting = 'dingtalkStorage.organizations';

/** Calculated by hand from the sample data and the rules of the product, not by the code under test. */
const sampleRows = [
  'Acme | 0.9% · 953.5 MB of 100 GB', // 999,817,216 / 107,374,182,400 = 0.931 %
  '星河科技 | 96.4% · 987.1 GB of 1 TB · almost full',
  'Nordwind Logistics | 83% · 24.9 GB of 30 GB · filling up',
  '青山设计 | 104.2% · 104.2 GB of 100 GB · over capacity',
  'Harbor & Finch | 45 GB used, no limit set',
  '云帆教育 | 31% · 62 GB of 200 GB',
  'Lumen Instruments | 83.7% · 6.7 TB of 8 TB · filling up', // its fuller partition; the other has 40.2 %
  '海棠医院 | 30% · 3 TB of 10 TB',
  'Atlas Archive | 0.1% · 8 PB of 8 EB', // 2^53 + 1 of 2^63 - 1 bytes = 0.098 %
  '春风书店 | 0% · 0 B of 30 GB',
  'Pinecone Studio | User lacks permission',
  '江南纺织 | Access token expired',
  'Copper Kettle Roasters | 17% · 17 GB of 100 GB',
];

for (const version of versionsToTry('newest')) {
  describe(`the tree in VS Code, ${version}`, () => {
    let person: Person;
    before(async () => {
      // High enough for all rows that these tests expand: rows off the screen are not drawn.
      person = await sitDown({ version, viewport: { width: 1280, height: 1500 } });
    });
    after(() => person?.close());

    const organizationRow = (label: string) => row(person.page, name, label);
    const below = (label: string) => textBelow(person.page, name, label);

    it('asks nothing before its view is opened', () => {
      assert.equal(person.emulator.requests.length, 0);
    });

    it('shows every sample organization, the failing ones with their reason', async () => {
      await openContainer(person.page, 'DingTalk Storage');
      await view(person.page, 'Inheritance Lookups').locator('.pane-header').click();
      await eventually(async () => assert.deepEqual(await treeText(person.page, name), sampleRows));
    });

    it('draws the figures of a partition', async () => {
      await expand(organizationRow('Acme'));
      await eventually(async () =>
        assert.deepEqual(await below('Acme'), [
          '  Public cloud OSS | 0.9% · 953.5 MB of 100 GB',
          '    Used | 953.5 MB',
          '    Capacity | 100 GB',
          '    Free | 99.1 GB',
          '    Pre-allocated, unused | not set',
          '    Capacity type | Dedicated',
        ]),
      );
    });

    it('has neither a percentage nor a Free row where no limit is set', async () => {
      await expand(organizationRow('Harbor & Finch'));
      await eventually(async () =>
        assert.deepEqual(await below('Harbor & Finch'), [
          '  Public cloud OSS | 45 GB used, no limit set',
          '    Used | 45 GB',
          '    Capacity | no limit set',
          '    Pre-allocated, unused | not set',
          '    Capacity type | Shared',
        ]),
      );
    });

    it('says by how much an organization is over its capacity', async () => {
      await expand(organizationRow('青山设计'));
      await eventually(async () =>
        assert.deepEqual(await below('青山设计'), [
          '  Public cloud OSS | 104.2% · 104.2 GB of 100 GB · over capacity',
          '    Used | 104.2 GB',
          '    Capacity | 100 GB',
          '    Free | 0 B, over by 4.2 GB',
          '    Pre-allocated, unused | not set',
          '    Capacity type | Dedicated',
        ]),
      );
    });

    it('shows both partitions of an organization', async () => {
      await expand(organizationRow('Lumen Instruments'));
      await eventually(async () =>
        assert.deepEqual(await below('Lumen Instruments'), [
          '  Public cloud OSS | 40.2% · 412 GB of 1 TB',
          '    Used | 412 GB',
          '    Capacity | 1 TB',
          '    Free | 612 GB',
          '    Pre-allocated, unused | not set',
          '    Capacity type | Dedicated',
          '  Dedicated MiniOSS | 83.7% · 6.7 TB of 8 TB · filling up',
          '    Used | 6.7 TB',
          '    Capacity | 8 TB',
          '    Free | 1.3 TB',
          '    Pre-allocated, unused | 256 GB',
          '    Capacity type | Dedicated',
        ]),
      );
    });

    it('shows unknown types as they came', async () => {
      await expand(organizationRow('海棠医院'));
      await eventually(async () =>
        assert.deepEqual(await below('海棠医院'), [
          '  ARCHIVE_OSS_PARTITION | 30% · 3 TB of 10 TB',
          '    Used | 3 TB',
          '    Capacity | 10 TB',
          '    Free | 7 TB',
          '    Pre-allocated, unused | not set',
          '    Capacity type | ELASTIC',
        ]),
      );
    });

    it('tells the exact bytes in the hover, with the corpId and the time', async () => {
      const hover = await hoverText(organizationRow('Atlas Archive'));
      assert.match(hover, /^Atlas Archive\n/);
      assert.match(hover, /9,007,199,254,740,993 bytes \/ 9,223,372,036,854,775,807 bytes/);
      assert.match(hover, /corpId: dingatlas0009/);
      assert.match(hover, /Fetched: [A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d{2}:\d{2}\s[AP]M/);
    });

    it('keeps expansion and selection in a refresh of all, which asks once about each', async () => {
      const { page, emulator } = person;
      const selected = row(page, name, 'Used').first();
      await selectRow(selected);
      const before = await treeText(page, name);
      emulator.requests.length = 0;
      setUsed(emulator, 'dingacme0001', 50n * GB);

      await viewAction(page, name, 'Refresh');
      await eventually(() => assert.equal(asked(emulator).length, 13));
      await isIdle(person);
      await eventually(async () =>
        assert.deepEqual(await treeText(page, name), [
          'Acme | 50% · 50 GB of 100 GB',
          '  Public cloud OSS | 50% · 50 GB of 100 GB',
          '    Used | 50 GB',
          '    Capacity | 100 GB',
          '    Free | 50 GB',
          ...before.slice(5),
        ]),
      );
      assert.equal(await selected.getAttribute('aria-selected'), 'true');
      assert.deepEqual(asked(emulator), emulator.data.organizations.map(({ corpId }) => corpId).toSorted());
    });

    it('asks about one organization alone by the button in its row', async () => {
      const { page, emulator } = person;
      const before = await treeText(page, name);
      emulator.requests.length = 0;
      setUsed(emulator, 'dingacme0001', 60n * GB);

      await rowAction(organizationRow('Acme'), 'Refresh');
      await eventually(async () =>
        assert.deepEqual(await treeText(page, name), [
          'Acme | 60% · 60 GB of 100 GB',
          '  Public cloud OSS | 60% · 60 GB of 100 GB',
          '    Used | 60 GB',
          '    Capacity | 100 GB',
          '    Free | 40 GB',
          ...before.slice(5),
        ]),
      );
      await isIdle(person);
      assert.equal(await row(page, name, 'Used').first().getAttribute('aria-selected'), 'true');
      assert.deepEqual(asked(emulator), ['dingacme0001']);
    });

    it('keeps the last good numbers when a refresh fails, and says why in the row and below it', async () => {
      const { page, emulator } = person;
      const before = await treeText(page, name);
      const body = JSON.stringify({ code: 'orgNotExist', message: 'Gone', requestid: 'REQUEST-1' });
      const mend = emulator.faults.add({ kind: 'raw', status: 400, body }, { corpId: 'dingacme0001' });

      await rowAction(organizationRow('Acme'), 'Refresh');
      await notification(page, 'The organization Acme does not exist').waitFor();
      await eventually(async () => {
        const [first, ...rest] = await treeText(page, name);
        assert.match(
          String(first),
          /^Acme \| Not found · 60% · 60 GB of 100 GB · stale, (just now|\d+ minutes? ago)$/,
        );
        assert.deepEqual(rest, [
          '  The organization Acme does not exist or was dissolved. Check the corpId. (orgNotExist: Gone)',
          ...before.slice(1),
        ]);
      });
      assert.match(await hoverText(organizationRow('Acme')), /Request ID: REQUEST-1/);
      await clearNotifications(page);

      mend();
      await rowAction(organizationRow('Acme'), 'Refresh');
      await eventually(async () => assert.deepEqual(await treeText(page, name), before));
    });

    it('shows what it knew at once after a reload, with its age, while it asks anew', async () => {
      const { page, emulator } = person;
      emulator.requests.length = 0;
      emulator.faults.add({ kind: 'hang' }, { api: 'getOrg' });

      await person.reload();
      // A reload may come before the editor has stored that the side bar is open.
      await openView(page, name);
      const ageless = (line: string) => line.replace(/ · (just now|\d+ minutes? ago)(?= · |$)/, ' · AGE');
      await eventually(async () => {
        const lines = (await treeText(page, name)).filter(line => !line.startsWith(' ')).map(ageless);
        assert.deepEqual(lines, [
          'Acme | 60% · 60 GB of 100 GB · AGE',
          ...sampleRows
            .slice(1, 10)
            .map(line => line.replace(/( · (filling up|almost full|over capacity))?$/, ' · AGE$1')),
          // These two never answered.
          'Pinecone Studio | Loading…',
          '江南纺织 | Loading…',
          'Copper Kettle Roasters | 17% · 17 GB of 100 GB · AGE',
        ]);
      });
      await view(page, name).locator('.monaco-progress-container.active').waitFor();
      assert.equal(emulator.requests.find(({ api }) => api === 'getOrg')?.answer, undefined);
    });

    describe('with bad settings', () => {
      const assertTree = (expected: string[]) =>
        eventually(async () => assert.deepEqual(await treeText(person.page, name), expected));

      it('that are no list give one row that says so', async () => {
        person.emulator.faults.clear();
        await person.emulator.disconnect();
        await person.changeSettings({ [setting]: 'Acme' });
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
          // As refreshed above.
          'Acme | 60% · 60 GB of 100 GB',
          'Nameless | corpId is missing or invalid.',
          'Acme, once more | The corpId dingacme0001 is already in the list.',
          `星河科技 | ${endpointReason}`,
          'Entry 5 | The entry must be an object with corpId and unionId.',
          'Nordwind Logistics | 83% · 24.9 GB of 30 GB · filling up',
        ]);
        // A narrow view cuts off the reason; the hover has all of it.
        assert.match(
          await hoverText(row(person.page, name, '星河科技')),
          /\nSetting: endpoint must be a URL such as/,
        );
      });

      itWithTime('of a thousand organizations make a tree that can be worked with', async () => {
        const { page, emulator } = person;
        const [acme] = sampleSignIns(emulator.url).organizations;
        const thousand = Array.from({ length: 1000 }, (_, index) => {
          const number = String(index + 1).padStart(4, '0');
          return { corpId: `dingmany${number}`, name: `Organization ${number}`, unionId: 'cHtUYfake' };
        });
        // The last one is signed in.
        // From the file: the editor itself takes many seconds to write so long a list.
        await person.reload({ [setting]: [...thousand.slice(0, 999), acme] });
        await openContainer(page, 'DingTalk Storage');
        await eventually(async () => {
          const [first] = await treeText(page, name);
          assert.equal(first, 'Organization 0001 | Signed out');
        });

        await openView(page, 'Organizations');
        await page.keyboard.press('End');
        const last = row(page, name, 'Acme');
        await last.and(page.locator('.focused')).waitFor();
        await eventually(async () =>
          assert.equal((await rowText(last)).description, '60% · 60 GB of 100 GB'),
        );
        emulator.requests.length = 0;
        await rowAction(last, 'Refresh');
        await emulator.request(({ corpId }) => corpId === 'dingacme0001');

        await page.keyboard.press('ArrowRight');
        await eventually(async () => {
          // The rows below the last one may appear at any time.
          await page.keyboard.press('End');
          assert.equal((await treeText(page, name)).at(-1), '    Capacity type | Dedicated');
        });
      });
    });
  });
}

const GB = 1024n ** 3n;

function setUsed({ data }: Emulator, corpId: string, used: bigint): void {
  for (const { quota } of data.organizations.find(known => known.corpId === corpId)?.partitions ?? []) {
    quota.used = used;
  }
}

/** The organizations that were asked about, ordered by id. */
function asked({ requests }: Emulator): (string | undefined)[] {
  return requests
    .filter(({ api }) => api === 'getOrg')
    .map(({ corpId }) => corpId)
    .toSorted();
}

/** Waits until no row has a spinning icon. */
async function isIdle({ page }: Person): Promise<void> {
  await eventually(async () => assert.equal(await view(page, name).locator('.codicon-loading').count(), 0));
}
