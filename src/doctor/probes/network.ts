import { lookup } from 'node:dns/promises';
import { setMaxListeners } from 'node:events';
import { connect } from 'node:net';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { type Fetch, send } from '../../dingtalk/wire/http.ts';
import type { BodyKind, TransportName } from '../checks/fact.ts';
import type { NetworkProbes, Tried, Visit } from '../checks/network/probes.ts';
import { seeCertificate } from './certificate.ts';
import { openTunnel, TunnelRefused } from './tunnel.ts';

export interface Transport {
  readonly name: TransportName;
  readonly fetch: Fetch;
}

export interface ProbeOptions {
  /** The one in use, and the other. */
  readonly transports: readonly [Transport, Transport];
  readonly userAgent: string;
  /** Milliseconds for all of them together, side by side or one after another. */
  readonly limit: number;
  /** Milliseconds since 1970. Default: this machine's clock. */
  readonly now?: () => number;
}

/** The probes in a real network. @param signal cancels what is under way */
export function networkProbes(options: ProbeOptions, signal: AbortSignal): NetworkProbes {
  const { transports, limit, now = Date.now } = options;
  // Each of many probes listens.
  setMaxListeners(0, signal);
  const end = performance.now() + limit;
  const limited = <T>(work: (signal: AbortSignal) => Promise<T>) =>
    tryWithin(Math.max(1, end - performance.now()), signal, work);
  return {
    lookUp: (host, family) => limited(async () => (await lookup(host, { family })).address),
    connect: (address, port) => limited(stop => connectOnce(address, port, stop)),
    async tunnel(proxy, host, port) {
      if (!/^https?:$/.test(proxy.protocol)) {
        return undefined;
      }
      return limited(async stop => {
        (await openTunnel(proxy, host, port, stop)).destroy();
        return true as const;
      });
    },
    async certificate(host, port, proxy) {
      const seen = await limited(async stop => {
        const tunnel = proxy && (await openTunnel(proxy, host, port, stop));
        return seeCertificate(host, port, tunnel, stop);
      });
      return 'value' in seen ? seen.value : undefined;
    },
    visit: url => {
      const [first, second] = transports;
      return [visit(url, first, options, now, signal), visit(url, second, options, now, signal)];
    },
    now,
  };
}

/** Runs `work` for so long at most, and tells how it went. @throws only the signal's reason when `signal` aborted */
async function tryWithin<T>(
  limit: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Tried<T>> {
  const started = performance.now();
  const stop = new AbortController();
  const end = () => stop.abort(signal.reason);
  const timer = setTimeout(() => stop.abort(new Error('ETIMEDOUT')), limit);
  signal.addEventListener('abort', end);
  // What does not listen to the signal, such as a look-up, is left behind.
  const stopped = new Promise<never>((_, reject) =>
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true }),
  );
  try {
    const value = await Promise.race([work(stop.signal), stopped]);
    return { value, ms: performance.now() - started };
  } catch (error) {
    signal.throwIfAborted();
    const ms = performance.now() - started;
    const status = error instanceof TunnelRefused ? { status: error.status } : {};
    return { code: stop.signal.aborted ? 'ETIMEDOUT' : codeOf(error), ms, ...status };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

function connectOnce(address: string, port: number, signal: AbortSignal): Promise<true> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, address);
    signal.addEventListener('abort', () => socket.destroy(), { once: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** `GET /` without a token. */
async function visit(
  endpoint: string,
  { name: by, fetch }: Transport,
  { userAgent, limit: timeout }: ProbeOptions,
  now: () => number,
  signal: AbortSignal,
): Promise<Visit> {
  const [started, left] = [performance.now(), now()];
  const request = { method: 'GET', url: `${endpoint}/`, headers: { 'user-agent': userAgent } } as const;
  try {
    const { status, headers, text } = await send(request, { fetch, timeout }, signal);
    const ms = performance.now() - started;
    const date = Date.parse(headers.get('date') ?? '');
    return {
      by,
      ms,
      status,
      body: bodyKind(text),
      isBlocked: /^\s*\{[^{}]*"status"\s*:\s*"?1111\b/.test(text),
      ...(Number.isNaN(date) ? {} : { ahead: left + ms / 2 - date }),
    };
  } catch (error) {
    signal.throwIfAborted();
    const ms = performance.now() - started;
    const failure = error instanceof DingTalkError ? error : new DingTalkError('internalError');
    // A redirect is an answer: it is only never followed.
    const { kind, details } = failure;
    return kind === 'badAnswer' && details.status !== undefined
      ? { by, ms, status: details.status, body: 'other' }
      : { by, ms, failure };
  }
}

function bodyKind(text: string): BodyKind {
  if (/^\s*</.test(text)) {
    return 'HTML';
  }
  return /^\s*[{[]/.test(text) ? 'JSON' : 'other';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
