import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import nodeFetch from 'node-fetch';
import type { Fetch } from '../../../src/dingtalk/wire/http.ts';
import { clientOf, lines, withServer } from '../../support/rawServer.ts';

const answer =
  (body: string, status = 200) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };
const org = (quota: string) => `{"org":{"corpId":"c","partitions":[{"partitionType":"P","quota":${quota}}]}}`;
const ask = (body: string, status?: number) =>
  withServer(answer(body, status), url => clientOf(url).getOrganizationStorage('c', 'u'));

const transports: [string, Fetch][] = [
  ["the host's fetch", (url, init) => fetch(url, init)],
  [
    'node-fetch',
    async (url, init) => {
      const { status, headers, body } = await nodeFetch(url, init);
      return { status, headers, body };
    },
  ],
];

for (const [name, transport] of transports) {
  describe(`client over ${name}`, () => {
    it('sends the documented request and nothing else', async () => {
      const seen: IncomingMessage[] = [];
      let body = '';
      await withServer(
        (request, response) => {
          seen.push(request);
          request.on('data', chunk => {
            body += chunk;
          });
          const json = request.url?.startsWith('/v1.0')
            ? org('{"used":1,"type":"PRIVATE"}')
            : '{"inheritance":"BREAK"}';
          response.end(json);
        },
        async url => {
          const client = clientOf(url, { fetch: transport }, 'token-1');
          await client.getOrganizationStorage('ding1', 'u+/=中 u');
          assert.equal(await client.getPermissionInheritance('a/../b?c#d 中', 'u'), 'BREAK');
        },
      );
      assert.deepEqual(
        seen.map(({ method, url }) => `${method} ${url}`),
        [
          'GET /v1.0/storage/orgs/ding1?unionId=u%2B%2F%3D%E4%B8%AD%20u',
          'GET /v2.0/storage/spaces/dentries/a%2F..%2Fb%3Fc%23d%20%E4%B8%AD/permissions/inheritances?unionId=u',
        ],
      );
      for (const { headers } of seen) {
        assert.equal(headers['x-acs-dingtalk-access-token'], 'token-1');
        assert.equal(headers['user-agent'], 'dingtalk-storage/0.0.0');
        assert.equal(headers['content-length'] ?? headers['transfer-encoding'], undefined);
      }
      assert.equal(body, '');
    });

    it('refuses a redirect, and the other server never sees the token', async () => {
      let visits = 0;
      await withServer(
        (_, response) => {
          visits++;
          response.end();
        },
        other =>
          withServer(
            (_, response) => response.writeHead(302, { location: `${other}/steal` }).end(),
            url =>
              assert.rejects(clientOf(url, { fetch: transport }).getOrganizationStorage('c', 'u'), {
                kind: 'badAnswer',
                message: /redirect not allowed/,
              }),
          ),
      );
      assert.equal(visits, 0);
    });

    it('refuses an answer over 1 MiB without reading it to its end', async () => {
      let written = 0;
      await withServer(
        (_, response) => {
          const write = () => {
            while (!response.destroyed && written < 64 * 1024 * 1024) {
              written += 65_536;
              if (!response.write('x'.repeat(65_536))) {
                response.once('drain', write);
                return;
              }
            }
          };
          write();
        },
        url =>
          assert.rejects(clientOf(url, { fetch: transport }).getOrganizationStorage('c', 'u'), {
            kind: 'badAnswer',
            message: /1 MiB/,
          }),
      );
      assert.ok(written < 32 * 1024 * 1024, `${written} bytes were taken`);
    });

    for (const [what, listener] of [
      ['never answers', () => {}],
      [
        'stops within the body',
        (_: IncomingMessage, response: ServerResponse) => {
          response.writeHead(200).write('{"org":');
        },
      ],
    ] as const) {
      it(`gives up on a server that ${what}`, () =>
        withServer(listener, url =>
          assert.rejects(clientOf(url, { fetch: transport, timeout: 50 }).getOrganizationStorage('c', 'u'), {
            kind: 'timeout',
          }),
        ));

      it(`can be cancelled when the server ${what}`, () =>
        withServer(listener, async url => {
          const controller = new AbortController();
          const call = clientOf(url, { fetch: transport }).getOrganizationStorage(
            'c',
            'u',
            controller.signal,
          );
          setTimeout(() => controller.abort(), 20);
          await assert.rejects(call, { name: 'AbortError' });
        }));
    }

    it('makes no call when it is cancelled before', async () => {
      let calls = 0;
      const count: Fetch = (url, init) => {
        calls++;
        return transport(url, init);
      };
      await withServer(answer('{}'), url =>
        assert.rejects(
          clientOf(url, { fetch: count }).getOrganizationStorage('c', 'u', AbortSignal.abort()),
          { name: 'AbortError' },
        ),
      );
      assert.equal(calls, 0);
    });

    it('calls a broken connection offline', async () => {
      await withServer(
        request => request.socket.destroy(),
        url =>
          assert.rejects(clientOf(url, { fetch: transport }).getOrganizationStorage('c', 'u'), {
            kind: 'offline',
          }),
      );
      const gone = await withServer(answer('{}'), async url => url);
      await assert.rejects(clientOf(gone, { fetch: transport }).getOrganizationStorage('c', 'u'), {
        kind: 'offline',
        code: 'ECONNREFUSED',
      });
    });
  });
}

describe('client', () => {
  it('refuses plain http to another host before a connection is made', async () => {
    let calls = 0;
    const count: Fetch = () => {
      calls++;
      return Promise.reject(new Error('called'));
    };
    for (const endpoint of ['http://api.dingtalk.io', 'http://127.0.0.1.example.com', 'ftp://localhost']) {
      await assert.rejects(clientOf(endpoint, { fetch: count }).getOrganizationStorage('c', 'u'), {
        kind: 'invalidParameter',
        message: /https is required/,
      });
    }
    assert.equal(calls, 0);
  });

  it('refuses ids that no encoding keeps from being steps of a path', async () => {
    for (const id of ['', '.', '..', '\ud800']) {
      await assert.rejects(clientOf('https://api.dingtalk.io').getPermissionInheritance(id, 'u'), {
        kind: 'invalidParameter',
      });
    }
  });

  it('keeps Longs exact, and tells absent from zero', async () => {
    const [partition] = await ask(
      org('{"used":9007199254740993,"max":9223372036854775807,"type":"PRIVATE"}'),
    );
    assert.deepEqual(partition?.quota, {
      used: 9_007_199_254_740_993n,
      max: 9_223_372_036_854_775_807n,
      type: 'PRIVATE',
    });
    const [zero] = await ask(org('{"used":0,"max":0,"reserved":0,"type":"SHARE"}'));
    assert.deepEqual(zero?.quota, { used: 0n, max: 0n, reserved: 0n, type: 'SHARE' });
    const [nothing] = await ask(org('{"used":"12","max":null,"reserved":null,"type":null,"more":[1]}'));
    assert.deepEqual(nothing?.quota, { used: 12n, type: '' });
  });

  it('reads an answer that begins with a byte order mark', async () => {
    assert.equal((await ask(`\ufeff${org('{"used":1,"type":"P"}')}`)).length, 1);
  });

  it('keeps the other partitions where the quota of one cannot be read', async () => {
    const bad = [
      '{"used":1.5}',
      '{"used":1,"max":"lots"}',
      '{"max":1}',
      '{"used":1,"type":7}',
      'null',
      '[1]',
    ];
    for (const quota of bad) {
      const body = org(`${quota}},{"partitionType":"Q","quota":{"used":2,"type":"SHARE"}`);
      assert.deepEqual(await ask(body), [
        { partitionType: 'P' },
        { partitionType: 'Q', quota: { used: 2n, type: 'SHARE' } },
      ]);
    }
    for (const entry of ['null', '"P"', '{}', '{"partitionType":7}']) {
      const body = `{"org":{"partitions":[{"partitionType":"Q","quota":{"used":2}},${entry}]}}`;
      assert.deepEqual((await ask(body)).slice(1), [{ partitionType: '' }], entry);
    }
  });

  const wrong: [string, string, RegExp][] = [
    ['an empty object', '{}', /^badAnswer: org is/],
    ['null', '{"org":null}', /^badAnswer: org is/],
    ['no partitions', '{"org":{}}', /org\.partitions is/],
    ['no quota', '{"org":{"partitions":[{}]}}', /org\.partitions\.0\.quota is/],
    ['no used', org('{"max":1}'), /org\.partitions\.0\.quota\.used is/],
    ['a fraction', org('{"used":1.5}'), /quota\.used is/],
    ['beyond a Long', org('{"used":9223372036854775808}'), /quota\.used is/],
    ['a max that is no number', org('{"used":1,"max":"lots"}'), /quota\.max is/],
    [
      'no quota that can be read',
      org('{"used":1.5}},{"quota":{"used":"x"}'),
      /partitions\.0\.quota\.used is/,
    ],
    ['an array', '[]', /badAnswer/],
    ['a text', '"x"', /badAnswer/],
    ['nothing', '', /not valid JSON/],
    ['half of it', '{"org":{"partitions":[', /not valid JSON/],
    ['a deep nest', '['.repeat(200_000), /not valid JSON/],
  ];
  for (const [what, body, message] of wrong) {
    it(`says what is wrong with ${what}`, () => assert.rejects(ask(body), { kind: 'badAnswer', message }));
  }

  it('leaves one line per call in the log, without query or token', async () => {
    lines.length = 0;
    await ask(org('{"used":1,"type":"P"}'));
    await assert.rejects(ask('{"code":"paramError","message":"no","requestid":"R"}', 400));
    assert.match(lines[0] ?? '', /^GET 127\.0\.0\.1:\d+\/v1\.0\/storage\/orgs\/c 200 \d+ ms$/);
    assert.match(
      lines[1] ?? '',
      /^GET \S+\/v1\.0\/storage\/orgs\/c 400 invalidParameter paramError request id R \d+ ms$/,
    );
    assert.equal(lines.length, 2);
  });

  it('takes the token out of whatever the server echoes', async () => {
    const echo = '{"code":"bad token-1","message":"your token-1 is bad","requestid":"token-1"}';
    await assert.rejects(
      ask(echo, 400),
      error => !JSON.stringify([error, String(error)]).includes('token-1'),
    );
  });
});
