import assert from 'node:assert/strict';
import type { Emulator } from '../emulator/server.ts';
import { transports, withSettings } from './network.ts';
import { startWorld, type World } from './world.ts';

const failing = ['dingpinecone0011', 'dingjiangnan0012'];
const calls = 100;

/** Calls for one organization after another, so that no app's pace gets in the way. */
async function callInTurn({ command, emulator }: World): Promise<void> {
  const corpIds = emulator.data.organizations.map(({ corpId }) => corpId).filter(id => !failing.includes(id));
  for (let call = 0; call < calls; call++) {
    await command('refresh', { corpId: corpIds[call % corpIds.length] });
  }
}

const answered = ({ requests }: Emulator) => requests.filter(({ answer }) => answer?.status === 200).length;

describe('connections', () => {
  for (const { name, settings } of transports) {
    it(`are few for ${calls} calls in sequence (${name})`, () =>
      withSettings(settings, async () => {
        const world = await startWorld();
        try {
          await callInTurn(world);
          assert.ok(answered(world.emulator) >= calls);
          assert.ok(
            world.emulator.connections.opened <= 4,
            `${world.emulator.connections.opened} connections`,
          );
        } finally {
          await world.emulator.close();
        }
      }));
  }

  it('are made in the other way as soon as the setting is switched', async () => {
    const world = await startWorld();
    /** Whether undici made the call: it sends a header that `node-fetch` does not. */
    const isFetch = async () => {
      world.emulator.requests.length = 0;
      await world.command('refresh', { corpId: 'dingharbor0005' });
      return world.emulator.requests.some(({ headers }) => 'sec-fetch-mode' in headers);
    };
    try {
      const first = await isFetch();
      const [, nodeFetch] = transports;
      assert.equal(await withSettings(nodeFetch.settings, isFetch), false);
      assert.equal(await isFetch(), first);
    } finally {
      await world.emulator.close();
    }
  });
});
