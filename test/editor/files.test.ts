import assert from 'node:assert/strict';
import type { FoundFile } from '../../src/files/finder.ts';
import { uuidOf } from '../../src/samples/spaces/tree.ts';
import { startWorld, type World } from './world.ts';

const corpId = 'dingacme0001';
const handbook = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';

describe('finding files', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.emulator.close());
  beforeEach(() => {
    world.emulator.requests.length = 0;
  });

  const find = (text: string) => world.command<FoundFile[]>('findFile', { corpId, text });
  const calls = () => world.emulator.requests.flatMap(({ api, url }) => (/oauth2/.test(url) ? [] : [api]));

  it('reads a uuid and a node link without a call', async () => {
    for (const text of [handbook, `https://alidocs.dingtalk.com/i/nodes/${handbook}`]) {
      assert.deepEqual(await find(text), [{ dentryUuid: handbook }]);
    }
    assert.deepEqual(calls(), []);
  });

  it('resolves another link and ids by one call each, and the same ones by none', async () => {
    const link = `https://alidocs.dingtalk.com/document/edit?x=1&docKey=${handbook.slice(0, 16)}#a b`.replace(
      ' ',
      '%20',
    );
    const ids =
      'https://qr.dingtalk.com/page/yunpan?route=previewDentry&spaceId=26810061928&fileId=190000000000';
    for (let time = 0; time < 2; time++) {
      assert.deepEqual(await find(link), [{ dentryUuid: handbook }]);
      assert.deepEqual(await find(ids), [{ dentryUuid: handbook }]);
    }
    assert.deepEqual(calls(), ['queryDentryUuid', 'queryDentryUuidById']);
    const [first] = world.emulator.requests.filter(({ api }) => api === 'queryDentryUuid');
    assert.ok(first?.url.includes(`idOrUrl=${encodeURIComponent(link)}&`), first?.url);
  });

  it('searches for any other text, and gives names, creators and paths', async () => {
    const found = await find('budget 2026.xlsx');
    const path = '/Finance/Budgets/2026/Forecasts/Budget 2026.xlsx';
    const dentryUuid = uuidOf(`${corpId} 26810061930 ${path.slice('/Finance'.length)}`);
    assert.equal(found.length, 1);
    assert.deepEqual(
      [found[0]?.dentryUuid, found[0]?.name, found[0]?.path],
      [dentryUuid, 'Budget 2026.xlsx', path],
    );
    assert.ok(found[0]?.creator);
    assert.deepEqual(await find('nothing is named so'), []);
    assert.deepEqual(calls(), ['searchDentries', 'searchDentries']);
  });

  it('refuses what names no file, before any call', async () => {
    for (const [text, kind] of [
      ['', 'invalidParameter'],
      ['https://example.com/i/p/x', 'invalidParameter'],
      [`${handbook} rig1KBxzVU2cfudZjonnkCWCbTA48Z3G`, 'invalidParameter'],
    ] as const) {
      await assert.rejects(find(text), { kind }, text);
    }
    for (const argument of [
      { corpId, text: 5 },
      { corpId: null, text: 'x' },
      { corpId: 'nobody', text: 'x' },
    ]) {
      await assert.rejects(world.command('findFile', argument), { kind: 'invalidParameter' });
    }
    assert.deepEqual(calls(), []);
    await assert.rejects(find('https://alidocs.dingtalk.com/i/p/Y7kmb'), { kind: 'notFound' });
  });

  it('names the permission that is missing', async () => {
    for (const app of world.emulator.data.apps) {
      app.scopes = app.scopes.filter(scope => scope !== 'Storage.Dentry.Search');
    }
    await assert.rejects(find('x'), (error: { kind: string; details: { requiredScopes: string[] } }) => {
      assert.equal(error.kind, 'missingScope');
      assert.deepEqual(error.details.requiredScopes, ['Storage.Dentry.Search']);
      return true;
    });
  });

  it('finds in the sample data without a call', async () => {
    await world.command('exploreSamples');
    const found = await world.command<FoundFile[]>('findFile', { corpId: `sample ${corpId}`, text: 'skate' });
    assert.ok(found.length >= 2);
    await world.command('removeSamples');
    // The view that it opens asks about the quota of each organization by itself.
    assert.deepEqual(
      calls().filter(api => api !== 'getOrg'),
      [],
    );
  });
});
