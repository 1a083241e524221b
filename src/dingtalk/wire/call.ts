import { cleanText } from '../../text/cleanText.ts';
import { failureIn } from '../errorCodes.ts';
import { DingTalkError, type ErrorKind, isCancellation } from '../errors.ts';
import type { Charge, Meter } from './charge.ts';
import { type HttpOptions, type HttpRequest, send } from './http.ts';
import type { InFlight } from './inFlight.ts';
import { parseLossless } from './json.ts';
import type { Lane } from './lanes.ts';
import type { Pacers } from './pacer.ts';
import type { ServerClock } from './serverClock.ts';
import { realTimers } from './timers.ts';

/** Where each call leaves its one line, and at the finest level the headers that tell who answered. */
export interface Log {
  error(line: string): void;
  debug(line: string): void;
  trace(line: string): void;
}

/** The only headers that are logged; the others may hold anything. */
const loggedHeaders = ['content-type', 'date', 'retry-after', 'server', 'via'];

/** What all calls share. */
export interface CallOptions extends HttpOptions {
  readonly log: Log;
  /** Set by every answer. */
  readonly clock: ServerClock;
  readonly pacers: Pacers;
  readonly inFlight: InFlight;
  /** Names us to DingTalk, e.g. `dingtalk-storage/1.0.0`. */
  readonly userAgent: string;
  /** Milliseconds before the first retry. Default: `firstRetryDelay`. */
  readonly retryDelay?: number;
  /** Called before each retry, with its number and how many there are at most. */
  readonly onRetry?: ((retry: number, of: number) => void) | undefined;
  /** Counts each try of the calls that have a charge. */
  readonly meter?: Meter;
}

/** A request with its token, ready to leave. */
export interface PreparedRequest extends HttpRequest {
  /** What the call is made with and no text may show. */
  readonly secrets: readonly string[];
}

/** A call that changes nothing at DingTalk: it may be retried. */
export interface Call {
  readonly lane: Lane;
  /** Whether a person's calls go first. */
  readonly isBulk?: boolean | undefined;
  /** Called when a try's turn has come, so that none leaves with a token that died while it queued. */
  readonly prepare: () => Promise<PreparedRequest>;
  /** For the calls that DingTalk counts. */
  readonly charge?: Charge;
}

/** What may pass by itself, and costs nothing against the month when asked again. */
const passing: ReadonlySet<ErrorKind> = new Set(['throttled', 'serverError', 'timeout']);
/**
 * A connection that broke, by the codes of the system, undici, node-fetch and Chromium. One that could not be made is
 * reported at once.
 */
const reset =
  /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|ERR_STREAM_PREMATURE_CLOSE|ERR_CONNECTION_(RESET|ABORTED|CLOSED)|ERR_NETWORK_(CHANGED|IO_SUSPENDED))$/;
const maxRetries = 3;
/** Milliseconds, as DingTalk advises after a throttle. Doubled for each further retry, and spread out. */
const firstRetryDelay = 1000;
/** Milliseconds after the first try left, after which nothing is tried any more. */
const totalDeadline = 60_000;

/**
 * Asks the Open API and gives the parsed answer: paced, and retried where that can help.
 *
 * @throws {@link DingTalkError} for every failure; the signal's reason when `signal` aborted
 */
export async function call(
  { lane, isBulk, prepare, charge }: Call,
  options: CallOptions,
  signal?: AbortSignal,
): Promise<unknown> {
  const { now, wait } = options.timers ?? realTimers;
  const pacer = options.pacers.get(lane);
  let deadline: number | undefined;
  for (let retry = 1; ; retry++) {
    const asked = now();
    const { start, prepared } = await pacer.turn(prepare, { isBulk, isRetry: retry > 1, signal });
    // The pace of a retry is no delay of DingTalk's.
    deadline = deadline === undefined ? now() + totalDeadline : deadline + (now() - asked);
    const remaining = deadline - now();
    if (remaining <= 0) {
      throw new DingTalkError('timeout', { host: new URL(prepared.url).host });
    }
    try {
      const timeout = Math.min(options.timeout, remaining);
      const body = await callOnce(prepared, charge, { ...options, timeout }, signal);
      pacer.answered(start);
      return body;
    } catch (error) {
      if (error instanceof DingTalkError && error.kind === 'throttled') {
        pacer.throttled(start, error.code);
      } else if (error instanceof DingTalkError && error.details.status !== undefined && !mayPass(error)) {
        // That a file does not exist, say, is as good an answer as any.
        pacer.answered(start);
      }
      const pause = pauseBefore(retry, error, options.retryDelay ?? firstRetryDelay);
      if (pause === undefined || now() + pause >= deadline) {
        throw error;
      }
      options.onRetry?.(retry, maxRetries);
      await wait(pause, signal);
    }
  }
}

/** Milliseconds to wait before the given retry, or `undefined` where it cannot help. */
function pauseBefore(retry: number, error: unknown, firstPause: number): number | undefined {
  if (retry > maxRetries || !(error instanceof DingTalkError) || !mayPass(error)) {
    return undefined;
  }
  // Spread out, so that calls which were throttled together do not come back together.
  const backoff = firstPause * 2 ** (retry - 1) * (1 + Math.random());
  return Math.max(backoff, error.details.retryAfter ?? 0);
}

/** Whether a failure may pass by itself. One that is thrown did not, within the retries. */
export function mayPass({ kind, code }: DingTalkError): boolean {
  return passing.has(kind) || (kind === 'offline' && reset.test(code ?? ''));
}

async function callOnce(
  request: PreparedRequest,
  charge: Charge | undefined,
  options: CallOptions,
  signal?: AbortSignal,
): Promise<unknown> {
  const { host, pathname } = new URL(request.url);
  const started = performance.now();
  const note = (...outcome: (string | number | undefined)[]) => {
    const milliseconds = `${Math.round(performance.now() - started)} ms`;
    const facts = [request.method, `${host}${pathname}`, ...outcome, milliseconds];
    options.log.debug(facts.filter(fact => fact !== undefined).join(' '));
  };
  // Before the call leaves: should the editor be killed, what may have arrived is counted.
  const onFailure = charge === undefined ? undefined : options.meter?.(charge);
  try {
    const headers = { ...request.headers, 'user-agent': options.userAgent };
    const answer = await send({ ...request, headers }, options, signal);
    options.clock.set(answer.headers.get('date'));
    const headersSeen = loggedHeaders.map(name => [name, answer.headers.get(name)]);
    const present = headersSeen.filter(([, value]) => value !== null).map(header => header.join(': '));
    options.log.trace(cleanText(`${host}${pathname} answered with ${present.join(', ')}`, request.secrets));
    const body = parse(answer.text);
    const failure = failureIn(answer, body, host, request.secrets);
    if (failure !== undefined) {
      throw failure;
    }
    note(answer.status);
    return body;
  } catch (error) {
    onFailure?.(error);
    const failure = error instanceof DingTalkError ? error : undefined;
    const { kind = signal?.aborted || isCancellation(error) ? 'cancelled' : 'internalError' } = failure ?? {};
    const { details, code, requestId } = failure ?? {};
    note(details?.status, kind, code, requestId === undefined ? undefined : `request id ${requestId}`);
    throw error;
  }
}

/** `undefined` for what is not JSON. */
function parse(text: string): unknown {
  try {
    // JSON has no byte order mark, yet some gateways send one.
    return parseLossless(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
