import { DingTalkError, type ErrorKind } from '../errors.ts';

/** What a call is charged to that DingTalk counts against the month. */
export interface Charge {
  readonly corpId: string;
  /** What it is made for. */
  readonly purpose: string;
  /** What it takes from the organization's month: nothing for a third-party app, which has a month of its own. */
  readonly calls: 0 | 1;
}

/** Counts a try that is about to leave. What it gives is to be told of the try's failure: some do not count. */
export type Meter = (charge: Charge) => (failure: unknown) => void;

/** Turned away before the API was reached: at DingTalk's gate, or on the way there. */
const turnedAway: ReadonlySet<ErrorKind> = new Set([
  'throttled',
  'monthlyQuotaUsed',
  'tokenExpired',
  'missingScope',
  'ipNotAllowed',
  'ipBlocked',
  'proxy',
  'certificate',
]);
/** The codes of the system, undici and Chromium for a connection that was never made. */
const notConnected = /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_TIMEOUT|NOT_RESOLVED|DISCONNECTED/;

/**
 * Whether DingTalk does not count a call that failed so. It says that throttled calls and those that never arrive do
 * not count; of its gate's other refusals it says nothing. A call that timed out, was cancelled or whose connection
 * broke may have arrived, and is taken to count.
 */
export function isFree(failure: unknown): boolean {
  return (
    failure instanceof DingTalkError &&
    (turnedAway.has(failure.kind) ||
      (failure.details.status === undefined && notConnected.test(failure.code ?? '')))
  );
}
