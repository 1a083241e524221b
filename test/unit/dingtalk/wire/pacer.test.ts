import assert from 'node:assert/strict';
import { Pacer } from '../../../../src/dingtalk/wire/pacer.ts';

/** A pacer whose time passes only while it waits. */
function simulated(lateness: () => number = () => 0) {
  const clock = { time: 0 };
  const pacer = new Pacer(
    () => clock.time,
    async milliseconds => {
      clock.time += milliseconds + lateness();
    },
  );
  return { clock, pacer };
}

const ready = async () => {};

async function starts(pacer: Pacer, calls: number): Promise<number[]> {
  return Promise.all(Array.from({ length: calls }, async () => (await pacer.turn(ready)).start));
}

/** The most starts in any second. */
function densest(times: readonly number[]): number {
  return Math.max(...times.map(from => times.filter(time => time >= from && time < from + 1000).length));
}

describe('pacer', () => {
  it('lets a lone call start at once', async () => {
    const { pacer } = simulated();
    assert.equal((await pacer.turn(ready)).start, 0);
  });

  it('starts at most 18 in any second, evenly, and hardly fewer', async () => {
    const { pacer } = simulated();
    const times = await starts(pacer, 200);
    assert.equal(densest(times), 18);
    assert.ok((times.at(-1) ?? 0) <= 11_100, `${times.at(-1)} ms for 200`);
    assert.ok(densest(times.map(time => time * 10)) <= 3, 'no bursts');
  });

  it('keeps its limit when timers are late, and makes no burst after a long pause', async () => {
    let call = 0;
    const { pacer, clock } = simulated(() => (call++ % 40 === 39 ? 400 : 3));
    const times = await starts(pacer, 300);
    clock.time += 60_000;
    times.push(...(await starts(pacer, 100)));
    assert.ok(densest(times) <= 18, `${densest(times)}`);
  });

  it('makes up for timers that are late', async () => {
    let call = 0;
    const { pacer } = simulated(() => (call++ % 10 === 9 ? 150 : 5));
    const times = await starts(pacer, 200);
    assert.equal(densest(times), 18);
    assert.ok((times.at(-1) ?? 0) <= 11_300, `${times.at(-1)} ms for 200`);
  });

  it('halves the rate after a throttle, once for all that left before it, and comes back', async () => {
    const { pacer, clock } = simulated();
    const before = await starts(pacer, 20);
    for (const start of before) {
      pacer.throttled(start);
    }
    clock.time += 5000;
    const slow = await starts(pacer, 40);
    assert.equal(densest(slow), 9 + 1);
    for (let answer = 0; answer < 200; answer++) {
      pacer.answered();
    }
    clock.time += 5000;
    assert.equal(densest(await starts(pacer, 60)), 18);
  });

  it('never stops, however often it is throttled', async () => {
    const { pacer, clock } = simulated();
    for (let times = 0; times < 50; times++) {
      clock.time += 1;
      pacer.throttled(clock.time);
      clock.time += 1;
    }
    assert.ok((await pacer.turn(ready)).start - clock.time <= 1000);
  });

  it('gives the turn of a cancelled call to the next', async () => {
    const pacer = new Pacer();
    await pacer.turn(ready);
    await pacer.turn(ready);
    const controller = new AbortController();
    const cancelled = pacer.turn(ready, controller.signal);
    const next = pacer.turn(ready);
    controller.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    await next;
  });
});
