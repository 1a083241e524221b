import { DingTalkError, type ErrorKind } from '../errors.ts';

/** What to charge for a call that DingTalk counts against the month. */
export interface Charge {
  readonly corpId: string;
  /** Why the call is made. */
  readonly purpose: string;
  /** What it takes from the organization's monthly quota: nothing for a third-party app, which has its own. */
  readonly calls: 0 | 1;
}

/** Counts an attempt that is about to be sent. Call the returned function if it fails: some failures do not count. */
export type Meter = (charge: Charge) => (failure: unknown) => void;

/** Turned away before reaching the API: at DingTalk's gateway, or on the way there. */
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
/** Codes of the operating system, undici and Chromium for a connection that was never made. */
const notConnected = /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_TIMEOUT|NOT_RESOLVED|DISCONNECTED/;

/**
 * Whether DingTalk does not count a call that failed this way. It documents that throttled calls and calls that never
 * arrive do not count, and says nothing about its gateway's other refusals. A call that timed out, was cancelled or
 * lost its connection may have arrived, and is taken to count.
 */
export function isFree(failure: unknown): boolean {
  return (
    failure instanceof DingTalkError &&
    (turnedAway.has(failure.kind) ||
      (failure.details.status === undefined && notConnected.test(failure.code ?? '')))
  );
}
