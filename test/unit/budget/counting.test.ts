import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { UsageFiles } from '../../../src/budget/usageFiles.ts';
import { readOrganizations } from '../../../src/organizations/organization.ts';
import type { RequestRecord } from '../../emulator/recorder.ts';
import { sampleSignIns } from '../../emulator/samples.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { spaceOf } from '../../emulator/spaces.ts';
import { useFolder } from '../../support/withFolder.ts';
import type { Errand } from './caller.ts';

const corpId = 'dingacme0001';
const metered = ({ api }: RequestRecord) =>
  api === 'getOrg' || api === 'getPermissionInheritance' || api === 'listAllDentries';
/** Attempts of these may have been counted: DingTalk does not say, and the emulator computes no answer. */
const perhaps: readonly unknown[] = ['reset', 'hang', 'raw'];

describe('counting in two windows', function () {
  this.timeout(180_000);

  let emulator: Emulator;
  const folder = useFolder();
  const windows: ChildProcess[] = [];
  beforeEach(async () => {
    emulator = await startEmulator();
    emulator.settings.monthlyCalls = 100_000;
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) window.kill('SIGKILL');
    await emulator.close();
  });

  const organizationAt = (url: string, corpId: string) => {
    const entries = readOrganizations(sampleSignIns(url).organizations);
    const organization = entries.find(entry => entry.kind === 'organization' && entry.corpId === corpId);
    assert.ok(organization?.kind === 'organization');
    return organization;
  };
  const open = (fields: Partial<Errand> = {}) => {
    const organization = organizationAt(emulator.url, corpId);
    const clientSecret = 'fake-client-secret-0001';
    const errand: Errand = {
      folder: folder.path,
      organization,
      clientSecret,
      dentryUuids: [],
      timeout: 5000,
      ...fields,
    };
    const window = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'caller.ts')], {
      env: { ...process.env, ERRAND: JSON.stringify(errand) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    windows.push(window);
    return { window, ended: once(window, 'exit') };
  };
  const uuids = (mark: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${mark}${index}`.padEnd(32, 'x'));
  const ours = async () => (await new UsageFiles(folder.path).thisMonth()).get(corpId);
  const theirs = () => emulator.meter.callsThisMonth(corpId);
  const doubtful = () =>
    emulator.requests.filter(request => metered(request) && perhaps.includes(request.fault)).length;

  it("equals DingTalk's count over throttles, failures, resets, timeouts, pages and renewed tokens", async () => {
    emulator.settings.callsPerSecond = 10;
    const api = 'getPermissionInheritance';
    emulator.faults.add({ kind: 'raw', status: 500, body: '{"code":"systemError"}' }, { api, times: 3 });
    emulator.faults.add({ kind: 'reset' }, { api, times: 3 });
    emulator.faults.add({ kind: 'hang' }, { api, times: 1 });
    emulator.faults.add({ kind: 'html' }, { api, times: 2 });
    emulator.faults.add({ kind: 'slow', ms: 3500 }, { api, times: 1 });
    emulator.faults.add({ kind: 'halfBody' }, { api, times: 2 });
    const first = open({ dentryUuids: uuids('a', 15), timeout: 3000 });
    const second = open({ dentryUuids: uuids('b', 15), timeout: 3000 });
    // Once all faults are played, what is cut off is an answer that counts.
    await emulator.request(() => emulator.requests.filter(metered).length > 25);
    emulator.tokens.expire();
    await Promise.all([first.ended, second.ended]);

    const codes = new Set(emulator.requests.map(({ answer }) => answer?.code));
    assert.ok(codes.has('Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'), 'nothing was throttled');
    assert.ok(codes.has('InvalidAuthentication'), 'no token had to be renewed');
    assert.ok(emulator.requests.some(request => request.api === 'getAccessToken'));
    assert.equal(doubtful(), 7);
    assert.equal((await ours())?.total, theirs() + doubtful());
    assert.equal((await ours())?.calls.get('quota'), 2);
  });

  it("equals DingTalk's count over the pages of a space, which are counted as an audit's", async () => {
    const entries = Array.from({ length: 520 }, (_, number) => ({
      uuid: `space${number}`.padEnd(32, 'x'),
      path: `/${number}`,
    }));
    emulator.data.spaces.push(spaceOf(corpId, '26810061999', entries));
    emulator.settings.callsPerSecond = 100;
    const api = 'listAllDentries';
    emulator.faults.add({ kind: 'reset' }, { api, times: 1 });
    emulator.faults.add({ kind: 'raw', status: 500, body: '{"code":"systemError"}' }, { api, times: 2 });
    const windows = [open({ spaceId: '26810061999' }), open({ spaceId: '26810061999' })];
    await Promise.all(windows.map(({ ended }) => ended));

    assert.equal(emulator.requests.filter(request => request.api === api).length, 22 + 3);
    assert.equal((await ours())?.calls.get('audit'), 22 + 3);
    assert.equal((await ours())?.total, theirs() + doubtful());
  });

  it('is never behind when a window is killed, and ahead by the calls under way at most', async () => {
    emulator.settings.callsPerSecond = 1000;
    const killed = open({ dentryUuids: uuids('a', 500) });
    const other = open({ dentryUuids: uuids('b', 30) });
    // In the middle of it: a kill leaves no time to clean up.
    await once(killed.window, 'spawn');
    const seen = (mark: string) => (request: RequestRecord) => request.dentryUuid?.startsWith(mark) ?? false;
    await emulator.request(seen('a12x'));
    killed.window.kill('SIGKILL');
    const [, signal] = await killed.ended;
    assert.equal(signal, 'SIGKILL');
    await other.ended;

    assert.ok(emulator.requests.some(seen('a12x')) && emulator.requests.some(seen('b29x')));
    const ahead = ((await ours())?.total ?? 0) - theirs();
    // What leaves within a second, at most.
    assert.ok(ahead >= 0 && ahead <= 18, `${ahead} more than DingTalk counted`);
  });

  it('knows in every window that the month is used up, and that it no longer is', async () => {
    emulator.settings.monthlyCalls = 3;
    await open({ dentryUuids: uuids('a', 5) }).ended;
    assert.deepEqual([(await ours())?.total, (await ours())?.isUsedUp], [3, true]);
    emulator.settings.monthlyCalls = 100;
    await open().ended;
    assert.deepEqual([(await ours())?.total, (await ours())?.isUsedUp], [4, false]);
  });

  it('takes nothing from the month for calls that never arrive, or that a third-party app makes', async () => {
    const gone = await startEmulator();
    await gone.close();
    // Signed in by a pasted token, as there is nobody to mint one.
    const harbor = organizationAt(gone.url, 'dingharbor0005');
    const copper = organizationAt(emulator.url, 'dingcopper0013');
    assert.deepEqual([harbor.signIn, copper.signIn], ['accessToken', 'thirdPartyApp']);
    await Promise.all([
      open({ organization: harbor, dentryUuids: uuids('a', 3) }).ended,
      open({ organization: copper, clientSecret: 'fake-client-secret-0013' }).ended,
    ]);
    assert.deepEqual(
      emulator.requests.filter(metered).map(({ answer }) => answer?.code),
      ['OK'],
    );
    const tallies = await new UsageFiles(folder.path).thisMonth();
    assert.deepEqual(
      [...tallies].map(([, { total }]) => total),
      [0, 0],
    );
  });
});
