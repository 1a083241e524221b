import assert from 'node:assert/strict';
import type { Fault } from '../../../emulator/faults.ts';
import { type Emulator, startEmulator } from '../../../emulator/server.ts';
import { clientOf } from '../../../support/rawServer.ts';

const qps = JSON.stringify({ code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', requestid: 'R' });
const raw = (status: number, body: string, headers: Record<string, string> = {}): Fault => ({
  kind: 'raw',
  status,
  body,
  headers,
});

describe('retry', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  const ask = (timeout = 5000) =>
    clientOf(emulator.url, { timeout }, 'fake-access-token-0005').getOrganizationStorage(
      'dingharbor0005',
      'cHtUYfake0005iE',
    );

  const helped: [string, Fault, number?][] = [
    ['a throttle', raw(403, qps)],
    ['429', raw(429, '{}')],
    ['408', raw(408, '')],
    ['425', raw(425, '')],
    ['systemError', raw(500, '{"code":"systemError"}')],
    ['operationTimeout', raw(503, '{"code":"operationTimeout"}')],
    ['a gateway’s page', raw(502, '<html></html>')],
    ['a reset', { kind: 'reset' }],
    ['half a body', { kind: 'halfBody' }],
    ['a hang', { kind: 'hang' }, 400],
  ];
  for (const [what, fault, timeout] of helped) {
    it(`helps after ${what}`, async () => {
      emulator.faults.add(fault, { times: 2 });
      assert.equal((await ask(timeout)).length, 1);
      assert.equal(emulator.requests.length, 3);
    });
  }

  it('is told to who waits, with its number', async () => {
    const told: string[] = [];
    const onRetry = (retry: number, of: number) => told.push(`${retry} of ${of}`);
    emulator.faults.add(raw(503, '{"code":"systemError"}'), { times: 2 });
    await clientOf(emulator.url, { onRetry }, 'fake-access-token-0005').getOrganizationStorage(
      'dingharbor0005',
      'cHtUYfake0005iE',
    );
    assert.deepEqual(told, ['1 of 3', '2 of 3']);
  });

  it('ends after three times', async () => {
    emulator.faults.add(raw(403, qps));
    await assert.rejects(ask(), { kind: 'throttled', requestId: 'R' });
    assert.equal(emulator.requests.length, 4);
  });

  const useless: [string, Fault][] = [
    ['missingScope', raw(403, '{"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied"}')],
    ['userNotPermitted', raw(403, '{"code":"permissionDenied"}')],
    ['monthlyQuotaUsed', raw(403, '{"code":"Forbidden.AccessDenied.ApiCountLimitForOrg"}')],
    ['ipNotAllowed', raw(403, '{"code":"Forbidden.AccessDenied.IpNotInWhiteList"}')],
    ['ipBlocked', { kind: 'html' }],
    ['ipBlocked', { kind: 'status1111' }],
    ['invalidParameter', raw(400, '{"code":"paramError"}')],
    ['notFound', raw(404, '{"code":"orgNotExist"}')],
    ['badAnswer', raw(200, '{}')],
    ['badAnswer', { kind: 'giantBody' }],
    ['tokenExpired', raw(400, '{"code":"InvalidAuthentication"}')],
  ];
  for (const [kind, fault] of useless) {
    it(`is not tried for ${kind} (${fault.kind})`, async () => {
      emulator.faults.add(fault);
      await assert.rejects(ask(), { kind });
      assert.equal(emulator.requests.length, 1);
    });
  }

  it('waits as long as Retry-After asks', async () => {
    emulator.faults.add(raw(429, '{}', { 'retry-after': '1' }), { times: 1 });
    await ask();
    const [first, second] = emulator.requests;
    assert.ok(first && second && second.at - first.at >= 990, `${first?.at} ${second?.at}`);
  });

  it('gives up at once where Retry-After is beyond the total deadline', async () => {
    emulator.faults.add(raw(429, '{}', { 'retry-after': '3600' }));
    await assert.rejects(ask(), { kind: 'throttled' });
    assert.equal(emulator.requests.length, 1);
  });

  it('can be cancelled while it waits', async () => {
    emulator.faults.add(raw(429, '{}', { 'retry-after': '30' }));
    const controller = new AbortController();
    const client = clientOf(emulator.url, {}, 'fake-access-token-0005');
    const call = client.getOrganizationStorage('dingharbor0005', 'cHtUYfake0005iE', controller.signal);
    await (await emulator.request()).settled;
    controller.abort();
    await assert.rejects(call, { name: 'AbortError' });
  });

  it('does not try a server that is not there again', async () => {
    const { url } = emulator;
    await emulator.close();
    const started = performance.now();
    await assert.rejects(clientOf(url).getOrganizationStorage('c', 'u'), {
      kind: 'offline',
      code: 'ECONNREFUSED',
    });
    assert.ok(performance.now() - started < 1000);
    emulator = await startEmulator();
  });
});

describe('pace', () => {
  it('answers 60 look-ups at once with hardly a throttle', async () => {
    const emulator = await startEmulator();
    try {
      const client = clientOf(emulator.url, {}, 'fake-access-token-0005');
      const uuids = Array.from({ length: 60 }, (_, index) => `${index}`.padStart(32, 'a'));
      for (const dentryUuid of uuids) {
        emulator.data.dentries.push({
          corpId: 'dingharbor0005',
          dentryUuid,
          name: dentryUuid,
          inheritance: 'PASS_ON',
        });
      }
      const answers = await Promise.all(
        uuids.map(uuid => client.getPermissionInheritance(uuid, 'cHtUYfake0005iE')),
      );
      assert.deepEqual(new Set(answers), new Set(['PASS_ON']));
      const throttled = emulator.requests.filter(({ answer }) => answer?.status === 403).length;
      assert.ok(throttled <= 5, `${throttled} throttles`);
    } finally {
      await emulator.close();
    }
  });
});
