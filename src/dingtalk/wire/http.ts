import * as l10n from '@vscode/l10n';
import { DingTalkError } from '../errors.ts';
import { type ConnectionFailure, connectionFailure } from './connectionFailure.ts';
import { realTimers, type Timers } from './timers.ts';

/** The part of `fetch` that we use; the editor's `fetch` and `node-fetch` both fit. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  redirect: 'manual';
  signal: AbortSignal;
}

export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array | string> | null;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, with every part already encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

export interface HttpOptions {
  readonly fetch: Fetch;
  /** Milliseconds for one attempt, from the first byte sent to the last received. */
  readonly timeout: number;
  /** Default: the real timers. */
  readonly timers?: Timers;
}

/** Larger answers are not read: the largest possible, a page of 50 files, has about 50 KB. */
const maxBytes = 1024 * 1024;

/**
 * Makes one HTTP call, once, and reads the whole answer, whatever its status.
 *
 * @throws {@link DingTalkError} of a connection kind, or `badAnswer` for a redirect or an answer over 1 MiB; the
 * signal's reason when `signal` aborted
 */
export async function send(
  request: HttpRequest,
  { fetch, timeout, timers = realTimers }: HttpOptions,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  const url = requireSecure(new URL(request.url));
  const { host } = url;
  // Not AbortSignal.any: in Node 20 a signal made by it can be collected, and then never fires.
  const tooLate = timers.timeout(timeout);
  const stop = new AbortController();
  const cancel = () => stop.abort(signal?.reason);
  const expire = () => stop.abort(tooLate.reason);
  signal?.throwIfAborted();
  signal?.addEventListener('abort', cancel);
  tooLate.addEventListener('abort', expire);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'manual',
      signal: stop.signal,
    });
    if (response.status === 0 || (response.status >= 300 && response.status < 400)) {
      // Following it would hand the access token to another host.
      stop.abort();
      throw new DingTalkError('badAnswer', {
        status: response.status,
        host,
        reason: l10n.t('redirect not allowed'),
      });
    }
    if (response.status === 407) {
      // From a proxy: `node-fetch` mistakes its answer for the server's.
      stop.abort();
      throw new DingTalkError('proxy', { status: response.status, host });
    }
    const text = await readText(response, host);
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof DingTalkError) {
      throw error;
    }
    const { kind, ...details }: ConnectionFailure = tooLate.aborted
      ? { kind: 'timeout' }
      : connectionFailure(error, url);
    throw new DingTalkError(kind, { host, ...details });
  } finally {
    signal?.removeEventListener('abort', cancel);
    tooLate.removeEventListener('abort', expire);
  }
}

/** Whether a URL may carry a secret: https, or plain http to this machine alone. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function requireSecure(url: URL): URL {
  if (!isSecure(url)) {
    throw new DingTalkError('invalidParameter', {
      parameter: 'endpoint',
      host: url.host,
      reason: l10n.t('https is required'),
    });
  }
  return url;
}

async function readText({ status, body }: FetchResponse, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > maxBytes) {
      // Leaving the loop closes the stream, and with it the connection.
      throw new DingTalkError('badAnswer', { status, host, reason: l10n.t('response larger than 1 MiB') });
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
