import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { outcomeKey } from '../../../../src/audit/audit.ts';
import { isConnectionLost } from '../../../../src/audit/run/connection.ts';
import { type Progress, type RunOptions, runAudit } from '../../../../src/audit/run/runAudit.ts';
import { DingTalkError, type ErrorDetails, type ErrorKind } from '../../../../src/dingtalk/errors.ts';
import type { Fetch } from '../../../../src/dingtalk/wire/http.ts';
import { clientOf } from '../../../support/rawServer.ts';
import { about, itemsOf, unionId, unpaced } from '../world.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A clock on which a wait takes as long as it says, and longer where the machine sleeps; waits side by side overlap. */
class SimulatedTime {
  private time = 0;
  private waits: { readonly at: number; readonly end: () => void }[] = [];
  private isOver = false;
  /** Milliseconds that the machine sleeps in the next wait. */
  sleep = 0;

  now = () => this.time;

  wait = (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', () => reject(signal.reason));
      this.waits.push({ at: this.time + milliseconds + this.sleep, end: resolve });
      this.sleep = 0;
    });

  /** Lets the time go on, whenever all there is to do is to wait, until `work` has ended. */
  async run<T>(work: Promise<T>): Promise<T> {
    const end = () => {
      this.isOver = true;
    };
    work.then(end, end);
    while (!this.isOver) {
      for (let turn = 0; turn < 20; turn++) await nextTurn();
      const first = Math.min(...this.waits.map(({ at }) => at));
      if (Number.isFinite(first)) {
        this.time = Math.max(this.time, first);
        for (const { at, end } of this.waits) if (at <= this.time) end();
        this.waits = this.waits.filter(({ at }) => at > this.time);
      }
    }
    return work;
  }
}

/** Runs an audit whose questions take 50 ms and fail as `fail` says of the time, with what was reported and asked. */
async function run(
  files: number,
  fail: (time: number) => DingTalkError | undefined,
  options: Partial<RunOptions> = {},
  time = new SimulatedTime(),
) {
  const kept = new Set<string>();
  const failed: number[] = [];
  const told: Progress[] = [];
  let underWay = 0;
  /** The most questions at a time after the first failure, when those of before have ended. */
  let mostOffline = 0;
  const work = runAudit(
    { ...about, id: 'x', startedAt: 0, items: itemsOf(files), results: new Map() },
    {
      async ask() {
        underWay++;
        if (told.at(-1)?.nextAttempt !== undefined) mostOffline = Math.max(mostOffline, underWay);
        await time.wait(50);
        underWay--;
        const failure = fail(time.now());
        if (failure !== undefined) {
          failed.push(time.now());
          throw failure;
        }
        return 'PASS_ON';
      },
      append: async ({ dentryUuid }) => void kept.add(dentryUuid),
      now: time.now,
      wait: time.wait,
      onProgress: progress => told.push(progress),
      ...options,
    },
  );
  const end = await time.run(work);
  const pauses = told.flatMap(({ nextAttempt }) => nextAttempt ?? []);
  return { end, kept, failed, told, pauses, mostOffline, took: time.now() };
}

const refused = new DingTalkError('offline', { code: 'ECONNREFUSED' });

describe('a run that loses the connection', () => {
  it('waits for it, asking one question at a time, and finishes', async () => {
    const { end, kept, failed, told, pauses, mostOffline } = await run(500, time =>
      time > 500 && time < 20_500 ? refused : undefined,
    );
    assert.deepEqual(end, { state: 'finished' });
    assert.equal(kept.size, 500);
    assert.deepEqual(pauses, [1000, 2000, 4000, 8000, 15_000]);
    assert.equal(mostOffline, 1);
    // Those under way when it went, and one for each attempt in vain.
    assert.ok(failed.length <= 24 + 4, `${failed.length} failed`);
    assert.ok(told.some(({ isOffline }) => isOffline));
    assert.equal(told.at(-1)?.isOffline, false);
  });

  it('pauses after two minutes without, and leaves the files unanswered', async () => {
    const { end, kept, pauses, took } = await run(500, time => (time > 500 ? refused : undefined));
    assert.deepEqual(end, { state: 'paused', reason: refused });
    assert.ok(kept.size > 0 && kept.size < 500);
    assert.deepEqual(pauses, [1000, 2000, 4000, 8000, ...Array(7).fill(15_000)]);
    assert.ok(took >= 2 * minute && took < 2.1 * minute, `${took} ms`);
  });

  it('has two minutes each time', async () => {
    const isGone = (time: number) => time > 500 && (time / minute) % 2 < 1.5;
    const { end, kept } = await run(30_000, time => (isGone(time) ? refused : undefined));
    assert.equal(end.state, 'finished');
    assert.equal(kept.size, 30_000);
  });

  it('ends at once when it is cancelled while it waits', async () => {
    const controller = new AbortController();
    const onProgress = ({ nextAttempt }: Progress) => nextAttempt === 8000 && controller.abort();
    const { end, took } = await run(500, () => refused, { onProgress, signal: controller.signal });
    assert.deepEqual(end, { state: 'cancelled' });
    assert.ok(took < 8000, `${took} ms`);
  });

  it('ends soon when it is cancelled during an attempt that hangs', async () => {
    const controller = new AbortController();
    let asked = 0;
    const ask = (_: string, signal: AbortSignal) => {
      if (++asked <= 24) return Promise.reject(refused);
      return new Promise<string>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        controller.abort();
      });
    };
    const started = performance.now();
    const { end } = await run(500, () => refused, { ask, signal: controller.signal });
    assert.deepEqual(end, { state: 'cancelled' });
    assert.ok(performance.now() - started < 5000);
  });

  it('does not count the time that the machine sleeps, and starts over when it wakes', async () => {
    const time = new SimulatedTime();
    let naps = 0;
    const onProgress = ({ nextAttempt }: Progress) => {
      // Whenever it has waited for a minute.
      if (nextAttempt === 15_000 && naps < 5 && time.now() % hour > minute) {
        naps++;
        time.sleep = hour;
      }
    };
    const back = () => naps === 5 && time.now() > 5 * hour + 4 * minute;
    const { end, kept } = await run(
      100,
      () => (time.now() > 200 && !back() ? refused : undefined),
      { onProgress },
      time,
    );
    assert.equal(naps, 5);
    assert.equal(end.state, 'finished');
    assert.equal(kept.size, 100);
  });

  it('pauses in two minutes though the clock stands still or is set back', async () => {
    for (const now of [() => 7, () => -performance.now()]) {
      const { end, pauses } = await run(100, () => refused, { now });
      assert.equal(end.state, 'paused');
      assert.equal(pauses.length, 11);
    }
  });

  it('waits too where file after file gets no answer in time', async () => {
    const late = new DingTalkError('timeout');
    const { end, kept, told } = await run(500, time => (time > 500 && time < 5000 ? late : undefined));
    assert.equal(end.state, 'finished');
    assert.equal(kept.size, 500);
    assert.ok(told.some(({ nextAttempt }) => nextAttempt !== undefined));
  });

  it('takes a reset for the result of the one file that always has it', async () => {
    const reset = new DingTalkError('offline', { code: 'ECONNRESET' });
    const results = new Map<string, string>();
    const time = new SimulatedTime();
    let asked = 0;
    const { end } = await run(
      100,
      () => undefined,
      {
        ask: async dentryUuid => {
          if (!dentryUuid.endsWith('50')) return 'PASS_ON';
          asked++;
          throw reset;
        },
        append: async ({ dentryUuid, outcome }) => void results.set(dentryUuid, outcomeKey(outcome)),
      },
      time,
    );
    assert.equal(end.state, 'finished');
    assert.equal(results.size, 100);
    assert.deepEqual(
      [...results.values()].filter(kind => kind !== 'PASS_ON'),
      ['offline'],
    );
    assert.equal(asked, 3);
  });
});

describe('a failure of the connection', () => {
  const rows: readonly (readonly [isLost: boolean, kind: ErrorKind, details?: ErrorDetails])[] = [
    ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ECONNABORTED', 'ERR_NETWORK_CHANGED'].map(
      code => [true, 'offline', { code }] as const,
    ),
    [true, 'offline'],
    [true, 'timeout', { code: 'UND_ERR_CONNECT_TIMEOUT' }],
    [false, 'timeout'],
    [true, 'proxy', { code: 'ENOTFOUND' }],
    [true, 'proxy', { code: 'ERR_PROXY_CONNECTION_FAILED' }],
    [true, 'proxy'],
    [true, 'proxy', { status: 502 }],
    [false, 'proxy', { status: 407 }],
    [false, 'proxy', { status: 403 }],
    [false, 'proxy', { code: 'UND_ERR_INVALID_ARG' }],
    [false, 'proxy', { code: 'ERR_PROXY_AUTH_UNSUPPORTED' }],
    [false, 'certificate', { code: 'CERT_HAS_EXPIRED' }],
    [false, 'serverError', { status: 503 }],
    [false, 'tokenExpired'],
  ];
  for (const [isLost, kind, details = {}] of rows) {
    it(`${isLost ? 'passes' : 'is of another kind'}: ${kind} ${details.code ?? details.status ?? ''}`, async () => {
      const failure = new DingTalkError(kind, details);
      assert.equal(isConnectionLost(failure), isLost);
    });
  }

  it('that only a person can mend pauses at once', async () => {
    for (const failure of [
      new DingTalkError('certificate', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
      new DingTalkError('proxy', { status: 407 }),
    ]) {
      const { end, pauses } = await run(100, () => failure);
      assert.deepEqual([end, pauses], [{ state: 'paused', reason: failure }, []]);
    }
  });
});

/** As the editor's `fetch`, Node's or `node-fetch` fail. */
const hiccups: readonly (readonly [name: string, error: Error])[] = [
  ...['ERR_NETWORK_CHANGED', 'ERR_CONNECTION_RESET', 'ERR_NETWORK_IO_SUSPENDED'].map(
    code => [code, new TypeError('fetch failed', { cause: new Error(`net::${code}`) })] as const,
  ),
  ...['ECONNABORTED', 'EAI_AGAIN', 'ENETUNREACH', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND'].map(
    code =>
      [code, new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })] as const,
  ),
];

describe('an audit goes on after', () => {
  for (const [name, error] of hiccups) {
    for (const seconds of [0, 20]) {
      it(`${name}, ${seconds === 0 ? 'once' : `for ${seconds} s`}`, async () => {
        const time = new SimulatedTime();
        let calls = 0;
        const fetch: Fetch = async () => {
          await time.wait(50);
          const isDown =
            seconds === 0 ? calls++ === 60 : time.now() > 300 && time.now() < 300 + seconds * 1000;
          if (isDown) throw error;
          return Response.json({ inheritance: 'BREAK' });
        };
        const timers = { ...time, timeout: () => new AbortController().signal };
        const client = clientOf('https://api.dingtalk.io', {
          fetch,
          timers,
          pacers: unpaced(),
          retryDelay: 1000,
        });
        const { end, kept } = await run(
          200,
          () => undefined,
          { ask: (dentryUuid, signal) => client.getPermissionInheritance(dentryUuid, unionId, signal) },
          time,
        );
        assert.deepEqual(end, { state: 'finished' });
        assert.equal(kept.size, 200);
      });
    }
  }
});
