import assert from 'node:assert/strict';
import type { OrganizationStorage } from '../../src/quota/organizationStorage.ts';
import { sampleSignIns } from '../emulator/samples.ts';
import { configure, startWorld, type World } from './world.ts';

describe('settings', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.emulator.close());

  const refreshed = async () => {
    const storages = await world.command<OrganizationStorage[]>('refresh');
    return storages.map(({ corpId }) => corpId);
  };
  const acme = () => sampleSignIns(world.emulator.url).organizations[0];

  for (const value of ['text', 7, true, {}]) {
    it(`that are no list (${JSON.stringify(value)}) do no harm`, async () => {
      await configure(value);
      assert.deepEqual(await refreshed(), []);
    });
  }

  it('that are bad in one entry leave the others working', async () => {
    const bad = [
      null,
      'x',
      { unionId: 'u' },
      acme(),
      { corpId: 'http', unionId: 'u', endpoint: 'http://example.com' },
    ];
    await configure([...bad, acme(), { corpId: 'url', unionId: 'u', endpoint: 'nonsense' }]);
    assert.deepEqual(await refreshed(), ['dingacme0001']);
  });

  it('refuse plain http to another host before a connection is made', async () => {
    await configure([{ ...acme(), endpoint: 'http://192.0.2.1:9' }]);
    await assert.rejects(world.command('refresh', { corpId: 'dingacme0001' }), { kind: 'invalidParameter' });
  });
});
