import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { checkIds } from '../../../src/doctor/checks/check.ts';
import { runChecks, type Surroundings } from '../../../src/doctor/runChecks.ts';
import { readOrganizations } from '../../../src/organizations/organization.ts';
import { Credentials } from '../../../src/organizations/signIn/credentials.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { useFolder } from '../../support/withFolder.ts';
import { diagnose, factsOf, probesWith, surroundings, wrongIn } from './surroundings.ts';

const acme = 'dingacme0001';
const pasted = 'dingharbor0005';

describe('the doctor', () => {
  let emulator: Emulator;
  const folder = useFolder();
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  const around = (corpIds: readonly string[] = [acme], changed: Partial<Surroundings> = {}) => {
    const files = { folder: folder.path, leftoverLocks: async () => 0 };
    return surroundings(emulator, corpIds, { files, ...changed });
  };
  const appOf = (digits: string) => {
    const app = emulator.data.apps.find(({ clientId }) => clientId.endsWith(digits));
    assert.ok(app);
    return app;
  };
  const metered = () =>
    emulator.data.organizations.map(({ corpId }) => emulator.meter.callsThisMonth(corpId));

  it('finds nothing where all is well, makes every check, and no metered call', async () => {
    const healthy = around([acme, pasted, 'dingcopper0013']);
    const report = await diagnose(healthy);
    assert.deepEqual(wrongIn(report), {});
    assert.deepEqual(
      report.checks.map(({ id }) => id),
      checkIds,
    );
    assert.deepEqual(report.counts, { failed: 0, warning: 0, notChecked: 1, ok: 13 });
    assert.deepEqual(new Set(metered()), new Set([0]));
    assert.deepEqual(healthy.charges, []);
    assert.match(factsOf(report, 'signIn'), /DingTalk accepted the access token/);
  });

  it('makes one metered call for each organization when it may, by a purpose of its own', async () => {
    const healthy = around([acme, pasted]);
    const report = await diagnose(healthy, { askDingTalk: true });
    assert.deepEqual(report.counts, { failed: 0, warning: 0, notChecked: 0, ok: 14 });
    assert.deepEqual(healthy.charges.map(({ corpId, purpose }) => `${corpId} ${purpose}`).toSorted(), [
      `${acme} doctor`,
      `${pasted} doctor`,
    ]);
    assert.equal(emulator.meter.callsThisMonth(acme), 1);
  });

  it('makes one more for a file that is named', async () => {
    const dentryUuid = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';
    const report = await diagnose(around([acme, pasted]), {
      askDingTalk: true,
      file: { corpId: acme, dentryUuid },
    });
    assert.deepEqual(wrongIn(report), {});
    assert.equal(emulator.meter.callsThisMonth(acme), 2);
    assert.equal(emulator.meter.callsThisMonth(pasted), 1);
  });

  it('checks one organization alone', async () => {
    appOf('0001').clientSecret = 'another by now';
    assert.deepEqual(wrongIn(await diagnose(around([acme, pasted]), { corpId: pasted })), {});
  });

  describe('finds, and finds nothing else:', () => {
    const finds = (
      what: string,
      arrange: () => Partial<Surroundings> | Promise<Partial<Surroundings>>,
      expected: Record<string, string>,
      says: RegExp,
      scope: { corpIds?: string[]; askDingTalk?: boolean } = {},
    ) =>
      it(what, async () => {
        const changed = await arrange();
        const { corpIds, ...rest } = scope;
        const report = await diagnose(around(corpIds, changed), rest);
        assert.deepEqual(wrongIn(report), expected);
        assert.match(
          Object.keys(expected)
            .map(id => factsOf(report, id))
            .join('\n'),
          says,
        );
      });
    const change = (act: () => unknown) => () => {
      act();
      return {};
    };

    finds(
      'a wrong secret',
      change(() => Object.assign(appOf('0001'), { clientSecret: 'another by now' })),
      { signIn: 'failed' },
      /rejected the Client ID or secret for organization 1 \(custom endpoint, internal app\)/,
    );
    finds(
      'a pasted token that DingTalk has forgotten',
      change(() => emulator.tokens.expire()),
      { signIn: 'failed' },
      /The access token for organization 1 \(custom endpoint, pasted access token\) has expired/,
      { corpIds: [pasted] },
    );
    finds(
      'a pasted token that is too old, without a call',
      () => ({
        credentials: { get: async () => ({ accessToken: 'x', setAt: Date.now() - 3 * 3_600_000 }) },
      }),
      { signIn: 'failed' },
      /pasted 180 min ago/,
      { corpIds: [pasted] },
    );
    finds(
      'that nobody is signed in',
      () => ({ credentials: { get: async () => undefined } }),
      { signIn: 'failed' },
      /You are signed out of organization 1/,
    );
    finds(
      'an address that is not on the list',
      change(() => {
        appOf('0001').allowedIps = ['203.0.113.7'];
        emulator.settings.clientIp = '2001:db8::1';
      }),
      { user: 'failed' },
      /2001:db8::1/,
    );
    finds(
      'a user who is not of the organization',
      change(() => {
        emulator.data.users = [];
      }),
      { user: 'failed' },
      /This user does not exist in organization 1/,
    );
    finds(
      'a missing permission, when DingTalk may be asked',
      change(() => {
        appOf('0001').scopes = ['qyapi_get_member'];
      }),
      { access: 'failed' },
      /does not have the permission Storage\.Org\.Read/,
      { askDingTalk: true },
    );
    finds(
      'a user without rights, when DingTalk may be asked',
      change(() => {
        for (const user of emulator.data.users) user.permitted = false;
      }),
      { access: 'failed' },
      /does not have permission/,
      { askDingTalk: true },
    );
    finds(
      'that no calls are left',
      () => ({ usageOf: async () => ({ used: 5000, allowance: 5000, isUsedUp: true }) }),
      { usage: 'failed' },
      /has used all of its API calls/,
    );
    finds(
      'a blocked address',
      change(() => emulator.faults.add({ kind: 'status1111' }, { path: '/' })),
      { request: 'failed' },
      /may have blocked this IP address/,
    );
    finds(
      'a gateway that is down',
      change(() => emulator.faults.add({ kind: 'raw', status: 503 }, { path: '/' })),
      { request: 'warning' },
      /HTTP 503/,
    );
    finds(
      'a server that does not answer',
      change(() => emulator.faults.add({ kind: 'hang' })),
      { request: 'failed' },
      /did not respond|timed out|in time/,
    );
    for (const [minutes, what] of [
      [30, 'behind'],
      [-30, 'ahead of'],
    ] as const) {
      finds(
        `a clock that is 30 minutes ${what}`,
        change(() => {
          const date = new Date(Date.now() + minutes * 60_000).toUTCString();
          emulator.faults.add({ kind: 'raw', status: 404, headers: { date }, body: '{}' }, { path: '/' });
        }),
        { clock: 'failed' },
        new RegExp(`30 min ${what} the server`),
      );
    }
    finds(
      'a clock that is 5 minutes off',
      change(() => {
        const date = new Date(Date.now() + 300_000).toUTCString();
        emulator.faults.add({ kind: 'raw', status: 404, headers: { date }, body: '{}' }, { path: '/' });
      }),
      { clock: 'warning' },
      /5 min behind/,
    );
    finds(
      'a secret storage that rejects',
      () => {
        const reject = () => Promise.reject(new Error('no keyring'));
        const secrets = { get: reject, store: reject, delete: reject };
        return { secrets, credentials: new Credentials(secrets) };
      },
      { secrets: 'failed' },
      /reported an error/,
    );
    finds(
      'a secret storage that forgets',
      () => ({
        secrets: { get: async () => undefined, store: async () => {}, delete: async () => {} },
        credentials: { get: async () => undefined },
      }),
      { secrets: 'failed' },
      /did not return what was stored/,
    );
    finds(
      'a secret storage that waits for a password',
      () => {
        const wait = () => new Promise<never>(() => {});
        return { secrets: { get: wait, store: wait, delete: wait }, credentials: { get: wait } };
      },
      { secrets: 'failed' },
      /keyring/,
    );
    finds(
      'bad entries of the setting',
      () => {
        const good = around().entries;
        const bad = readOrganizations(['x', { corpId: 'a' }, { corpId: 'b', unionId: 'c', endpoint: 7 }]);
        return { entries: [...good, ...bad] };
      },
      { settings: 'failed' },
      /Entry 1 is not an object\.\nEntry 2: unionId .*\nEntry 3: endpoint/,
    );
    finds(
      'a proxy that is no URL',
      () => ({ network: { ...around().network, proxy: 'proxy:3128' } }),
      { network: 'warning' },
      /not the URL of a proxy/,
    );
    finds(
      'a proxy that is set, and switched off',
      () => ({ network: { ...around().network, proxy: 'http://10.1.1.1:1', proxySupport: 'off' } }),
      { network: 'warning' },
      /proxySupport is off/,
    );
    finds(
      'a folder that cannot be written',
      async () => {
        // The superuser may write anywhere, but not below a file.
        const file = path.join(folder.path, 'file');
        await writeFile(file, '');
        return { files: { folder: path.join(file, 'below'), leftoverLocks: async () => 0 } };
      },
      { files: 'failed' },
      /cannot be written \(ENOTDIR\)/,
    );
    finds(
      'a leftover lock',
      () => ({ files: { folder: folder.path, leftoverLocks: async () => 2 } }),
      { files: 'warning' },
      /locked by a window that is gone: 2/,
    );
    finds(
      'a server that has an IPv6 address and does not answer there',
      () => ({
        entries: readOrganizations(
          around().entries.map(entry => ({
            ...entry,
            endpoint: emulator.url.replace('127.0.0.1', 'localhost'),
          })),
        ),
        probes: probesWith({
          lookUp: async (_, family) => ({ value: family === 4 ? '127.0.0.1' : '::1', ms: 1 }),
          connect: async address =>
            address === '::1' ? { code: 'ECONNREFUSED', ms: 1 } : { value: true, ms: 1 },
        }),
      }),
      { connection: 'warning' },
      /only one of IPv4 and IPv6/,
    );
  });

  it('takes a machine without IPv6, or a server without, for what it is', async () => {
    for (const code of ['ENETUNREACH', 'EADDRNOTAVAIL']) {
      const report = await diagnose(
        around([acme], {
          probes: probesWith({
            lookUp: async (_, family) => ({ value: family === 4 ? '127.0.0.1' : '::1', ms: 1 }),
            connect: async address => (address === '::1' ? { code, ms: 1 } : { value: true, ms: 1 }),
          }),
        }),
      );
      assert.deepEqual(wrongIn(report), {});
    }
  });

  describe('where the server is out of reach', () => {
    const of = (endpoint: string) => {
      const { entries } = around();
      return around([acme], { entries: readOrganizations(entries.map(entry => ({ ...entry, endpoint }))) });
    };
    const all = { askDingTalk: true };

    it('finds a name that is unknown, and asks no further', async () => {
      const report = await diagnose(of('https://nowhere.dingtalk.test'), all);
      assert.deepEqual(wrongIn(report), { dns: 'failed' });
      assert.match(factsOf(report, 'dns'), /custom endpoint: has no IPv4 address/);
      assert.equal(report.checks.find(({ id }) => id === 'access')?.verdict, 'notChecked');
      assert.deepEqual(metered().filter(Boolean), []);
    });

    it('finds a server that is down', async () => {
      const report = await diagnose(of('http://127.0.0.1:9'), all);
      assert.deepEqual(wrongIn(report), { connection: 'failed' });
      assert.match(factsOf(report, 'connection'), /no connection by IPv4 \(ECONNREFUSED\)/);
    });

    it('takes 15 seconds at most for ten organizations of which three are dead', async () => {
      // Connections are taken, and nothing is ever said.
      const dead: Server[] = [];
      for (let index = 0; index < 3; index++) {
        const server = createServer();
        await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
        dead.push(server);
      }
      const ports = dead.map(server => {
        const address = server.address();
        return typeof address === 'object' ? address?.port : undefined;
      });
      const ids = emulator.data.organizations
        .map(({ corpId }) => corpId)
        .filter(id => !/0011|0012|0013/.test(id));
      const { entries } = around(ids);
      const ten = entries.map((entry, index) => ({
        ...entry,
        ...(index < 3 ? { endpoint: `http://127.0.0.1:${ports[index]}` } : {}),
      }));
      assert.equal(ten.length, 10);
      try {
        const started = performance.now();
        const report = await diagnose(
          around(ids, { entries: readOrganizations(ten), limit: 7000, probes: probesWith({}, 7000) }),
        );
        const took = performance.now() - started;
        assert.deepEqual(wrongIn(report), { request: 'failed' });
        assert.equal(factsOf(report, 'signIn').match(/got an access token|accepted/g)?.length, 7);
        assert.ok(took < 15_000, `${took} ms`);
      } finally {
        for (const server of dead) server.close();
      }
    });
  });

  it('stops when it is cancelled', async () => {
    emulator.faults.add({ kind: 'hang' });
    const controller = new AbortController();
    const running = runChecks(around(), {}, controller.signal);
    await emulator.request(({ url }) => url === '/');
    controller.abort();
    await assert.rejects(running, { name: 'AbortError' });
  });
});
