import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { sampleData } from '../emulator/samples.ts';
import { isEverythingTested, longTest, times } from '../support/thorough.ts';
import { startWorld, type World } from './world.ts';

const corpId = 'dingacme0001';
const files = times(2000, 300);
const dentries = Array.from({ length: files }, (_, number) => ({
  corpId,
  dentryUuid: `pace${String(number).padStart(28, '0')}`,
  name: `File ${number}`,
  inheritance: 'PASS_ON',
}));

describe('an audit where DingTalk allows 60 calls a second', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ data: { ...sampleData, dentries }, callsPerSecond: 60 });
  });
  after(() => world.emulator.close());

  longTest('uses them, and holds no other command up', async () => {
    const { command, emulator } = world;
    const began = performance.now();
    let isRunning = true;
    const audit = command<{ state: string; counts: Record<string, number> }>('auditInheritance', {
      corpId,
      dentryUuids: dentries.map(({ dentryUuid }) => dentryUuid),
    }).finally(() => {
      isRunning = false;
    });
    const waits: number[] = [];
    while (isRunning) {
      await delay(500);
      const asked = performance.now();
      await command('refresh', { corpId });
      waits.push(performance.now() - asked);
    }
    const { state, counts } = await audit;
    const seconds = (performance.now() - began) / 1000;
    const sorted = waits.toSorted((a, b) => a - b);
    const [middle = 0, slow = 0] = [0.5, 0.9].map(part => sorted[Math.floor(sorted.length * part)]);
    const asked = emulator.requests.filter(({ api }) => api === 'getPermissionInheritance');
    const throttled = asked.filter(({ answer }) => answer?.status === 403).length;
    console.log(
      `      ${files} files in ${seconds.toFixed(1)} s, ${throttled} throttled; others waited ${middle.toFixed(0)} ms, ${slow.toFixed(0)} ms at most (90 %)`,
    );
    assert.equal(state, 'finished');
    assert.deepEqual(counts, { PASS_ON: files });
    assert.equal(asked.length - throttled, files, 'none is asked about twice');
    // Another command is answered in the middle of the audit, and is no figure to rely on where others run too.
    assert.ok(waits.length > 3, `${waits.length} answers`);
    if (isEverythingTested) {
      assert.ok(seconds <= 40, `${seconds} s`);
      assert.ok(slow <= 100, `${slow} ms`);
    }
  });
});
