import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { startEmulator } from '../../emulator/server.ts';
import { acme, ask, inheritancePath, orgPath, tokenOf, useEmulator } from './ask.ts';

describe('emulator: what it records', () => {
  const used = useEmulator();

  it('records a request and its answer', async () => {
    const { emulator, clock } = used;
    clock.ms = 5000;
    const token = tokenOf(emulator);
    await ask(emulator, orgPath(), { token });
    const [{ headers, remotePort, settled, ...rest } = assert.fail()] = emulator.requests;
    assert.deepEqual(rest, {
      method: 'GET',
      url: '/v1.0/storage/orgs/dingacme0001?unionId=cHtUYfake0001iE',
      api: 'getOrg',
      corpId: acme.corpId,
      unionId: acme.unionId,
      body: '',
      at: 5000,
      connection: 1,
      answer: { status: 200, code: 'OK', requestId: rest.answer?.requestId, ms: 0 },
    });
    assert.match(rest.answer?.requestId ?? '', /^[0-9A-F-]{36}$/);
    assert.equal(headers['x-acs-dingtalk-access-token'], token);
    assert.ok(remotePort > 0);
    assert.equal(await settled, 'answered');
  });

  it('keeps the target as it arrived, and decodes what it names', async () => {
    const { emulator } = used;
    await ask(emulator, inheritancePath('a/../b?c#d 中', 'u%2B%20'));
    await ask(emulator, '/v1.0/storage/orgs/a/../b?x=%41');
    const [encoded, dotted] = emulator.requests;
    assert.equal(
      encoded?.url,
      '/v2.0/storage/spaces/dentries/a%2F..%2Fb%3Fc%23d%20%E4%B8%AD/permissions/inheritances?unionId=u%2B%20',
    );
    assert.deepEqual([encoded.dentryUuid, encoded.unionId], ['a/../b?c#d 中', 'u+ ']);
    assert.deepEqual([dotted?.url, dotted?.corpId], ['/v1.0/storage/orgs/a/../b?x=%41', undefined]);
  });

  it('records the body', async () => {
    await ask(used.emulator, '/v1.0/oauth2/accessToken', { body: '{"appKey":"星"}' });
    assert.equal(used.emulator.requests[0]?.body, '{"appKey":"星"}');
  });

  it('counts connections, opened and open', async () => {
    const { emulator } = used;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const askAgain = () =>
      new Promise((resolve, reject) => {
        request(emulator.url, { agent }, response => resolve(text(response)))
          .once('error', reject)
          .end();
      });
    for (let time = 0; time < 3; time += 1) await askAgain();
    assert.deepEqual(emulator.connections, { opened: 1, open: 1 });
    await ask(emulator, '/');
    assert.equal(emulator.connections.opened, 2);
    assert.deepEqual(
      emulator.requests.map(({ connection }) => connection),
      [1, 1, 1, 2],
    );
    agent.destroy();
  });

  it('tells of a request that is here, and of one to come', async () => {
    const { emulator } = used;
    const coming = emulator.request(({ url }) => url === '/2');
    await ask(emulator, '/1');
    assert.equal((await emulator.request()).url, '/1');
    await ask(emulator, '/2');
    assert.equal((await coming).url, '/2');
  });

  it('tells when a request is over', async () => {
    const over = new Promise<string>(resolve => {
      void startEmulator({ onSettled: ({ url }) => resolve(url) }).then(async emulator => {
        await ask(emulator, '/over');
        await emulator.close();
      });
    });
    assert.equal(await over, '/over');
  });

  it('works on a copy of its data', async () => {
    const { emulator } = used;
    emulator.data.organizations.length = 0;
    const other = await startEmulator();
    assert.notEqual(other.data.organizations.length, 0);
    await other.close();
  });

  it('listens on loopback alone, and on the port it is given', async () => {
    const { emulator } = used;
    assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const port = Number(new URL(emulator.url).port);
    await assert.rejects(startEmulator({ port }), { code: 'EADDRINUSE' });
    // Another address of this machine, which would answer if the server were bound to all of them.
    await assert.rejects(fetch(`http://127.0.0.2:${port}`));
  });
});
