import assert from 'node:assert/strict';
import { certifiedHost } from '../emulator/authority.ts';
import { authorities, isFetchFirst, transports, trust, useSettings, withSettings } from './network.ts';
import { type ProxyOptions, startProxy, type TunnelProxy } from './proxy.ts';
import { startWorld, type World } from './world.ts';

const corpId = 'dingharbor0005';
const credentials = 'user:pass word';
const encoded = 'user:pass%20word@';

for (const transport of transports) {
  describe(`through a proxy (${transport.name})`, () => {
    useSettings(() => ({ ...transport.settings, ...trust }));
    let world: World;
    let port: number;
    before(async () => {
      // Only the proxy can reach this host: a call that arrives has come through it.
      world = await startWorld({ tls: authorities().company.server }, `https://${certifiedHost}`);
      port = Number(new URL(world.emulator.url).port);
    });
    after(() => world.emulator.close());
    beforeEach(() => {
      world.emulator.requests.length = 0;
    });

    const refresh = () => world.command('refresh', { corpId });
    /** Runs `use` with a proxy that the editor knows by the setting `http.proxy`. */
    async function withProxy(
      options: Omit<ProxyOptions, 'target'>,
      user: string,
      use: (proxy: TunnelProxy) => Promise<void>,
    ): Promise<void> {
      const proxy = await startProxy({ target: port, ...options });
      try {
        await withSettings({ 'http.proxy': `http://${user}127.0.0.1:${proxy.port}` }, () => use(proxy));
      } finally {
        await proxy.close();
      }
    }

    it('goes by a tunnel', () =>
      withProxy({}, '', async proxy => {
        await refresh();
        assert.deepEqual(proxy.tunnels, [{ host: `${certifiedHost}:443`, isAdmitted: true }]);
        assert.equal(world.emulator.requests.length, 1);
      }));

    it('goes by few tunnels where the editor keeps them', () =>
      withProxy({}, '', async proxy => {
        for (let call = 0; call < 20; call++) await refresh();
        const most = transport.name === 'first choice' && isFetchFirst ? 2 : 20;
        assert.ok(proxy.tunnels.length <= most, `${proxy.tunnels.length} tunnels`);
      }));

    it('shows the credentials of the setting', () =>
      withProxy({ credentials }, encoded, async proxy => {
        await refresh();
        assert.ok(proxy.tunnels.some(({ isAdmitted }) => isAdmitted));
        assert.equal(world.emulator.requests.length, 1);
      }));

    for (const [what, user] of [
      ['no', ''],
      ['the wrong', 'user:wrong@'],
    ] as const) {
      it(`with ${what} credentials is the proxy's failure`, () =>
        withProxy({ credentials }, user, async proxy => {
          await assert.rejects(refresh(), error => {
            const { kind, details } = error as { kind: string; details: { status?: number; host?: string } };
            assert.deepEqual(
              { kind, ...details },
              { kind: 'proxy', status: 407, host: certifiedHost, corpId },
            );
            return true;
          });
          assert.ok(proxy.tunnels.length > 0);
          assert.equal(world.emulator.requests.length, 0);
        }));
    }

    it('that is down is the proxy’s failure', async () => {
      const proxy = await startProxy({ target: port });
      await proxy.close();
      await withSettings({ 'http.proxy': `http://127.0.0.1:${proxy.port}` }, () =>
        assert.rejects(refresh(), { kind: 'proxy' }),
      );
    });

    it('whose name is unknown is the proxy’s failure', () =>
      withSettings({ 'http.proxy': 'http://proxy.dingtalk.test:3128' }, () =>
        assert.rejects(refresh(), { kind: 'proxy' }),
      ));

    it('does not go where http.noProxy says so', () =>
      withProxy({}, '', proxy =>
        withSettings({ 'http.noProxy': [certifiedHost] }, async () => {
          await assert.rejects(refresh(), { kind: 'offline', code: 'ENOTFOUND' });
          assert.equal(proxy.tunnels.length, 0);
        }),
      ));
  });
}
