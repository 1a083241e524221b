import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { sampleSignIns } from '../emulator/samples.ts';
import { itWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import {
  clearNotifications,
  confirmDialog,
  focusedRowMenu,
  focusRow,
  showNotifications,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { type Person, sitDown } from './support/person.ts';
import { shareSecrets } from './support/sharedSecrets.ts';
import {
  answer,
  hoverText,
  notification,
  openContainer,
  pressNotificationButton,
  row,
  rowText,
  screenshot,
} from './support/workbench.ts';

const day = 86_400_000;
const organizations = 'Organizations';
const names = { dingacme0001: 'Acme', dingyunfan0006: '云帆教育', dingnordwind0003: 'Nordwind Logistics' };
type CorpId = keyof typeof names;

interface State {
  readonly partitions: readonly [string, readonly [string, { told?: string }][]][];
  readonly snoozed: readonly [string, number][];
  readonly muted: readonly string[];
}

describe('alerts, in two windows with one clock', () => {
  let person: Person;
  let pages: [Page, Page];
  before(async () => {
    person = await sitDown({
      organizations: samples => samples.filter(({ corpId }) => corpId in names),
      settings: { 'dingtalkStorage.alerts': true },
    });
    await shareSecrets(person.page.context(), person.server);
    pages = [person.page, await person.openWindow()];
  });
  after(() => person?.close());

  /** The next figures of DingTalk, in percent. */
  const figures = (percents: Partial<Record<CorpId, number>>) => {
    for (const { corpId, partitions } of person.emulator.data.organizations) {
      const percent = percents[corpId as CorpId];
      const [partition] = partitions;
      if (percent !== undefined && partition !== undefined) {
        partition.quota = { used: BigInt(percent) * 1024n ** 3n, max: 100n * 1024n ** 3n, type: 'PRIVATE' };
      }
    }
  };

  /** What each window has been told, newest first. */
  const told: [string[], string[]] = [[], []];

  /** Refreshes in a window, and waits until it has been told this too, and nothing else; then presses a button. */
  async function assertTold(window: 0 | 1, message: string, button?: string): Promise<void> {
    const page = pages[window];
    await page.bringToFront();
    await typeCommand(page, 'DingTalk Storage: Refresh');
    await showNotifications(page);
    await notification(page, message).waitFor();
    const shown = page.locator('.notification-list-item:visible .notification-list-item-message');
    assert.deepEqual(await shown.allInnerTexts(), [message, ...told[window]]);
    await screenshot(page, 'alerts');
    if (button === undefined) {
      told[window].unshift(message);
    } else {
      await pressNotificationButton(page, message, button);
    }
  }

  /** The state of the alerts, which all windows share. */
  async function state(): Promise<State> {
    const { serverDataDir } = person.server;
    const folder = path.join(
      serverDataDir,
      'data/User/globalStorage/dingtalk-storage.dingtalk-storage/alerts',
    );
    const files = (await readdir(folder)).filter(name => name.endsWith('.json'));
    const newest = files.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).at(-1) ?? '';
    return JSON.parse(await readFile(path.join(folder, newest), 'utf8'));
  }

  it('tell of each level once, whichever window sees it first', async () => {
    figures({ dingacme0001: 81, dingyunfan0006: 50, dingnordwind0003: 50 });
    await assertTold(0, 'Acme is low on storage: 81% · 81 GB of 100 GB · filling up');
    // The other window sees both, and tells of the new one alone.
    figures({ dingyunfan0006: 82 });
    await assertTold(1, '云帆教育 is low on storage: 82% · 82 GB of 100 GB · filling up');
    figures({ dingacme0001: 96, dingyunfan0006: 96 });
    await assertTold(1, '2 organizations are low on storage: Acme (96%) and 云帆教育 (96%)');
    figures({ dingacme0001: 100 });
    await assertTold(0, 'Acme has no storage left: 100% · 100 GB of 100 GB · full');
  });

  it('are armed again two points below', async () => {
    figures({ dingacme0001: 77, dingyunfan0006: 79 });
    await pages[1].bringToFront();
    await typeCommand(pages[1], 'DingTalk Storage: Refresh');
    const toldOf = async (corpId: CorpId) =>
      (await state()).partitions.find(([id]) => id === corpId)?.[1].map(([, { told }]) => told);
    await eventually(async () =>
      assert.deepEqual(await Promise.all([toldOf('dingacme0001'), toldOf('dingyunfan0006')]), [
        [undefined],
        ['warning'],
      ]),
    );
    figures({ dingacme0001: 82, dingyunfan0006: 82 });
    await assertTold(0, 'Acme is low on storage: 82% · 82 GB of 100 GB · filling up');
  });

  itWithTime('are quiet while snoozed or muted, over a reload', async () => {
    figures({ dingacme0001: 96 });
    await assertTold(0, 'Acme is low on storage: 96% · 96 GB of 100 GB · almost full', 'Snooze for 7 Days');
    await eventually(async () =>
      assert.deepEqual(
        (await state()).snoozed.map(([corpId]) => corpId),
        ['dingacme0001'],
      ),
    );
    figures({ dingyunfan0006: 96 });
    await assertTold(
      0,
      '云帆教育 is low on storage: 96% · 96 GB of 100 GB · almost full',
      'Mute This Organization',
    );
    await eventually(async () => assert.deepEqual((await state()).muted, ['dingyunfan0006']));
    await person.reload();
    told[0].length = 0;
    figures({ dingacme0001: 100, dingyunfan0006: 100, dingnordwind0003: 82 });
    await assertTold(0, 'Nordwind Logistics is low on storage: 82% · 82 GB of 100 GB · filling up');
    // The servers' clock: the machine's own stays.
    person.emulator.settings.clockAhead = 8 * day;
    await assertTold(1, 'Acme has no storage left: 100% · 100 GB of 100 GB · full');
  });

  itWithTime('are unmuted from the row’s menu', async () => {
    const { page } = person;
    await page.bringToFront();
    await openContainer(page, 'DingTalk Storage');
    const muted = row(page, organizations, '云帆教育');
    await eventually(async () => assert.match(await hoverText(muted), /Alerts: muted/));
    await focusRow(page, organizations, '云帆教育');
    await focusedRowMenu(page, 'Unmute Alerts');
    await eventually(async () => assert.deepEqual((await state()).muted, []));
    await assertTold(0, '云帆教育 has no storage left: 100% · 100 GB of 100 GB · full');
    await focusRow(page, organizations, '云帆教育');
    await eventually(() => focusedRowMenu(page, 'Mute Alerts'));
    await eventually(async () => assert.deepEqual((await state()).muted, ['dingyunfan0006']));
  });

  itWithTime('follow each other where they sign out and in again', async () => {
    const { requests, url } = person.emulator;
    const { corpId, clientId = '' } = sampleSignIns(url).organizations[0] ?? {};
    /** What was asked for Acme or its app, and how it was answered. */
    const asked = () =>
      requests
        .filter(each => each.corpId === corpId || each.body.includes(clientId))
        .map(({ api, answer }) => `${api} ${answer?.status}`);
    const shown = async (window: 0 | 1) => {
      await pages[window].bringToFront();
      return (await rowText(row(pages[window], organizations, 'Acme'))).description;
    };
    requests.length = 0;
    // The first window was opened before it could share its secrets.
    await person.reload();
    for (const page of pages) {
      await page.bringToFront();
      await openContainer(page, 'DingTalk Storage');
      await clearNotifications(page);
    }
    await eventually(async () => assert.match(await shown(1), /^\d+% · /));
    await eventually(() => assert.equal(requests.filter(({ api }) => api === 'getOrg').length, 3));

    for (const [first, second] of [
      [0, 1],
      [1, 0],
    ] as const) {
      await pages[first].bringToFront();
      requests.length = 0;
      await typeCommand(pages[first], 'DingTalk Storage: Sign Out of Organization…');
      await typePick(pages[first], 'Select an organization', 'Acme');
      await confirmDialog(pages[first], 'Sign out of Acme?');
      for (const window of [first, second] as const) {
        await eventually(async () => assert.match(await shown(window), /^Signed out · \d+% · /));
        await typeCommand(pages[window], 'DingTalk Storage: Refresh');
      }
      await eventually(() => assert.equal(requests.filter(({ api }) => api === 'getOrg').length, 4));
      console.log(`      window ${first + 1} signs out; window ${second + 1}: ${await shown(second)}`);
      assert.deepEqual(asked(), []);
      await screenshot(pages[second], 'signed-out-elsewhere');

      await pages[first].bringToFront();
      await typeCommand(pages[first], 'DingTalk Storage: Set Access Token or App Secret…');
      await typePick(pages[first], 'Select an organization', 'Acme');
      await answer(pages[first], 'Set Access Token or App Secret · Acme', 'fake-client-secret-0001');
      await eventually(async () => assert.match(await shown(first), /^\d+% · /));
      await eventually(async () => {
        await shown(second);
        await typeCommand(pages[second], 'DingTalk Storage: Refresh');
        assert.match(await shown(second), /^\d+% · /);
      });
      console.log(`      window ${first + 1} signs in; window ${second + 1}: ${await shown(second)}`);
      console.log(`      asked: ${asked().join(', ')}`);
      assert.ok(
        asked().every(line => line.endsWith(' 200')),
        asked().join(),
      );
      for (const page of pages) await clearNotifications(page);
    }
  });
});
