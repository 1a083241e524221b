import assert from 'node:assert/strict';
import { send } from '../../src/dingtalk/wire/http.ts';
import { editorFetch } from '../../src/editor/network/fetch.ts';
import { certifiedHost } from '../emulator/authority.ts';
import { type Emulator, startEmulator } from '../emulator/server.ts';
import { authorities, transports, trust, useSettings } from './network.ts';
import { startProxy, type TunnelProxy } from './proxy.ts';

const path = '/v1.0/storage/orgs/dingharbor0005?unionId=cHtUYfake0005iE';
const headers = { 'x-acs-dingtalk-access-token': 'fake-access-token-0005' };

for (const { name, settings } of transports) {
  for (const route of ['direct', 'through a proxy'] as const) {
    describe(`the limits of a call over TLS, ${route} (${name})`, () => {
      let emulator: Emulator;
      let proxy: TunnelProxy;
      before(async () => {
        emulator = await startEmulator({ tls: authorities().company.server });
        proxy = await startProxy({ target: Number(new URL(emulator.url).port) });
      });
      after(async () => {
        await proxy.close();
        await emulator.close();
        assert.equal(proxy.tunnels.length > 0, route !== 'direct');
      });
      useSettings(() => ({
        ...settings,
        ...trust,
        ...(route === 'direct' ? {} : { 'http.proxy': `http://127.0.0.1:${proxy.port}` }),
      }));
      beforeEach(() => {
        emulator.requests.length = 0;
        emulator.faults.clear();
      });

      /** One attempt of a call, in the same way as the extension. */
      const ask = (timeout = 10_000, signal?: AbortSignal) => {
        const origin = route === 'direct' ? emulator.url : `https://${certifiedHost}`;
        const options = { fetch: editorFetch(), timeout };
        return send({ method: 'GET', url: `${origin}${path}`, headers }, options, signal);
      };
      it('refuse a redirect, and the other port never sees the token', async () => {
        const other = await startEmulator();
        emulator.faults.add({ kind: 'redirect', to: `${other.url}${path}` });
        try {
          await assert.rejects(ask(), { kind: 'badAnswer', message: /redirect not allowed/ });
          assert.equal(other.connections.opened, 0);
        } finally {
          await other.close();
        }
      });

      it('refuse an answer over 1 MiB, and end its connection', async () => {
        emulator.faults.add({ kind: 'giantBody', bytes: 256 * 1024 * 1024 });
        await assert.rejects(ask(), { kind: 'badAnswer', message: /1 MiB/ });
        assert.equal(await emulator.requests[0]?.settled, 'cutOff');
      });

      for (const fault of [{ kind: 'hang' }, { kind: 'stalledBody' }] as const) {
        it(`give up in time, and end the connection (${fault.kind})`, async () => {
          emulator.faults.add(fault);
          await assert.rejects(ask(500), { kind: 'timeout' });
          assert.equal(await emulator.requests[0]?.settled, 'cutOff');
        });

        it(`let a caller cancel, and end the connection (${fault.kind})`, async () => {
          emulator.faults.add(fault);
          const cancellation = new AbortController();
          const asked = ask(undefined, cancellation.signal);
          const request = await emulator.request();
          const reason = new Error('cancelled by the test');
          cancellation.abort(reason);
          await assert.rejects(asked, error => error === reason);
          assert.equal(await request.settled, 'cutOff');
        });
      }
    });
  }
}
