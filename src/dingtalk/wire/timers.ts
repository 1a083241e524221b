import { setTimeout as delay } from 'node:timers/promises';

/** The clock and the timers of a call, so that a test can simulate a minute. */
export interface Timers {
  /** Milliseconds since an arbitrary start. */
  now(): number;
  /** @throws the signal's reason when `signal` aborted */
  wait(milliseconds: number, signal?: AbortSignal): Promise<unknown>;
  /** A signal that aborts after this many milliseconds. */
  timeout(milliseconds: number): AbortSignal;
}

export const realTimers: Timers = {
  now: () => performance.now(),
  wait: (milliseconds, signal) =>
    delay(wholeMilliseconds(milliseconds), undefined, signal === undefined ? {} : { signal }),
  timeout: milliseconds => AbortSignal.timeout(wholeMilliseconds(milliseconds)),
};

/** Node's timers fire at once when asked to wait longer than this. */
const longestWait = 2 ** 31 - 1;

/** Rounds to what every timer accepts: `AbortSignal.timeout` throws a RangeError for a fraction of a millisecond. */
export function wholeMilliseconds(milliseconds: number): number {
  return Math.min(longestWait, Math.max(1, Math.ceil(milliseconds) || 1));
}
