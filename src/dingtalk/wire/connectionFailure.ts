import type { ErrorKind } from '../errors.ts';

export interface ConnectionFailure {
  readonly kind: Extract<ErrorKind, 'timeout' | 'offline' | 'proxy' | 'certificate'>;
  /** From the operating system, Node or undici. */
  readonly code?: string;
  /** What a proxy answered instead of opening a tunnel: 407 if it wants credentials. */
  readonly status?: number;
}

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/;
/** Chromium's codes, and undici's for a proxy URL that it cannot use: our own URLs are always valid. */
const proxy = /PROXY|TUNNEL|UND_ERR_INVALID_ARG/;
const timeout = /TIMEOUT|TIMED_OUT|ETIMEDOUT/;

/** undici's message when a proxy refuses; its code says only that the call was aborted. */
const proxyRefusal = /^Proxy response \((\d{3})\)/;
/** The editor's message, without any code, when `node-fetch` cannot get through a proxy. */
const noWayThrough = 'Failed to establish a socket connection to proxies';

/**
 * Why a call to `url` did not get through. Never passes on the error's own message: it may quote a header, or a proxy's
 * password.
 */
export function connectionFailure(error: unknown, url: URL): ConnectionFailure {
  const errors = [...causes(error)];
  const codes = errors.map(codeOf).filter(code => code !== undefined);
  const untrusted = codes.find(code => certificate.test(code));
  if (untrusted !== undefined) {
    return { kind: 'certificate', code: untrusted };
  }
  const refusal = errors.map(({ message }) => proxyRefusal.exec(message)).find(match => match !== null);
  if (refusal) {
    return { kind: 'proxy', status: Number(refusal[1]) };
  }
  const [first] = codes;
  const code = first === undefined ? {} : { code: first };
  if (
    codes.some(each => proxy.test(each)) ||
    errors.some(each => each.message.includes(noWayThrough) || isElsewhere(each, url))
  ) {
    return { kind: 'proxy', ...code };
  }
  const late = codes.find(each => timeout.test(each));
  return late === undefined ? { kind: 'offline', ...code } : { kind: 'timeout', code: late };
}

/** Whether the unreachable host is not that of `url`: then it is a proxy in front of it. */
function isElsewhere(error: Error, url: URL): boolean {
  const { hostname, port } = error as { hostname?: unknown; port?: unknown };
  return (
    (typeof hostname === 'string' && hostname !== url.hostname) ||
    (typeof port === 'number' && port !== Number(url.port || (url.protocol === 'https:' ? 443 : 80)))
  );
}

function* causes(error: unknown): Generator<Error> {
  const queue = [error];
  for (let depth = 0; depth < 8 && queue.length > 0; depth++) {
    const next = queue.shift();
    if (next instanceof Error) {
      yield next;
      queue.push(next.cause, ...(next instanceof AggregateError ? next.errors : []));
    }
  }
}

function codeOf(error: Error): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) {
    return code;
  }
  return /net::(ERR_[A-Z0-9_]{2,60})/.exec(error.message)?.[1];
}
