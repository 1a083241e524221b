import assert from 'node:assert/strict';
import { KeptAudits } from '../../../../src/audit/run/keptAudits.ts';
import { RunningAudits } from '../../../../src/audit/run/runningAudits.ts';
import { stateKeys } from '../../../../src/ids.ts';
import { MemoryState } from '../../../support/memoryState.ts';

describe('audits that a window is working on', () => {
  const { signal } = new AbortController();
  const aborted = (ending: AbortSignal) =>
    new Promise<string>(resolve => ending.addEventListener('abort', () => resolve('stopped')));

  it('are found after the window has ended, once', async () => {
    const state = new MemoryState();
    const running = new RunningAudits(new KeptAudits(state));
    const runs = [running.track('one', signal, aborted), running.track('two', signal, aborted)];
    await running.track('three', signal, async () => 'finished');
    await running.end();
    assert.deepEqual(await Promise.all(runs), ['stopped', 'stopped']);

    const afterReload = new KeptAudits(state);
    assert.deepEqual(afterReload.take(), ['one', 'two']);
    assert.deepEqual(afterReload.take(), []);
  });

  it('are forgotten when they end by themselves, in a failure too', async () => {
    const kept = new KeptAudits(new MemoryState());
    const running = new RunningAudits(kept);
    await assert.rejects(
      running.track('one', signal, () => Promise.reject(new Error('disk'))),
      /disk/,
    );
    assert.deepEqual(kept.take(), []);
  });

  it('are none where something else is kept', async () => {
    const state = new MemoryState();
    for (const [value, ids] of [
      ['one', []],
      [{}, []],
      [[1, 'one', null], ['one']],
    ] as const) {
      await state.update(stateKeys.runningAudits, value);
      assert.deepEqual(new KeptAudits(state).take(), ids);
    }
  });
});
