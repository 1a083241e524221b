import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startEmulator } from '../emulator/server.ts';
import { startWorld, type World } from './world.ts';

const corpId = 'dingharbor0005';
const token = 'fake-access-token-0005';

/** Both ways to the network: the host's own `fetch`, and `node-fetch` if support for it is switched off. */
for (const isSupported of [true, false]) {
  describe(`on the wire, http.fetchAdditionalSupport ${isSupported}`, () => {
    let world: World;
    before(async () => {
      await vscode.workspace
        .getConfiguration('http')
        .update('fetchAdditionalSupport', isSupported, vscode.ConfigurationTarget.Global);
      world = await startWorld();
    });
    after(async () => {
      await world.emulator.close();
      await vscode.workspace
        .getConfiguration('http')
        .update('fetchAdditionalSupport', undefined, vscode.ConfigurationTarget.Global);
    });
    afterEach(() => world.emulator.faults.clear());

    it('is exactly the documented request', async () => {
      world.emulator.requests.length = 0;
      await world.command('refresh', { corpId });
      const dentryUuid = 'a/../b?c#d 中';
      await world.command('queryInheritance', { corpId: 'dingacme0001', dentryUuid });
      const seen = world.emulator.requests.filter(({ method }) => method === 'GET');
      assert.deepEqual(
        seen.map(({ url }) => url),
        [
          `/v1.0/storage/orgs/${corpId}?unionId=cHtUYfake0005iE`,
          '/v2.0/storage/spaces/dentries/a%2F..%2Fb%3Fc%23d%20%E4%B8%AD/permissions/inheritances?unionId=cHtUYfake0001iE',
        ],
      );
      assert.equal(seen[1]?.dentryUuid, dentryUuid);
      assert.equal(seen[0]?.headers['x-acs-dingtalk-access-token'], token);
      for (const { body, headers } of seen) {
        assert.equal(body, '');
        assert.match(headers['user-agent'] ?? '', /^dingtalk-storage\/\d+\.\d+\.\d+$/);
      }
    });

    it('refuses a redirect, and the other port never sees the token', async () => {
      const other = await startEmulator();
      world.emulator.faults.add({ kind: 'redirect', to: `${other.url}/v1.0/storage/orgs/x?unionId=u` });
      try {
        await assert.rejects(world.command('refresh', { corpId }), { kind: 'badAnswer' });
        assert.equal(other.requests.length, 0);
        assert.equal(other.connections.opened, 0);
      } finally {
        await other.close();
      }
    });

    it('gives the partitions that can be read where the quota of one cannot', async () => {
      const [bad, good] = ['{"used":"?"}', '{"used":1,"type":"SHARE"}'].map(
        quota => `{"partitionType":"P","quota":${quota}}`,
      );
      const body = `{"org":{"partitions":[${bad},${good}]}}`;
      world.emulator.faults.add({ kind: 'raw', status: 200, body }, { times: 1 });
      const [storage] = await world.command<{ partitions: unknown[] }[]>('refresh', { corpId });
      const quota = { used: 1n, type: 'SHARE' };
      assert.deepEqual(storage?.partitions, [{ partitionType: 'P' }, { partitionType: 'P', quota }]);
    });

    it('refuses an answer over 1 MiB', async () => {
      world.emulator.faults.add({ kind: 'giantBody' });
      await assert.rejects(world.command('refresh', { corpId }), { kind: 'badAnswer', message: /1 MiB/ });
    });

    it('gives up on a try in time, and tries again', async () => {
      const configuration = vscode.workspace.getConfiguration('dingtalkStorage');
      await configuration.update('requestTimeoutSeconds', 1, vscode.ConfigurationTarget.Global);
      world.emulator.requests.length = 0;
      world.emulator.faults.add({ kind: 'hang' }, { times: 1 });
      await world.command('refresh', { corpId });
      assert.equal(world.emulator.requests.length, 2);
      await configuration.update('requestTimeoutSeconds', undefined, vscode.ConfigurationTarget.Global);
    });

    it('keeps the token out of what is thrown when the server echoes it', async () => {
      const body = JSON.stringify({ code: `no ${token}`, message: `bad ${token}`, requestid: token });
      world.emulator.faults.add({ kind: 'raw', status: 400, body });
      await assert.rejects(world.command('refresh', { corpId }), error => {
        assert.doesNotMatch(`${error}${JSON.stringify(error)}${(error as Error).stack}`, new RegExp(token));
        return true;
      });
    });
  });
}
