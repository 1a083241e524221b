import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DingTalkError } from '../../../../src/dingtalk/errors.ts';
import { call } from '../../../../src/dingtalk/wire/call.ts';
import type { Fetch } from '../../../../src/dingtalk/wire/http.ts';
import { Pacer, Pacers } from '../../../../src/dingtalk/wire/pacer.ts';
import { realTimers, type Timers, wholeMilliseconds } from '../../../../src/dingtalk/wire/timers.ts';
import { callOptions } from '../../../support/rawServer.ts';

const anyNumber = fc.oneof(
  fc.double(),
  fc.double({ min: -1e5, max: 1e5 }),
  fc.constantFrom(0, -0, 0.4, 2 ** 31, 1e300, Number.NaN, Number.POSITIVE_INFINITY),
);

describe('timers', () => {
  it('take whole milliseconds, at least 1 and at most what Node can wait for', () => {
    fc.assert(
      fc.property(anyNumber, milliseconds => {
        const whole = wholeMilliseconds(milliseconds);
        assert.ok(Number.isInteger(whole) && whole >= 1 && whole < 2 ** 31, String(whole));
        if (milliseconds >= 1 && milliseconds < 2 ** 31 - 1) {
          assert.ok(whole >= milliseconds && whole < milliseconds + 1, `${whole} for ${milliseconds}`);
        }
      }),
    );
  });

  it('accept any number', () => {
    fc.assert(
      fc.property(anyNumber, milliseconds => {
        const over = new AbortController();
        assert.equal(realTimers.timeout(milliseconds).aborted, false);
        realTimers.wait(milliseconds, over.signal).catch(() => {});
        over.abort();
      }),
    );
  });
});

/** A clock that stands still until somebody waits: then it jumps to that time at once. */
class SimulatedTime implements Timers {
  private time = 0;
  /** How long timers were asked to wait. */
  readonly asked: number[] = [];
  private readonly ends: { readonly at: number; readonly end: AbortController }[] = [];

  now = () => this.time;

  wait = async (milliseconds: number, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    this.asked.push(milliseconds);
    this.time += milliseconds;
  };

  timeout = (milliseconds: number) => {
    this.asked.push(milliseconds);
    const end = new AbortController();
    this.ends.push({ at: this.time + milliseconds, end });
    return end.signal;
  };

  /** Jumps to the end of the timeout started last. */
  expire(): void {
    const { at, end } = this.ends.at(-1) ?? assert.fail('no timeout');
    this.time = at;
    end.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }
}

/** A server that never answers, on a clock where that takes no time. */
function hang(time: SimulatedTime): { readonly fetch: Fetch; readonly tries: () => number } {
  let tries = 0;
  return {
    tries: () => tries,
    fetch: (_, { signal }) => {
      tries++;
      queueMicrotask(() => time.expire());
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  };
}

describe('a server that hangs', () => {
  const request = {
    method: 'GET',
    url: 'https://api.dingtalk.io/v1.0/x',
    headers: {},
    secrets: [],
  } as const;
  const ask = async (timeout: number, retryDelay: number) => {
    const time = new SimulatedTime();
    const { fetch, tries } = hang(time);
    const pacers = new Pacers(() => new Pacer(time.now, time.wait));
    const failure: DingTalkError = await call(
      { lane: { key: 'x', rate: 18 }, prepare: async () => request },
      {
        ...callOptions({ timeout, retryDelay, fetch, pacers }),
        timers: time,
      },
    ).then(
      () => assert.fail('it was answered'),
      error => error,
    );
    return { failure, tries: tries(), end: time.now(), asked: time.asked };
  };

  it('is a timeout of its host, within a minute, with the default settings', async () => {
    for (let run = 0; run < 20; run++) {
      const { failure, tries, end } = await ask(15_000, 1000);
      assert.equal(failure.kind, 'timeout');
      assert.equal(failure.details.host, 'api.dingtalk.io');
      assert.equal(tries, 4);
      assert.ok(end > 45_000 && end <= 60_000, `${end} ms`);
    }
  });

  it('is one whatever the settings, and no try leaves that could not be answered', () =>
    fc.assert(
      fc.asyncProperty(
        fc.double({ min: 1, max: 600_000, noNaN: true }),
        fc.double({ min: 0.1, max: 30_000, noNaN: true }),
        async (timeout, retryDelay) => {
          const { failure, tries, end, asked } = await ask(timeout, retryDelay);
          assert.equal(failure.kind, 'timeout');
          assert.ok(tries >= 1 && tries <= 4);
          assert.ok(end <= 60_001, `${end} ms`);
          assert.ok(asked.every(milliseconds => milliseconds > 0));
        },
      ),
    ));
});
