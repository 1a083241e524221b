import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { BigFile } from '../../src/spaces/biggest/bigFile.ts';
import type { BinUse, SpaceUsage } from '../../src/spaces/usage/spaceUsage.ts';
import { withFolder } from '../support/withFolder.ts';
import { startWorld, type World } from './world.ts';

const corpId = 'dingacme0001';
const unionId = 'cHtUYfake0001iE';
const finance = '26810061930';
const MB = 1024n ** 2n;

describe('what fills the storage', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    world.emulator.faults.clear();
    world.emulator.requests.length = 0;
  });
  after(() => world.emulator.close());

  const metered = () => world.emulator.requests.filter(({ api }) => api !== 'getAccessToken');
  const usage = () => world.command<SpaceUsage>('showSpaces', { corpId });
  const biggest = (argument: object) => world.command<BigFile[]>('showBiggestFiles', { corpId, ...argument });

  it('tells the spaces, the biggest first, and what is in none, by one call for 50 spaces', async () => {
    await world.command('refresh', { corpId });
    world.emulator.requests.length = 0;
    assert.deepEqual(await usage(), {
      corpId,
      used: 999_817_216n,
      spaces: [
        { spaceId: '26810061931', name: 'Projects', used: 271n * MB, max: 2048n * MB },
        { spaceId: finance, name: 'Finance', used: 264n * MB, max: 300n * MB },
        { spaceId: '26810061932', name: 'Marketing', used: 35n * MB },
        { spaceId: '26810061928', name: 'General', used: 14n * MB },
      ],
      other: 999_817_216n - 584n * MB,
    });
    assert.deepEqual(
      metered().map(({ method, url }) => `${method} ${url}`),
      [`GET /v1.0/drive/spaces?unionId=${unionId}&spaceType=org&maxResults=50`],
    );
  });

  it('tells 3,000 spaces by 60 calls, to the byte', async () => {
    const { spaces } = world.emulator.data;
    const many = Array.from({ length: 2996 }, (_, index) => ({
      spaceId: String(500_000 + index),
      corpId,
      name: `Team ${index}`,
      dentries: [],
      used: 2n ** 53n + BigInt(index),
    }));
    spaces.push(...many);
    try {
      const told = await usage();
      assert.equal(told.spaces.length, 3000);
      assert.equal(
        told.spaces.reduce((sum, { used }) => sum + used, 0n),
        2996n * 2n ** 53n + (2995n * 2996n) / 2n + 584n * MB,
      );
      assert.equal(metered().filter(({ api }) => api === 'listDriveSpaces').length, 60);
    } finally {
      spaces.splice(spaces.indexOf(many[0] ?? assert.fail()), many.length);
    }
  });

  it('leaves out the remainder where the spaces exceed what the organization uses', async () => {
    const space = world.emulator.data.spaces.find(({ spaceId }) => spaceId === finance) ?? assert.fail();
    const { used } = space;
    space.used = 2n ** 53n + 1n;
    try {
      const told = await usage();
      assert.equal(told.spaces[0]?.used, 2n ** 53n + 1n);
      assert.ok(!('other' in told));
    } finally {
      if (used !== undefined) space.used = used;
    }
  });

  it('lists the biggest files of a space, exact on the wire, and of the top folder by one call', async () => {
    const files = await biggest({ spaceId: finance });
    assert.deepEqual(
      files.slice(0, 3).map(({ name, size }) => [name, size]),
      [
        ['Invoices Q3.zip', 148n * MB],
        ['Vouchers.zip', (965n * MB) / 10n],
        ['Budget 2026 scenarios.xlsx', (875n * MB) / 100n],
      ],
    );
    assert.equal(files[2]?.path, '/Budgets/2026/Forecasts/Budget 2026 scenarios.xlsx');
    assert.equal(files[2]?.modifiedAt, Date.UTC(2026, 10, 24, 2));
    assert.ok(files.every(({ size }) => size > 0n));
    assert.deepEqual(
      metered().map(({ method, url, body }) => `${method} ${url} ${body ?? ''}`),
      [
        `POST /v1.0/storage/spaces/${finance}/dentries/listAll?unionId=${unionId} {"option":{"maxResults":50,"order":"ASC"}}`,
      ],
    );
    world.emulator.requests.length = 0;
    const top = await biggest({ spaceId: '26810061931', isTopOnly: true });
    assert.deepEqual(
      top.map(({ name }) => name),
      ['Budget of the projects.xlsx'],
    );
    assert.equal(metered().length, 1);
  });

  it('shows what an audit has just listed without a call, until it is to be listed again', async () => {
    const spaceId = '26810061931';
    const asked = () => metered().filter(({ api }) => api === 'listAllDentries' || api === 'listDentries');
    await world.command('auditSpace', { corpId, spaceId, maxFiles: 1 });
    world.emulator.requests.length = 0;
    await biggest({ spaceId });
    assert.equal(asked().length, 1, 'the audit has not listed all of it');
    await world.command('auditSpace', { corpId, spaceId });
    world.emulator.requests.length = 0;
    const known = await biggest({ spaceId });
    assert.deepEqual(metered(), []);
    const again = await biggest({ spaceId, isListedAgain: true });
    assert.equal(asked().length, 1);
    assert.deepEqual(known, again);
    assert.ok(known.length > 0);
    await biggest({ spaceId });
    assert.equal(asked().length, 2, 'it was listed by this command last');
  });

  it('reads a Drive link in place of a space ID, and refuses anything else before a call', async () => {
    const spaceId = `https://qr.dingtalk.com/page/yunpan?route=previewDentry&spaceId=${finance}&fileId=1`;
    assert.equal((await biggest({ spaceId }))[0]?.name, 'Invoices Q3.zip');
    world.emulator.requests.length = 0;
    for (const argument of [{}, { spaceId: '' }, { spaceId: '../1' }, { spaceId: 5 }, { spaceId: null }]) {
      await assert.rejects(biggest(argument), { kind: 'invalidParameter' }, JSON.stringify(argument));
    }
    await assert.rejects(biggest({ spaceId: finance, isTopOnly: 'yes' }), { kind: 'invalidParameter' });
    for (const argument of [{ corpId: 'nobody' }, { corpId: undefined }, { corpId: 1 }]) {
      await assert.rejects(world.command('showSpaces', argument), { kind: 'invalidParameter' });
      await assert.rejects(world.command('countRecycleBin', argument), { kind: 'invalidParameter' });
    }
    assert.deepEqual(metered(), []);
    await assert.rejects(biggest({ spaceId: '1' }), { kind: 'notFound' });
  });

  it('counts the recycle bin, by a call for the bin and one for each 50 items', async () => {
    const bin = await world.command<BinUse & { corpId: string }>('countRecycleBin', { corpId });
    assert.deepEqual([bin.corpId, bin.items, bin.size, bin.isCutOff], [corpId, 60, 180n * MB, false]);
    assert.equal(bin.oldestAt, Date.UTC(2026, 10, 26) - 59 * 11 * 3_600_000);
    assert.deepEqual(
      metered().map(({ api }) => api),
      ['getRecycleBin', 'listRecycleItems', 'listRecycleItems'],
    );
  });

  it('counts its calls as space usage', async () => {
    const counted = async () => {
      const { rows } = await world.command<{ rows: { purpose: string; calls: number }[] }>('showApiUsage', {
        corpId,
      });
      return rows.filter(({ purpose }) => purpose === 'spaces').reduce((sum, { calls }) => sum + calls, 0);
    };
    const before = await counted();
    await usage();
    await biggest({ spaceId: finance });
    await world.command('countRecycleBin', { corpId });
    assert.ok(metered().length >= 5);
    assert.equal((await counted()) - before, metered().length);
  });

  it('exports what was listed, and makes no call', () =>
    withFolder(async folder => {
      await usage();
      await biggest({ spaceId: finance });
      world.emulator.requests.length = 0;
      const file = path.join(folder, 'x.csv');
      await world.command('exportSpaces', { corpId, format: 'csv', file });
      const spaces = parse(await readFile(file, 'utf8'), { bom: true, columns: true }) as { used: string }[];
      assert.deepEqual(
        spaces.map(({ used }) => BigInt(used)),
        [271n * MB, 264n * MB, 35n * MB, 14n * MB, 999_817_216n - 584n * MB, 999_817_216n],
      );
      await world.command('exportSpaces', { corpId, spaceId: finance, format: 'json', file });
      assert.equal(JSON.parse(await readFile(file, 'utf8')).files[0].size, String(148n * MB));
      await assert.rejects(world.command('exportSpaces', { corpId, spaceId: '9', format: 'csv', file }), {
        kind: 'invalidParameter',
      });
      assert.deepEqual(metered(), []);
    }));

  it('works on sample data without a call', async () => {
    await world.command('exploreSamples');
    const sample = `sample dingxinghe0002`;
    const told = await world.command<SpaceUsage>('showSpaces', { corpId: sample });
    assert.equal(told.spaces[0]?.name, '研发部');
    const files = await world.command<BigFile[]>('showBiggestFiles', {
      corpId: sample,
      spaceId: told.spaces[0]?.spaceId,
    });
    assert.equal(files[0]?.name, '版图 v3.zip');
    await world.command('countRecycleBin', { corpId: sample });
    await world.command('removeSamples');
    // The view that it opens asks about the quota of each organization by itself.
    assert.deepEqual(
      metered().filter(({ api }) => api !== 'getOrg'),
      [],
    );
  });

  it('names each permission that is missing', async () => {
    const before = world.emulator.data.apps.map(({ scopes }) => scopes);
    const asked = [
      ['Drive.Space.Read', () => usage()],
      ['Storage.File.Read', () => biggest({ spaceId: finance })],
      ['Storage.RecycleBin.Read', () => world.command('countRecycleBin', { corpId })],
    ] as const;
    for (const [missing, ask] of asked) {
      for (const [index, app] of world.emulator.data.apps.entries()) {
        app.scopes = (before[index] ?? []).filter(scope => scope !== missing);
      }
      await assert.rejects(ask(), (error: { kind: string; details: { requiredScopes: string[] } }) => {
        assert.equal(error.kind, 'missingScope');
        assert.deepEqual(error.details.requiredScopes, [missing]);
        return true;
      });
    }
    for (const [index, app] of world.emulator.data.apps.entries()) {
      app.scopes = before[index] ?? [];
    }
  });
});
