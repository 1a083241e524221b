import assert from 'node:assert/strict';
import fc from 'fast-check';
import { laneOf } from '../../../../src/dingtalk/wire/lanes.ts';
import { Pacer, Pacers } from '../../../../src/dingtalk/wire/pacer.ts';
import { SimulatedTime } from '../../../support/simulatedTime.ts';

function simulated(lateness?: () => number) {
  const time = new SimulatedTime(lateness);
  return { time, pacer: new Pacer(time.now, time.wait) };
}

const ready = async () => {};

function starts(pacer: Pacer, calls: number): Promise<number[]> {
  return Promise.all(Array.from({ length: calls }, async () => (await pacer.turn(ready)).start));
}

/** The most starts in any second. */
function densest(times: readonly number[]): number {
  return Math.max(...times.map(from => times.filter(time => time >= from && time < from + 1000).length));
}

describe('pacer', () => {
  it('lets a lone call start at once', async () => {
    const { pacer, time } = simulated();
    assert.equal((await time.run(pacer.turn(ready))).start, 0);
  });

  it('starts 18 a second, evenly, and hardly fewer, where nothing is known', async () => {
    const { pacer, time } = simulated();
    const times = await time.run(starts(pacer, 200));
    assert.ok(densest(times) <= 19, `${densest(times)}`);
    assert.ok((times.at(-1) ?? 0) <= 11_100, `${times.at(-1)} ms for 200`);
    assert.ok(densest(times.map(start => start * 10)) <= 3, 'no bursts');
  });

  it('keeps below 20 when timers are late, makes up for it, and makes no burst after a long pause', () =>
    fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(
          fc.oneof({ arbitrary: fc.nat(4), weight: 20 }, { arbitrary: fc.nat(400), weight: 1 }),
        ),
        async lateness => {
          const { pacer, time } = simulated(() => lateness.next().value ?? 0);
          const times = await time.run(starts(pacer, 300));
          await time.run(time.wait(60_000));
          times.push(...(await time.run(starts(pacer, 100))));
          assert.ok(densest(times) <= 19, `${densest(times)}`);
          assert.ok((times[299] ?? 0) <= 18_500, `${times[299]} ms for 300`);
        },
      ),
      { numRuns: 30 },
    ));

  it('halves no rate twice for what left before it, never stops, and comes back', async () => {
    const { pacer, time } = simulated();
    const before = await time.run(starts(pacer, 60));
    for (const start of before.slice(-10)) {
      pacer.throttled(start);
    }
    assert.ok(pacer.perSecond > 7, `${pacer.perSecond}`);
    for (let times = 0; times < 50; times++) {
      const { start } = await time.run(pacer.turn(ready));
      pacer.throttled(start);
    }
    assert.equal(pacer.perSecond, 1);
    const asked = time.now();
    assert.ok((await time.run(pacer.turn(ready))).start - asked <= 1000);
    for (let answer = 0; answer < 100; answer++) {
      pacer.answered((await time.run(pacer.turn(ready))).start);
    }
    assert.equal(pacer.perSecond, 18);
  });

  it('gives the turn of a cancelled call, and of one that cannot be prepared, to the next', async () => {
    const { pacer, time } = simulated();
    await time.run(pacer.turn(ready));
    const controller = new AbortController();
    const cancelled = pacer.turn(ready, { signal: controller.signal });
    const failed = pacer.turn(() => Promise.reject(new Error('no token')));
    const next = pacer.turn(ready);
    controller.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    await assert.rejects(time.run(failed), /no token/);
    assert.ok((await time.run(next)).start < 60);
    await assert.rejects(pacer.turn(ready, { signal: controller.signal }), { name: 'AbortError' });
  });

  it("starts a person's calls first, and retries before their like", async () => {
    const { pacer, time } = simulated();
    const order: string[] = [];
    const asked = (name: string, isBulk: boolean, isRetry = false) =>
      pacer.turn(async () => order.push(name), { isBulk, isRetry });
    const all = [
      asked('bulk 1', true),
      asked('bulk 2', true),
      asked('bulk retry', true, true),
      asked('person', false),
      asked('person retry', false, true),
    ];
    await time.run(Promise.all(all));
    assert.deepEqual(order, ['bulk 1', 'person retry', 'person', 'bulk retry', 'bulk 2']);
  });

  it('takes what a call is made with when its turn has come', async () => {
    const { pacer, time } = simulated();
    const turns = Array.from({ length: 40 }, () => pacer.turn(async () => time.now()));
    for (const { start, prepared } of await time.run(Promise.all(turns))) {
      assert.equal(prepared, start);
    }
  });
});

describe('lanes', () => {
  it('are one for each endpoint, app and API, and one for all of the knowledge bases', async () => {
    const time = new SimulatedTime();
    const pacers = new Pacers(lane => new Pacer(time.now, time.wait, lane));
    const usual = laneOf('https://api.dingtalk.io', 'app', 'getOrg');
    const nodes = laneOf('https://api.dingtalk.io', 'app', 'listNodes', 'wiki');
    const spaces = laneOf('https://api.dingtalk.io', 'app', 'listWorkspaces', 'wiki');
    assert.equal(pacers.get(nodes), pacers.get(spaces));
    assert.notEqual(pacers.get(usual), pacers.get(laneOf('https://api.dingtalk.io', 'app', 'other')));
    assert.deepEqual([pacers.rateOf(usual), pacers.rateOf(nodes)], [18, 2.5]);
    const times = await time.run(starts(pacers.get(nodes), 6));
    assert.deepEqual(times, [0, 400, 800, 1200, 1600, 2000]);
  });
});
