import assert from 'node:assert/strict';
import {
  type ConnectionFailure,
  connectionFailure,
} from '../../../../src/dingtalk/wire/connectionFailure.ts';

interface Fields {
  code?: string | number;
  hostname?: string;
  address?: string;
  port?: number;
  cause?: Error;
}

const error = (message: string, fields: Fields = {}): Error => Object.assign(new Error(message), fields);
/** How the host's `fetch` fails. */
const fetchFailed = (cause: Error): Error => new TypeError('fetch failed', { cause });
/** How `node-fetch` fails. */
const requestFailed = (reason: string, code?: string): Error =>
  error(`request to https://proxy.example.test/v1.0/storage failed, reason: ${reason}`, code ? { code } : {});
/** How the host's `fetch` fails if a proxy refuses to open a tunnel. */
const tunnelRefused = (message: string): Error =>
  fetchFailed(
    error('Request was cancelled.', { code: 0, cause: error(message, { code: 'UND_ERR_ABORTED' }) }),
  );

type Row = readonly [what: string, thrown: Error, ConnectionFailure];

/** What both ways to the network threw in the extension hosts of VS Code 1.100.3 and 1.139.1. */
const observed: readonly Row[] = [
  [
    'fetch: private authority',
    fetchFailed(error('self-signed certificate in certificate chain', { code: 'SELF_SIGNED_CERT_IN_CHAIN' })),
    { kind: 'certificate', code: 'SELF_SIGNED_CERT_IN_CHAIN' },
  ],
  [
    'fetch: private authority, not sent along',
    fetchFailed(
      error('unable to verify the first certificate; if the root CA is installed locally, try running …', {
        code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      }),
    ),
    { kind: 'certificate', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
  ],
  [
    'node-fetch: private authority',
    requestFailed('unable to verify the first certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    { kind: 'certificate', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
  ],
  [
    'fetch: certificate of another host',
    fetchFailed(
      error("Hostname/IP does not match certificate's …", { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    ),
    { kind: 'certificate', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  ],
  [
    'fetch: proxy wants credentials',
    tunnelRefused('Proxy response (407) ?.== 200 when HTTP Tunneling'),
    { kind: 'proxy', status: 407 },
  ],
  [
    'fetch: proxy refuses the host',
    tunnelRefused('Proxy response (403) !== 200 when HTTP Tunneling'),
    { kind: 'proxy', status: 403 },
  ],
  [
    'fetch: dead proxy',
    fetchFailed(
      error('connect ECONNREFUSED 127.0.0.1:3128', {
        code: 'ECONNREFUSED',
        address: '127.0.0.1',
        port: 3128,
      }),
    ),
    { kind: 'proxy', code: 'ECONNREFUSED' },
  ],
  [
    'fetch: unknown proxy',
    fetchFailed(error('getaddrinfo ENOTFOUND no.such.test', { code: 'ENOTFOUND', hostname: 'no.such.test' })),
    { kind: 'proxy', code: 'ENOTFOUND' },
  ],
  [
    'fetch: SOCKS proxy, which it does not speak to',
    error('Invalid URL protocol: the URL must start with `http:` or `https:`.', {
      code: 'UND_ERR_INVALID_ARG',
    }),
    { kind: 'proxy', code: 'UND_ERR_INVALID_ARG' },
  ],
  [
    'node-fetch: no way through the proxy',
    requestFailed('Failed to establish a socket connection to proxies: PROXY 127.0.0.1:3128'),
    { kind: 'proxy' },
  ],
  [
    'fetch: unknown host',
    fetchFailed(
      error('getaddrinfo ENOTFOUND proxy.example.test', {
        code: 'ENOTFOUND',
        hostname: 'proxy.example.test',
      }),
    ),
    { kind: 'offline', code: 'ENOTFOUND' },
  ],
  [
    'node-fetch: unknown host, by a name that sounds like a proxy',
    requestFailed('getaddrinfo ENOTFOUND proxy.example.test', 'ENOTFOUND'),
    { kind: 'offline', code: 'ENOTFOUND' },
  ],
  [
    'fetch: reset',
    fetchFailed(error('read ECONNRESET', { code: 'ECONNRESET' })),
    { kind: 'offline', code: 'ECONNRESET' },
  ],
  ['fetch: port that no browser would call', fetchFailed(error('bad port')), { kind: 'offline' }],
];

/** What they would throw in a network that loopback cannot simulate. */
const expectedElsewhere: readonly Row[] = [
  [
    'fetch: proxy that does not answer the call to connect',
    fetchFailed(
      error('connect ETIMEDOUT 192.0.2.1:3128', { code: 'ETIMEDOUT', address: '192.0.2.1', port: 3128 }),
    ),
    { kind: 'proxy', code: 'ETIMEDOUT' },
  ],
  [
    'fetch: refused on both of the host’s addresses',
    fetchFailed(
      new AggregateError([
        error('connect ECONNREFUSED ::1:443', { code: 'ECONNREFUSED', address: '::1', port: 443 }),
        error('connect ECONNREFUSED 127.0.0.1:443', {
          code: 'ECONNREFUSED',
          address: '127.0.0.1',
          port: 443,
        }),
      ]),
    ),
    { kind: 'offline', code: 'ECONNREFUSED' },
  ],
  [
    'fetch: no connection in time',
    fetchFailed(error('Connect Timeout Error (attempted address: …)', { code: 'UND_ERR_CONNECT_TIMEOUT' })),
    { kind: 'timeout', code: 'UND_ERR_CONNECT_TIMEOUT' },
  ],
];

describe('the failure of a connection', () => {
  const url = new URL('https://proxy.example.test/v1.0/storage');
  for (const [what, thrown, expected] of [...observed, ...expectedElsewhere]) {
    it(`is ${expected.kind} (${what})`, () => {
      assert.deepEqual(connectionFailure(thrown, url), expected);
    });
  }

  it('at a port of the host itself is its own', () => {
    const refused = fetchFailed(error('connect ECONNREFUSED', { code: 'ECONNREFUSED', port: 8443 }));
    assert.equal(connectionFailure(refused, new URL('https://gateway.test:8443/')).kind, 'offline');
    assert.equal(connectionFailure(refused, new URL('https://gateway.test/')).kind, 'proxy');
  });

  it('is offline for anything that can be thrown', () => {
    for (const thrown of [undefined, null, 'text', 7, {}, new Error('')]) {
      assert.deepEqual(connectionFailure(thrown, url), { kind: 'offline' });
    }
  });

  it('ends with causes that run in a circle', () => {
    const circle = error('circle');
    circle.cause = circle;
    assert.deepEqual(connectionFailure(circle, url), { kind: 'offline' });
  });
});
