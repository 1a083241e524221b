import assert from 'node:assert/strict';
import fc from 'fast-check';
import { times } from '../../../support/thorough.ts';
import { limitedServer, type World } from './limitedServer.ts';

type Server = ReturnType<typeof limitedServer>;

/** A share of the calls that `cap` lets pass, from a time until the last but one second. */
function shareOf({ arrivals }: Server, cap: number, from: number): number {
  const passed = arrivals.filter(({ passed }) => passed);
  const end = (passed.at(-1)?.at ?? 0) - 1000;
  return passed.filter(({ at }) => at >= from && at < end).length / (((end - from) / 1000) * cap);
}

function throttledOf({ arrivals }: Server, from = 0): number {
  const late = arrivals.filter(({ at }) => at >= from);
  return late.filter(({ passed }) => !passed).length / late.length;
}

async function audit(world: World, files: number): Promise<Server> {
  const server = limitedServer(world);
  assert.equal(await server.time.run(server.askMany(files)), 0, 'no failure');
  const names = server.arrivals.filter(({ passed }) => passed).map(({ name }) => name);
  assert.equal(new Set(names).size, files);
  assert.equal(names.length, files, 'none metered twice');
  return server;
}

describe('the rate of work in bulk', () => {
  it('uses at least 95 % of the documented limits from the tenth second on, with few throttles', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(20, 40, 60),
        fc.double({ min: 0, max: 25, noNaN: true }),
        fc.integer(),
        async (cap, jitter, seed) => {
          const server = await audit({ cap: () => cap, jitter, random: randomOf(seed) }, 30 * cap);
          const [share, throttled] = [shareOf(server, cap, 10_000), throttledOf(server)];
          assert.ok(share >= 0.95, `${share} of ${cap}`);
          assert.ok(throttled <= 0.02, `${throttled} throttled`);
        },
      ),
      { numRuns: times(12, 4) },
    ));

  it('is not held down by calls that the network has bunched early on', async () => {
    let isBunched = false;
    const cap = (now: number) => {
      // A single call is turned away, long before the limit.
      const isEarly = !isBunched && now > 1500;
      isBunched ||= isEarly;
      return isEarly ? 0 : 60;
    };
    const server = await audit({ cap }, 1500);
    assert.ok(shareOf(server, 60, 15_000) >= 0.95, `${shareOf(server, 60, 15_000)}`);
  });

  it('leaves no gap where answers take a second', async () => {
    const server = await audit({ cap: () => 60, slowness: 1000 }, 1500);
    assert.ok(shareOf(server, 60, 12_000) >= 0.95, `${shareOf(server, 60, 12_000)}`);
  });

  it('rises also where no file exists', async () => {
    const server = limitedServer({ cap: () => 60, isEmpty: true });
    assert.equal(await server.time.run(server.askMany(600)), 600);
    assert.ok(server.pacer.perSecond > 50, `${server.pacer.perSecond}`);
  });

  it('fits any limit, also where less is left than it started with', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 6, max: 90 }), fc.integer(), async (cap, seed) => {
        const server = await audit({ cap: () => cap, random: randomOf(seed) }, 30 * cap);
        assert.ok(shareOf(server, cap, 12_000) >= 0.8, `${shareOf(server, cap, 12_000)} of ${cap}`);
        assert.ok(throttledOf(server, 12_000) <= 0.05, `${throttledOf(server, 12_000)} of ${cap}`);
      }),
      { numRuns: times(12, 4) },
    ));

  it('settles within 10 seconds of a limit that fell or rose', async () => {
    for (const [before, after, files] of [
      [60, 20, 1500],
      [60, 50, 1800],
      [40, 20, 1200],
    ] as const) {
      const server = await audit({ cap: now => (now < 15_000 ? before : after) }, files);
      assert.ok(throttledOf(server, 25_000) <= 0.02, `${before} to ${after}`);
      assert.ok(shareOf(server, after, 25_000) >= 0.93, `${before} to ${after}`);
    }
    const risen = await audit({ cap: now => (now < 15_000 ? 20 : 60) }, 2500);
    assert.ok(risen.pacer.perSecond > 55, `${risen.pacer.perSecond}`);
  });

  it('shares with another client, and takes over what that one leaves', async () => {
    const server = await audit(
      { cap: () => 60, others: now => (now >= 15_000 && now < 40_000 ? 30 : 0) },
      2500,
    );
    assert.ok(throttledOf(server, 25_000) <= 0.05, `${throttledOf(server, 25_000)} throttled`);
    assert.ok(server.pacer.perSecond > 45, `${server.pacer.perSecond}`);
  });

  it('keeps to a limit of the minute', async () => {
    for (const perMinute of [100, 600]) {
      const server = await audit({ cap: () => 60, perMinute }, 3 * perMinute);
      const first = server.arrivals.find(({ passed }) => !passed && perMinute < 200)?.at ?? 20_000;
      assert.ok(throttledOf(server, first + 10_000) <= 0.01, `${throttledOf(server, first + 10_000)}`);
      assert.ok((server.arrivals.at(-1)?.at ?? 0) <= 200_000, `${server.arrivals.at(-1)?.at} ms`);
    }
  });
});

describe("a person's single call", () => {
  it('waits for one turn at most while an audit runs, and never makes the rate rise', async () => {
    const server = limitedServer({ cap: () => 60 });
    const waits: number[] = [];
    const asking = async () => {
      for (let number = 0; number < 40; number++) {
        await server.time.wait(500);
        const asked = server.time.now();
        await server.ask(`person${number}`, false);
        const arrival = server.arrivals.find(({ name }) => name === `/person${number}`);
        waits.push((arrival?.at ?? 0) - asked);
      }
    };
    await server.time.run(Promise.all([server.askMany(1000), asking()]));
    // Half the distance, the jitter, and a turn at the rate that it starts with.
    assert.ok(Math.max(...waits) <= 20 + 10 + 1000 / 18 + 2, `${Math.max(...waits)} ms`);

    const alone = limitedServer({ cap: () => 60 });
    await alone.time.run(Promise.all(Array.from({ length: 300 }, (_, n) => alone.ask(`${n}`, false))));
    assert.equal(alone.pacer.perSecond, 18);
    assert.ok(alone.arrivals.every(({ passed }) => passed));
  });

  it('is not held up where the minute is used up', async () => {
    const server = limitedServer({ cap: () => 60, perMinute: 100 });
    const bulk = server.askMany(150);
    await server.time.run(server.time.wait(20_000));
    const asked = server.time.now();
    // As it is today: throttled, it gives up after its retries.
    await assert.rejects(server.time.run(server.ask('person', false)), { kind: 'throttled' });
    const [first] = server.arrivals.filter(({ name }) => name === '/person');
    assert.ok((first?.at ?? 0) - asked < 600, `${(first?.at ?? 0) - asked}`);
    assert.equal(await server.time.run(bulk), 0);
  });
});

/** Numbers from 0 to 1 that the seed tells. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}
