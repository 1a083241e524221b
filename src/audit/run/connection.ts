import type { DingTalkError } from '../../dingtalk/errors.ts';
import type { Timers } from '../../dingtalk/wire/timers.ts';

/** Milliseconds before the first attempt; each further one waits twice as long, up to the longest. */
const firstPause = 1000;
const longestPause = 15_000;
/** Milliseconds without a connection after which it is given up. */
const longestWait = 120_000;
/** Milliseconds that one attempt takes at most, retries included. If it took longer, the machine was asleep. */
const longestAttempt = 75_000;

/**
 * Whether a failure means that the host cannot be reached for now. What only a person can fix does not: a certificate
 * that is not trusted, and a proxy that refuses or cannot be used.
 */
export function isConnectionLost({ kind, code = '', details: { status = 0 } }: DingTalkError): boolean {
  switch (kind) {
    case 'offline':
      return true;
    case 'timeout':
      // Without a code, the server took too long to answer.
      return code !== '';
    case 'proxy':
      return status === 0 ? !/AUTH|INVALID_ARG/.test(code) : status >= 500;
    default:
      return false;
  }
}

export interface WaitOptions {
  /** Milliseconds since 1970: unlike other clocks, this one goes on while the machine sleeps. */
  now(): number;
  readonly wait: Timers['wait'];
  readonly signal?: AbortSignal | undefined;
  /** Called before each pause, with its milliseconds. */
  onPause(pause: number): void;
}

/**
 * Attempts to connect, at longer and longer intervals, for two minutes. After a sleep of the machine they start over:
 * the network takes a while to come back.
 *
 * @param attempt whether there is a connection
 * @returns whether there is one; `false` also when `signal` aborted
 */
export async function waitForConnection(
  attempt: () => Promise<boolean>,
  { now, wait, signal, onPause }: WaitOptions,
): Promise<boolean> {
  let waited = 0;
  for (let pause = firstPause; waited < longestWait; pause = Math.min(2 * pause, longestPause)) {
    onPause(pause);
    const started = now();
    try {
      await wait(pause, signal);
    } catch {
      return false;
    }
    if (await attempt()) {
      return true;
    }
    const took = now() - started;
    if (took > pause + longestAttempt) {
      waited = 0;
      pause = firstPause / 2;
    } else {
      waited += Math.max(pause, took);
    }
  }
  return false;
}
