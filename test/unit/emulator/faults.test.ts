import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Fault } from '../../emulator/faults.ts';
import { startEmulator } from '../../emulator/server.ts';
import { acme, ask, inheritancePath, orgPath, tokenOf, useEmulator } from './ask.ts';

describe('emulator: faults', () => {
  const used = useEmulator();

  const askOrg = () => ask(used.emulator, orgPath(), { token: tokenOf(used.emulator) });
  const askMode = () => ask(used.emulator, inheritancePath(), { token: tokenOf(used.emulator) });

  function fetchOrg(fault: Fault, init: RequestInit = {}): Promise<Response> {
    const { emulator } = used;
    emulator.faults.add(fault);
    const headers = { 'x-acs-dingtalk-access-token': tokenOf(emulator) };
    return fetch(emulator.url + orgPath(), { headers, redirect: 'manual', ...init });
  }

  it('slow: gives the true answer, late', async () => {
    const began = performance.now();
    const response = await fetchOrg({ kind: 'slow', ms: 30 });
    assert.match(await response.text(), /^\{"org":/);
    // A timer may fire a fraction of a millisecond early.
    assert.ok(performance.now() - began >= 29);
    assert.equal(used.emulator.requests[0]?.fault, 'slow');
  });

  it('hang: never answers, until the client gives up', async () => {
    const abort = new AbortController();
    const asked = fetchOrg({ kind: 'hang' }, { signal: abort.signal });
    const request = await used.emulator.request();
    abort.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal(await request.settled, 'cutOff');
    assert.equal(request.answer, undefined);
  });

  it('reset: resets the connection', async () => {
    used.emulator.faults.add({ kind: 'reset' });
    await assert.rejects(askOrg(), { code: 'ECONNRESET', syscall: 'read' });
  });

  it('html: answers with a page', async () => {
    const response = await fetchOrg({ kind: 'html' });
    assert.equal(response.status, 403);
    assert.equal(response.headers.get('content-type'), 'text/html;charset=utf-8');
    assert.match(await response.text(), /^<!doctype html>/);
    assert.equal(used.emulator.meter.callsThisMonth(acme.corpId), 0);
  });

  it('status1111: answers with JSON that has no code', async () => {
    const response = await fetchOrg({ kind: 'status1111', status: 429 });
    assert.equal(response.status, 429);
    const { uuid, ...body } = JSON.parse(await response.text());
    assert.deepEqual(body, { status: 1111, wait: 5, source: 'x5', punish: 'deny' });
    assert.equal(typeof uuid, 'string');
  });

  it('echo: answers with all that was sent', async () => {
    const response = await fetchOrg({ kind: 'echo', code: 'orgNotExist' });
    assert.equal(response.status, 400);
    const { code, message, requestid, accessdenieddetail } = JSON.parse(await response.text());
    assert.equal(code, 'orgNotExist');
    assert.equal(message, requestid);
    assert.ok(message.includes(orgPath()));
    const token = tokenOf(used.emulator);
    assert.ok(message.includes(token) && accessdenieddetail.requiredScopes.includes(token));
  });

  it('halfBody: promises more than it sends', async () => {
    const response = await fetchOrg({ kind: 'halfBody' });
    assert.equal(response.status, 200);
    await assert.rejects(response.text());
    assert.equal(await used.emulator.requests[0]?.settled, 'cutOff');
    assert.equal(used.emulator.requests[0]?.answer?.code, 'OK');
  });

  it('stalledBody: sends the headers at once, the body later or never', async () => {
    const late = await fetchOrg({ kind: 'stalledBody', ms: 5 });
    assert.match(await late.text(), /^\{"org":/);

    used.emulator.faults.clear();
    const abort = new AbortController();
    const never = await fetchOrg({ kind: 'stalledBody' }, { signal: abort.signal });
    assert.equal(never.status, 200);
    const reading = assert.rejects(never.text(), { name: 'AbortError' });
    abort.abort();
    await reading;
    assert.equal(await used.emulator.requests[1]?.settled, 'cutOff');
  });

  it('redirect: sends the caller elsewhere', async () => {
    const response = await fetchOrg({ kind: 'redirect', to: 'http://127.0.0.1:9/stolen' });
    assert.equal(response.status, 302);
    assert.equal(response.headers.get('location'), 'http://127.0.0.1:9/stolen');
  });

  it('giantBody: streams more than a mebibyte of JSON', async () => {
    const response = await fetchOrg({ kind: 'giantBody' });
    assert.equal(response.headers.get('content-length'), null);
    const { padding } = JSON.parse(await response.text());
    assert.equal(padding.length, 2 * 1024 * 1024);
  });

  it('giantBody: stops when the client has had enough', async () => {
    const response = await fetchOrg({ kind: 'giantBody', bytes: 1024 ** 3 });
    await response.body?.cancel();
    assert.equal(await used.emulator.requests[0]?.settled, 'cutOff');
  });

  it('raw: answers as it is told', async () => {
    const headers = { 'retry-after': '2', 'content-type': 'application/json' };
    const response = await fetchOrg({ kind: 'raw', status: 429, headers, body: '{"code":"system.busy"}' });
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('retry-after'), '2');
    assert.equal(await response.text(), '{"code":"system.busy"}');
    assert.deepEqual(used.emulator.requests[0]?.answer, { status: 429, ms: 0 });
  });

  it('is played so many times, and until it is taken away', async () => {
    const { faults } = used.emulator;
    faults.add({ kind: 'raw', status: 503 }, { times: 2 });
    const statuses = [await askOrg(), await askOrg(), await askOrg()].map(({ status }) => status);
    assert.deepEqual(statuses, [503, 503, 200]);

    const remove = faults.add({ kind: 'raw', status: 500 });
    assert.equal((await askOrg()).status, 500);
    remove();
    assert.equal((await askOrg()).status, 200);
  });

  it('is played for the requests that match alone', async () => {
    const { faults } = used.emulator;
    const fault: Fault = { kind: 'raw', status: 500 };
    const statuses = async () => [(await askOrg()).status, (await askMode()).status];
    for (const [match, expected] of [
      [{ api: 'getOrg' }, [500, 200]],
      [{ corpId: acme.corpId }, [500, 200]],
      [{ corpId: 'dingxinghe0002' }, [200, 200]],
      [{ dentryUuid: acme.dentryUuid }, [200, 500]],
      [{ path: '/v1.0/storage/orgs/dingacme0001' }, [500, 200]],
      [{ path: '/v1.0' }, [200, 200]],
      [{ path: /inheritances$/ }, [200, 500]],
      [{ api: 'getOrg', dentryUuid: acme.dentryUuid }, [200, 200]],
    ] as const) {
      faults.clear();
      faults.add(fault, match);
      assert.deepEqual(await statuses(), expected, JSON.stringify(match));
    }
  });

  it('is ended by close(), though it hangs, stalls or waits', async () => {
    const emulator = await startEmulator();
    emulator.faults.add({ kind: 'hang' }, { times: 1 });
    emulator.faults.add({ kind: 'slow', ms: 3_600_000 }, { times: 1 });
    const asked = [ask(emulator, '/a'), ask(emulator, '/b')].map(asking => assert.rejects(asking));
    const requests = await Promise.all(['/a', '/b'].map(url => emulator.request(one => one.url === url)));
    await emulator.close();
    assert.equal(emulator.connections.open, 0);
    await Promise.all(asked);
    assert.deepEqual(await Promise.all(requests.map(({ settled }) => settled)), ['cutOff', 'cutOff']);
    const again = createServer();
    await new Promise<void>(resolve =>
      again.listen(Number(new URL(emulator.url).port), '127.0.0.1', resolve),
    );
    await new Promise(resolve => again.close(resolve));
  });
});
