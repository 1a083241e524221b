import { call } from '../../../../src/dingtalk/wire/call.ts';
import type { Fetch } from '../../../../src/dingtalk/wire/http.ts';
import { Pacer, Pacers } from '../../../../src/dingtalk/wire/pacer.ts';
import { createMeter } from '../../../emulator/meter.ts';
import { callOptions } from '../../../support/rawServer.ts';
import { SimulatedTime } from '../../../support/simulatedTime.ts';

export interface World {
  /** Calls in any second that pass, at this time in milliseconds. */
  cap(now: number): number;
  readonly perMinute?: number;
  /** Milliseconds to the server and back, without the jitter. */
  readonly distance?: number;
  /** The most milliseconds that come on top of each way. */
  readonly jitter?: number;
  /** Milliseconds that an answer takes. */
  readonly slowness?: number;
  /** Milliseconds by which a timer is late. */
  lateness?(): number;
  /** A number from 0 to 1. */
  random?(): number;
  /** Whether no file exists. */
  readonly isEmpty?: boolean;
  /** Calls a second that another client makes, at this time. */
  others?(now: number): number;
}

interface Arrival {
  readonly at: number;
  readonly passed: boolean;
  readonly name: string;
}

const lane = { key: 'x', rate: 18 };

/** A server far away that throttles, and calls of one lane to it, in a time that is simulated. */
export function limitedServer({
  cap,
  perMinute = Number.POSITIVE_INFINITY,
  distance = 40,
  jitter = 10,
  slowness = 0,
  lateness,
  random = Math.random,
  others = () => 0,
  isEmpty = false,
}: World) {
  const time = new SimulatedTime(lateness);
  const arrivals: Arrival[] = [];
  const meter = createMeter(time.now);
  const pacers = new Pacers(() => new Pacer(time.now, time.wait));
  const way = () => time.wait(distance / 2 + random() * jitter);
  const fetch: Fetch = async url => {
    await way();
    const refusal = meter.refusal('x', { perSecond: cap(time.now()), perMinute });
    arrivals.push({ at: time.now(), passed: refusal === undefined, name: new URL(url).pathname });
    if (refusal === undefined && slowness > 0) {
      await time.wait(slowness);
    }
    await way();
    if (refusal === undefined && isEmpty) return answer(404, { code: 'dentryNotExist' });
    return refusal === undefined ? answer(200, {}) : answer(403, { code: `${refusal}LimitForAppkeyAndApi` });
  };
  void (async () => {
    for (;;) {
      const rate = others(time.now());
      await time.wait(1000 / Math.max(rate, 10));
      if (rate > 0) meter.refusal('x', { perSecond: cap(time.now()), perMinute });
    }
  })();
  const options = { ...callOptions({ fetch, pacers, retryDelay: 1000, timeout: 15_000 }), timers: time };
  const ask = (name: string, isBulk: boolean) => {
    const url = `https://api.dingtalk.io/${name}`;
    const request = { method: 'GET', url, headers: {}, secrets: [] } as const;
    return call({ lane, isBulk, prepare: async () => request }, options);
  };
  return {
    time,
    arrivals,
    pacer: pacers.get(lane),
    ask,
    /** Asks many questions, as many at a time as an audit has. @returns how many failed */
    async askMany(count: number): Promise<number> {
      let next = 0;
      let failures = 0;
      let active = 0;
      await new Promise<void>(resolve => {
        const fill = () => {
          while (active < Math.ceil((pacers.rateOf(lane) * 4) / 3) && next < count) {
            active++;
            ask(`bulk${next++}`, true)
              .catch(() => failures++)
              .finally(() => {
                active--;
                fill();
              });
          }
          if (active === 0) resolve();
        };
        fill();
      });
      return failures;
    },
  };
}

function answer(status: number, body: object) {
  const text = JSON.stringify(body);
  return {
    status,
    headers: { get: () => null },
    body: (async function* () {
      yield text;
    })(),
  };
}
