import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { openSurroundings } from '../../src/doctor/openSurroundings.ts';
import { byCheck, type DoctorReport, reportOf } from '../../src/doctor/result/report.ts';
import { runChecks } from '../../src/doctor/runChecks.ts';
import { createCallOptions } from '../../src/editor/network/callOptions.ts';
import { Organizations } from '../../src/organizations/organizations.ts';
import { Credentials, type Secrets } from '../../src/organizations/signIn/credentials.ts';
import { certifiedHost } from '../emulator/authority.ts';
import { sampleSignIns } from '../emulator/samples.ts';
import type { EmulatorOptions } from '../emulator/server.ts';
import { itWithTime } from '../support/thorough.ts';
import { withFolder } from '../support/withFolder.ts';
import { authorities, transports, trust, useSettings, withSettings } from './network.ts';
import { type ProxyOptions, startProxy } from './proxy.ts';
import { configure, setting, startWorld, type World } from './world.ts';

const acme = 'dingacme0001';
const extensionId = 'dingtalk-storage.dingtalk-storage';

/** What is failed or warned. */
const wrongIn = ({ checks }: DoctorReport) =>
  Object.fromEntries(
    checks.flatMap(({ id, verdict }) =>
      verdict === 'failed' || verdict === 'warning' ? [[id, verdict]] : [],
    ),
  );
const factsOf = ({ checks }: DoctorReport, wanted: string) =>
  checks.find(({ id }) => id === wanted)?.facts.join('\n') ?? '';

async function withWorld(
  use: (world: World) => Promise<void>,
  options?: EmulatorOptions,
  endpoint?: string,
): Promise<void> {
  const world = await startWorld(options, endpoint);
  try {
    await use(world);
  } finally {
    await world.emulator.close();
  }
}

/** Asserts that one check finds what is wrong, and says so; and that no other does. */
async function finds(
  { command }: World,
  expected: Record<string, 'failed' | 'warning'>,
  says: RegExp,
  argument: object = { corpId: acme },
): Promise<DoctorReport> {
  const report = await command<DoctorReport>('runDoctor', argument);
  assert.deepEqual(wrongIn(report), expected, JSON.stringify(report, undefined, 1));
  assert.match(
    Object.keys(expected)
      .map(id => factsOf(report, id))
      .join('\n'),
    says,
  );
  return report;
}

describe('the doctor', () => {
  it('finds nothing where nothing is wrong, and makes no metered call', () =>
    withWorld(async world => {
      const report = await finds(world, {}, /^$/);
      assert.equal(report.checks.length, 14);
      assert.deepEqual(report.counts, { failed: 0, warning: 0, notChecked: 1, ok: 13 });
      assert.equal(world.emulator.meter.callsThisMonth(acme), 0);
    }));

  it('makes no metered call for all organizations either', () =>
    withWorld(async ({ command, emulator }) => {
      const report = await command<DoctorReport>('runDoctor', {});
      assert.deepEqual(wrongIn(report), { signIn: 'failed' });
      const { organizations } = emulator.data;
      const calls = organizations.map(({ corpId }) => emulator.meter.callsThisMonth(corpId));
      assert.deepEqual(new Set(calls), new Set([0]));
      assert.equal(factsOf(report, 'user').match(/belongs to a user/g)?.length, organizations.length - 1);
    }));

  it('makes one for an organization when it may', () =>
    withWorld(async world => {
      await finds(world, {}, /^$/, { corpId: acme, askDingTalk: true });
      assert.equal(world.emulator.meter.callsThisMonth(acme), 1);
    }));

  it('checks its argument, and never coerces it', () =>
    withWorld(async ({ command, emulator }) => {
      for (const [argument, parameter] of [
        [{ corpId: 7 }, 'corpId'],
        [{ corpId: undefined }, 'corpId'],
        [{ corpId: 'dingnobody' }, 'corpId'],
        [{ corpId: 'sample dingacme0001' }, 'corpId'],
        [{ askDingTalk: 'yes' }, 'askDingTalk'],
        [{ askDingTalk: null }, 'askDingTalk'],
        ['dingacme0001', 'argument'],
      ] as const) {
        await assert.rejects(command('runDoctor', argument), (error: { kind: string; details: object }) => {
          assert.equal(error.kind, 'invalidParameter');
          assert.equal((error.details as { parameter: string }).parameter, parameter);
          return true;
        });
      }
      assert.equal(emulator.requests.length, 0);
    }));

  describe('finds, and nothing else', () => {
    const change = (world: World, fields: object) =>
      Object.assign(world.emulator.data.apps.find(({ clientId }) => clientId.endsWith('0001')) ?? {}, fields);

    it('a wrong secret', () =>
      withWorld(async world => {
        // Even while the last access token lives.
        await world.command('refresh', { corpId: acme });
        change(world, { clientSecret: 'another by now' });
        await finds(world, { signIn: 'failed' }, /rejected the Client ID or secret/);
      }));

    it('an expired token that was pasted', () =>
      withWorld(async world => {
        const corpId = 'dingjiangnan0012';
        const report = await finds(world, { signIn: 'failed' }, /has expired or is invalid/, { corpId });
        assert.equal(report.checks.find(({ id }) => id === 'signIn')?.remedy, 'Paste a New Token');
        assert.equal(world.emulator.meter.callsThisMonth(corpId), 0);
      }));

    it('an IP list without this machine', () =>
      withWorld(async world => {
        change(world, { allowedIps: ['203.0.113.7'] });
        await finds(world, { user: 'failed' }, /does not allow calls from the IP address 127\.0\.0\.1/);
      }));

    it('a missing permission', () =>
      withWorld(async world => {
        change(world, { scopes: ['qyapi_get_member'] });
        const argument = { corpId: acme, askDingTalk: true };
        const report = await finds(world, { access: 'failed' }, /permission Storage\.Org\.Read/, argument);
        assert.equal(report.checks.find(({ id }) => id === 'access')?.remedy, 'Request It');
      }));

    it('that no calls are left this month', () =>
      withWorld(async world => {
        const corpId = 'dinglumen0007';
        world.emulator.meter.setCallsThisMonth(corpId, 5000);
        await assert.rejects(world.command('refresh', { corpId }), { kind: 'monthlyQuotaUsed' });
        await finds(world, { usage: 'failed' }, /has used all of its API calls/, { corpId });
        world.emulator.meter.setCallsThisMonth(corpId, 0);
        await world.command('refresh', { corpId });
        await finds(world, {}, /^$/, { corpId });
      }));

    it('a bad entry of the setting', () =>
      withWorld(async world => {
        const [first] = sampleSignIns(world.emulator.url).organizations;
        await configure([first, { ...first, unionId: 'u' }, { corpId: 'x' }]);
        const says = /Entry 2: corpId .*\nEntry 3: unionId/;
        const report = await finds(world, { settings: 'failed' }, says, {});
        assert.equal(report.checks.find(({ id }) => id === 'settings')?.remedy, 'Open Settings (JSON)');
      }));

    for (const [minutes, what] of [
      [30, 'behind'],
      [-30, 'ahead of'],
    ] as const) {
      it(`a clock that is 30 minutes ${what}`, () =>
        withWorld(async world => {
          const date = new Date(Date.now() + minutes * 60_000).toUTCString();
          world.emulator.faults.add(
            { kind: 'raw', status: 404, headers: { date }, body: '{}' },
            { path: '/' },
          );
          await finds(world, { clock: 'failed' }, new RegExp(`30 min ${what} the server`));
        }));
    }

    it('a server that is down', () =>
      withWorld(
        world => finds(world, { connection: 'failed' }, /IPv4 \(ECONNREFUSED\)/).then(() => {}),
        {},
        'http://127.0.0.1:9',
      ));

    it('a name that DNS does not know', () =>
      withWorld(
        world => finds(world, { dns: 'failed' }, /has no IPv4 address/).then(() => {}),
        {},
        'https://nowhere.dingtalk.test',
      ));

    it('a server that does not answer by IPv6', async () => {
      // By IPv4 something is there, and by IPv6 nothing.
      const world = await startWorld();
      try {
        const { port } = new URL(world.emulator.url);
        const { organizations } = sampleSignIns(`http://[::1]:${port}`);
        await configure(organizations);
        await finds(world, { connection: 'failed' }, /no connection by IPv6 \(E(CONNREFUSED|ADDRNOTAVAIL)\)/);
      } finally {
        await world.emulator.close();
      }
    });

    for (const { name, settings } of transports) {
      describe(`by ${name}`, () => {
        useSettings(() => settings);

        for (const isOn of [true, false]) {
          it(`a private authority, with http.systemCertificates ${isOn ? 'on' : 'off'}`, () =>
            withSettings({ 'http.systemCertificates': isOn }, () =>
              withWorld(
                async world => {
                  const report = await finds(world, { connection: 'failed' }, /is not trusted/);
                  assert.match(factsOf(report, 'connection'), /authority that is not public/);
                },
                { tls: authorities().stranger.server },
              ),
            ));
        }

        it('nothing in a private authority that is trusted', () =>
          withSettings(trust, () =>
            withWorld(
              async world => {
                await finds(world, {}, /^$/);
              },
              { tls: authorities().company.server },
            ),
          ));

        /** Calls through a proxy that the editor knows by its setting. */
        const throughProxy = (
          options: Omit<ProxyOptions, 'target'>,
          use: (world: World) => Promise<unknown>,
          endpoint = `https://${certifiedHost}`,
        ) =>
          withWorld(
            async world => {
              const proxy = await startProxy({
                target: Number(new URL(world.emulator.url).port),
                ...options,
              });
              const values = {
                ...trust,
                'http.proxy': `http://secretUser:secretWord@127.0.0.1:${proxy.port}`,
              };
              try {
                await withSettings(values, async () => void (await use(world)));
              } finally {
                await proxy.close();
              }
            },
            { tls: authorities().company.server },
            endpoint,
          );

        it('nothing in a proxy that lets us through', () =>
          throughProxy({ credentials: 'secretUser:secretWord' }, async world => {
            const report = await finds(world, {}, /^$/);
            assert.match(
              factsOf(report, 'proxy'),
              /through a proxy \(on this machine, from http\.proxy, with a user name\)/,
            );
            assert.doesNotMatch(JSON.stringify(report), /secret(User|Word)/);
          }));

        it('a proxy that asks for a password', () =>
          throughProxy({ credentials: 'user:another' }, world =>
            finds(world, { proxy: 'failed' }, /requires a user name and password(.|\n)*HTTP 407/),
          ));

        it('a proxy that refuses', () =>
          throughProxy({ refuses: 403 }, world => finds(world, { proxy: 'failed' }, /HTTP 403/)));

        it('a proxy that is down', () =>
          withWorld(
            world =>
              withSettings({ 'http.proxy': 'http://127.0.0.1:9' }, async () => {
                await finds(world, { proxy: 'failed' }, /ECONNREFUSED/);
              }),
            {},
            `https://${certifiedHost}`,
          ));

        it('a proxy that inspects', () =>
          throughProxy(
            {},
            async world => {
              const report = await finds(world, { connection: 'warning' }, /opens the encrypted connection/);
              assert.match(factsOf(report, 'request'), /api\.dingtalk\.io: .* got HTTP 404/);
            },
            'https://api.dingtalk.io',
          ));
      });
    }

    describe('in the extension’s own folder', () => {
      let folder: string;
      before(async () => {
        folder = await ownFolder();
        await mkdir(folder, { recursive: true });
      });

      it('that it cannot be written', () =>
        withWorld(async world => {
          // The superuser may write anywhere, but not below a file.
          const aside = `${folder}-aside`;
          await rename(folder, aside);
          await writeFile(folder, '');
          try {
            await finds(world, { files: 'failed' }, /cannot be written \(E(NOTDIR|EXIST)\)/);
          } finally {
            await rm(folder);
            await rename(aside, folder);
          }
        }));

      it('a lock of a window that is gone', () =>
        withWorld(async world => {
          const audit = path.join(folder, 'audits', 'left');
          await mkdir(audit, { recursive: true });
          const pid = spawnSync('true').pid;
          await writeFile(path.join(audit, 'lock'), JSON.stringify({ id: 'x', pid, host: hostname() }));
          try {
            await finds(world, { files: 'warning' }, /locked by a window that is gone: 1/);
          } finally {
            await rm(audit, { recursive: true });
          }
        }));
    });

    // No test can break the editor's own, so the checks get another; everything else is the editor's.
    for (const [what, secrets] of [
      ['rejects', { get: reject, store: reject, delete: reject }],
      ['forgets', { get: async () => undefined, store: async () => {}, delete: async () => {} }],
    ] as const) {
      it(`a secret storage that ${what}`, () =>
        withWorld(async () => {
          assert.deepEqual(wrongIn(await examineWith(secrets)), { secrets: 'failed' });
        }));
    }
  });

  itWithTime('takes 15 seconds at most for ten organizations of which three are dead', () =>
    withWorld(async ({ command, emulator }) => {
      // They take connections, and never say anything.
      const dead = [createServer(), createServer(), createServer()];
      try {
        const urls = await Promise.all(
          dead.map(async server => {
            await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
            const address = server.address();
            return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
          }),
        );
        const { organizations } = sampleSignIns(emulator.url);
        const ten = organizations.slice(0, 10).map((each, index) => ({
          ...each,
          ...(index < 3 ? { endpoint: urls[index] } : {}),
        }));
        await configure(ten);
        const started = performance.now();
        const report = await command<DoctorReport>('runDoctor', {});
        const seconds = (performance.now() - started) / 1000;
        console.log(`      ${seconds.toFixed(1)} s`);
        assert.ok(seconds < 15, `${seconds} s`);
        assert.deepEqual(wrongIn(report), { request: 'failed' });
      } finally {
        for (const server of dead) server.close();
      }
    }),
  );
});

function reject(): Promise<never> {
  return Promise.reject(new Error('no keyring'));
}

/** The checks of the first organization, with this secret storage. */
function examineWith(secrets: Secrets): Promise<DoctorReport> {
  return withFolder(async folder => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension);
    const log = { error() {}, debug() {}, trace() {} };
    const surroundings = openSurroundings({
      extension,
      organizations: new Organizations(() => vscode.workspace.getConfiguration().get(setting)),
      secrets,
      credentials: new Credentials(secrets),
      callOptions: createCallOptions('0.0.0', log, () => () => {}),
      folder,
      budget: {
        usageOf: async () => ({ used: 0, allowance: 5000, isUsedUp: false }),
        refreshInterval: () => 0,
      },
      audits: { leftoverLocks: async () => 0 },
      lookups: { all: [] },
    });
    return reportOf(byCheck(await runChecks(surroundings, { corpId: acme }, new AbortController().signal)));
  });
}

/** The extension's folder in the data folder of the editor under test. */
async function ownFolder(): Promise<string> {
  const root = path.dirname(process.env.DINGTALK_STORAGE_TEST_AUTHORITIES ?? '');
  const folders = await readdir(root, { recursive: true });
  const storage = folders.find(each => path.basename(each) === 'globalStorage');
  assert.ok(storage !== undefined, `no globalStorage in ${root}`);
  return path.join(root, storage, extensionId);
}
