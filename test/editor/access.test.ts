import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileAccess } from '../../src/access/fileAccess.ts';
import type { AuditRun } from '../../src/audit/run/runWithProgress.ts';
import type { InheritanceTrace } from '../../src/inheritance/trace/trace.ts';
import type { RequestRecord } from '../emulator/recorder.ts';
import { itWithTime } from '../support/thorough.ts';
import { withFolder } from '../support/withFolder.ts';
import { startWorld, type World } from './world.ts';

const corpId = 'dingacme0001';
const unionId = 'cHtUYfake0001iE';
const levels = 12;
const uuidAt = (level: number) => `deep${String(level).padStart(2, '0')}`.padEnd(32, 'a1');

describe('tracing and listing grants', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
    addDeepFile(world);
  });
  beforeEach(() => {
    world.emulator.faults.clear();
    world.emulator.requests.length = 0;
  });
  after(() => world.emulator.close());

  const uuidOf = (name: string) =>
    world.emulator.data.spaces.flatMap(({ dentries }) => dentries).find(each => each.name === name)?.uuid ??
    assert.fail(name);
  const metered = () => world.emulator.requests.filter(({ api }) => api !== 'getAccessToken');
  const trace = (dentryUuid: string) =>
    world.command<InheritanceTrace>('traceInheritance', { corpId, dentryUuid });
  const list = (dentryUuid: string) => world.command<FileAccess>('showAccess', { corpId, dentryUuid });

  it('a trace ends where inheritance is broken, exact on the wire', async () => {
    const dentryUuid = uuidOf('Budget 2026.xlsx');
    const { askedAt, ...traced } = await trace(dentryUuid);
    assert.ok(Math.abs(Date.now() - askedAt) < 60_000);
    assert.deepEqual(traced, {
      corpId,
      dentryUuid,
      steps: [
        { dentryUuid, name: 'Budget 2026.xlsx', inheritance: 'PASS_ON' },
        { dentryUuid: uuidOf('Forecasts'), name: 'Forecasts', inheritance: 'PASS_ON' },
        { dentryUuid: uuidOf('2026'), name: '2026', inheritance: 'BREAK' },
      ],
      end: 'broken',
    });
    const ids = world.emulator.data.spaces.flatMap(({ dentries }) => dentries);
    const entry = (name: string) => {
      const { spaceId, id } = ids.find(each => each.name === name) ?? assert.fail(name);
      return `POST /v1.0/storage/spaces/${spaceId}/dentries/${id}/query?unionId=${unionId} {}`;
    };
    const mode = (uuid: string) =>
      `GET /v2.0/storage/spaces/dentries/${uuid}/permissions/inheritances?unionId=${unionId} `;
    assert.deepEqual(metered().map(lineOf), [
      mode(dentryUuid),
      `GET /v2.0/doc/dentries/${dentryUuid}/queryDentryId?operatorId=${unionId} `,
      entry('Budget 2026.xlsx'),
      entry('Forecasts'),
      mode(uuidOf('Forecasts')),
      entry('2026'),
      mode(uuidOf('2026')),
    ]);
  });

  itWithTime('a trace over twelve levels keeps what was answered, wherever it fails', async () => {
    const whole = await trace(uuidAt(0));
    assert.deepEqual([whole.end, whole.steps.length, metered().length], ['root', levels, 1 + 2 * levels]);
    for (let failing = 1; failing < levels; failing++) {
      for (const api of ['getDentry', 'getPermissionInheritance'] as const) {
        world.emulator.faults.clear();
        world.emulator.requests.length = 0;
        const refusal = { status: 403, body: '{"code":"permissionDenied","message":"no"}' };
        const at =
          api === 'getDentry'
            ? { path: new RegExp(`/${700 + failing}/query$`) }
            : { dentryUuid: uuidAt(failing) };
        world.emulator.faults.add({ kind: 'raw', ...refusal }, { api, ...at });
        const { end, steps } = await trace(uuidAt(0));
        assert.equal(end, 'failed');
        const answered = [...Array<string>(failing).fill('PASS_ON'), undefined];
        assert.deepEqual(
          steps.map(({ inheritance }) => inheritance),
          answered,
          `${api} ${failing}`,
        );
        assert.deepEqual(
          steps.slice(0, failing).map(({ dentryUuid }) => dentryUuid),
          Array.from({ length: failing }, (_, level) => uuidAt(level)),
        );
        assert.ok(metered().length <= 1 + 2 * steps.length, `${metered().length} calls`);
      }
    }
  });

  it('a trace of what does not exist throws, as does one that cannot be asked', async () => {
    await assert.rejects(trace('0'.repeat(32)), { kind: 'notFound', code: 'dentryNotExist' });
    assert.equal(metered().length, 1);
    world.emulator.requests.length = 0;
    const thirdParty = { corpId: 'dingcopper0013', dentryUuid: uuidAt(0) };
    await assert.rejects(world.command('traceInheritance', thirdParty), { kind: 'notSupported' });
    await assert.rejects(world.command('showAccess', thirdParty), { kind: 'notSupported' });
    for (const name of ['traceInheritance', 'showAccess']) {
      for (const dentryUuid of [5, null, undefined, ['x'], {}]) {
        await assert.rejects(world.command(name, { corpId, dentryUuid }), error => {
          const { kind, details } = error as { kind: string; details: { parameter: string } };
          assert.deepEqual([kind, details.parameter], ['invalidParameter', 'dentryUuid']);
          return true;
        });
      }
      await assert.rejects(world.command(name, { corpId: 'nobody', dentryUuid: uuidAt(0) }), {
        kind: 'invalidParameter',
      });
    }
    assert.equal(world.emulator.requests.length, 0);
  });

  it('all grants are listed, 30 a call, exact on the wire', async () => {
    const dentryUuid = uuidOf('Audit 2025');
    const { askedAt, grants, ...rest } = await list(dentryUuid);
    assert.ok(Math.abs(Date.now() - askedAt) < 60_000);
    assert.deepEqual(rest, { corpId, dentryUuid });
    assert.equal(grants.length, 66);
    assert.deepEqual(grants[1], {
      member: { type: 'ORG', id: corpId, corpId, name: 'Acme' },
      role: { id: 'READER', name: '可查看' },
    });
    assert.equal(grants[2]?.durationSeconds, 604_800);
    const bodies = metered().map(({ body }) => JSON.parse(body));
    assert.deepEqual(bodies[0], { option: { maxResults: 30 } });
    assert.equal(bodies.length, 3);
    assert.ok(bodies.slice(1).every(({ option }) => option.maxResults === 30 && option.nextToken !== ''));
    const target = `/v2.0/storage/spaces/dentries/${dentryUuid}/permissions/query?unionId=${unionId}`;
    assert.ok(metered().every(({ method, url }) => method === 'POST' && url === target));
  });

  it('an id is one encoded part of the path, whatever is in it', async () => {
    const odd = 'a/../b?c#d 中';
    await list(odd).catch(() => {});
    await trace(odd).catch(() => {});
    const part = encodeURIComponent(odd);
    const named = metered().filter(({ api }) => api !== 'getDentry');
    for (const { url } of named) {
      assert.ok(url.includes(`/dentries/${part}/`), url);
    }
    const apis = named.map(({ api }) => api);
    assert.deepEqual(apis, ['listPermissions', 'getPermissionInheritance', 'queryDentryId']);
  });

  it('durations that are absent, null, zero or negative have no end', async () => {
    const grant = (duration: string) =>
      `{"member":{"type":"USER","id":"u"},"role":{"id":"READER"}${duration}}`;
    const permissions = ['', ',"duration":null', ',"duration":0', ',"duration":-1', ',"duration":60'].map(
      grant,
    );
    const body = `{"permissions":[${permissions}]}`;
    world.emulator.faults.add({ kind: 'raw', status: 200, body }, { api: 'listPermissions' });
    const { grants } = await list(uuidAt(0));
    assert.deepEqual(
      grants.map(({ durationSeconds }) => durationSeconds),
      [undefined, undefined, undefined, undefined, 60],
    );
    assert.ok(grants.slice(0, 4).every(each => !('durationSeconds' in each)));
  });

  it('a list that never ends is cut off, and says so', async () => {
    const body = '{"permissions":[{"role":{"id":"READER"}}],"nextToken":"again"}';
    world.emulator.faults.add({ kind: 'raw', status: 200, body }, { api: 'listPermissions' });
    const access = await list(uuidAt(0));
    assert.deepEqual([access.isCutOff, access.grants.length, metered().length], [true, 2, 2]);
  });

  it('grants that were listed are exported without a call', () =>
    withFolder(async folder => {
      const dentryUuid = uuidOf('Audit 2025');
      await list(dentryUuid);
      world.emulator.requests.length = 0;
      const write = async (format: string) => {
        const file = path.join(folder, `grants.${format}`);
        await world.command('exportAccess', { corpId, dentryUuid, format, file });
        return readFile(file, 'utf8');
      };
      const csv = await write('csv');
      assert.equal(csv.trimEnd().split('\r\n').length, 1 + 66);
      assert.match(csv, /"USER","auditor1","dingoutside0099","Otto Brandt","outsider","604800"/);
      const { files } = JSON.parse(await write('json'));
      assert.deepEqual(files[0].counts, { all: 66, everyone: 1, outsiders: 1 });
      assert.match(await write('markdown'), /link sharing, whether a grant is inherited.*\n$/);
      assert.equal(world.emulator.requests.length, 0);
      const file = path.join(folder, 'x.csv');
      const unlisted = { corpId, dentryUuid: uuidAt(3), format: 'csv', file };
      await assert.rejects(world.command('exportAccess', unlisted), { kind: 'invalidParameter' });
      const relative = { corpId, dentryUuid, format: 'csv', file: 'x.csv' };
      await assert.rejects(world.command('exportAccess', relative), { kind: 'invalidParameter' });
    }));

  it('the grants of an audit’s broken files are listed, resumed and exported', () =>
    withFolder(async folder => {
      const dentryUuids = ['Audit 2025', '2026', 'Forecasts', 'Patents'].map(uuidOf);
      const audit = await world.command<AuditRun>('auditInheritance', { corpId, dentryUuids });
      assert.equal(audit.counts.BREAK, 3);
      world.emulator.requests.length = 0;
      const mend = world.emulator.faults.add(
        { kind: 'raw', status: 403, body: '{"code":"Forbidden.AccessDenied.IpNotInWhiteList"}' },
        { dentryUuid: uuidOf('Patents') },
      );
      const paused = await world.command<AuditRun>('listGrants', { auditId: audit.auditId });
      assert.deepEqual([paused.state, paused.total, paused.reason?.kind], ['paused', 3, 'ipNotAllowed']);
      mend();
      const { auditId } = paused;
      const done = await world.command<AuditRun>('resumeAudit', { auditId });
      assert.deepEqual([done.state, done.counts], ['finished', { listed: 3 }]);
      assert.ok(metered().every(({ api }) => api === 'listPermissions'));
      // Three pages, one, one, and the one that was refused.
      assert.equal(metered().length, 3 + 1 + 1 + 1);
      const file = path.join(folder, 'grants.csv');
      await world.command('exportAudit', { auditId, format: 'csv', file });
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
      assert.equal(lines.length, 1 + 66 + 4 + 2);
      for (const id of [audit.auditId, auditId]) {
        await world.command('deleteAudit', { auditId: id });
      }
    }));

  it('an audit without broken files has no grants to list', async () => {
    const dentryUuids = [uuidOf('Forecasts')];
    const { auditId } = await world.command<AuditRun>('auditInheritance', { corpId, dentryUuids });
    world.emulator.requests.length = 0;
    await assert.rejects(world.command('listGrants', { auditId }), { kind: 'invalidParameter' });
    assert.equal(metered().length, 0);
    await world.command('deleteAudit', { auditId });
  });

  it('are counted by their purpose, as DingTalk counts them', async () => {
    interface Usage {
      rows: { corpId: string; purpose: string; calls: number }[];
    }
    const counted = async () => {
      const { rows } = await world.command<Usage>('showApiUsage', { corpId });
      const of = (purpose: string) => rows.find(row => row.purpose === purpose)?.calls ?? 0;
      return { trace: of('trace'), access: of('access') };
    };
    const before = await counted();
    const metered = world.emulator.meter.callsThisMonth(corpId);
    await trace(uuidOf('Budget 2026.xlsx'));
    await list(uuidOf('Audit 2025'));
    const after = await counted();
    assert.deepEqual([after.trace - before.trace, after.access - before.access], [7, 3]);
    assert.equal(world.emulator.meter.callsThisMonth(corpId) - metered, 7 + 3);
  });
});

const lineOf = ({ method, url, body }: RequestRecord) => `${method} ${url} ${body}`;

/** A file twelve levels deep, none of which breaks the inheritance. */
function addDeepFile({ emulator }: World): void {
  const [space] = emulator.data.spaces;
  assert.ok(space);
  for (let level = 0; level < levels; level++) {
    const name = `Level ${level}`;
    const path = `/${Array.from({ length: levels - level }, (_, up) => `Level ${levels - 1 - up}`).join('/')}`;
    space.dentries.push({
      ...{ id: String(700 + level), spaceId: space.spaceId, type: level === 0 ? 'FILE' : 'FOLDER' },
      ...{ parentId: level === levels - 1 ? '0' : String(701 + level), name, path, status: 'NORMAL' },
      uuid: uuidAt(level),
    });
    emulator.data.dentries.push({ corpId, dentryUuid: uuidAt(level), name, inheritance: 'PASS_ON' });
  }
}
