import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { decode } from '../../../src/dingtalk/decode.ts';
import { dentryPage } from '../../../src/dingtalk/endpoints/storage.ts';
import { clientOf, withServer } from '../../support/rawServer.ts';

interface Seen {
  request: IncomingMessage;
  body: string;
}

/** A server that returns these answers in turn, and the requests it received. */
async function asking<T>(
  answers: readonly { status?: number; body: string }[],
  use: (url: string) => Promise<T>,
): Promise<{ seen: Seen[]; result: T }> {
  const seen: Seen[] = [];
  const result = await withServer(
    async (request, response) => {
      const { status = 200, body } = answers[seen.length] ?? { status: 500, body: '{}' };
      seen.push({ request, body: await text(request) });
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    },
    url => use(url),
  );
  return { seen, result };
}

describe('listAllDentries', () => {
  it('sends the documented request and nothing else, page by page', async () => {
    const { seen, result } = await asking(
      [
        { body: '{"dentries":[{"uuid":"a","type":"FILE","size":9007199254740993}],"nextToken":"t/=+1"}' },
        { body: '{"dentries":[]}' },
      ],
      async url => {
        const client = clientOf(url);
        const first = await client.listAllDentries('26810061928', 'u+/=中 u');
        return [first, await client.listAllDentries('../a', 'u', { nextToken: first.nextToken })];
      },
    );
    assert.deepEqual(
      seen.map(({ request: { method, url }, body }) => [method, url, JSON.parse(body)]),
      [
        [
          'POST',
          '/v1.0/storage/spaces/26810061928/dentries/listAll?unionId=u%2B%2F%3D%E4%B8%AD%20u',
          { option: { maxResults: 50, order: 'ASC' } },
        ],
        [
          'POST',
          '/v1.0/storage/spaces/..%2Fa/dentries/listAll?unionId=u',
          { option: { nextToken: 't/=+1', maxResults: 50, order: 'ASC' } },
        ],
      ],
    );
    for (const { request } of seen) {
      assert.equal(request.headers['x-acs-dingtalk-access-token'], 'token-1');
      assert.equal(request.headers['content-type'], 'application/json');
    }
    assert.equal(result[0]?.dentries[0]?.uuid, 'a');
    assert.equal(result[1]?.nextToken, undefined);
  });

  it('is retried as a call that only reads, and charged for each try', async () => {
    const charges: string[] = [];
    const { seen } = await asking(
      [
        { status: 403, body: '{"code":"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"}' },
        { status: 500, body: '{"code":"systemError"}' },
        { body: '{"dentries":[]}' },
      ],
      url =>
        clientOf(url, {
          charge: { corpId: 'c', purpose: 'audit', calls: 1 },
          meter: ({ purpose }) => {
            charges.push(purpose);
            return () => {};
          },
        }).listAllDentries('1', 'u'),
    );
    assert.equal(seen.length, 3);
    assert.deepEqual(charges, ['audit', 'audit', 'audit']);
  });

  it('joins the same page that is under way, and not another one', async () => {
    const { seen } = await asking([{ body: '{"dentries":[]}' }, { body: '{"dentries":[]}' }], url => {
      const client = clientOf(url);
      const pages = [{}, {}, { nextToken: 'x' }].map(page => client.listAllDentries('1', 'u', page));
      return Promise.all(pages);
    });
    assert.equal(seen.length, 2);
  });

  it('refuses an id that is no part of a path, without a call', async () => {
    await assert.rejects(clientOf('https://api.dingtalk.io').listAllDentries('..', 'u'), {
      kind: 'invalidParameter',
      details: { parameter: 'spaceId' },
    });
  });
});

describe('the page of a list', () => {
  it('keeps what is told of an entry, and drops what is of a wrong type', () => {
    const whole = { uuid: 'a', name: 'n', path: '/n', status: 'NORMAL', type: 'FILE', size: 3n };
    const none = { uuid: undefined, name: undefined, path: undefined };
    const { dentries, nextToken } = decode(dentryPage, {
      dentries: [{ ...whole, later: { more: 1n } }, { uuid: 7n, name: [], path: {} }, null, 3n, 'x', []],
      nextToken: 't',
      other: true,
    });
    assert.deepEqual(dentries, [whole, none, {}, {}, {}, {}]);
    assert.equal(nextToken, 't');
  });

  it('is empty where an empty list is left out', () => {
    for (const body of [{}, { dentries: null, nextToken: null }, { dentries: [], nextToken: '' }]) {
      assert.deepEqual(decode(dentryPage, body), { dentries: [], nextToken: undefined });
    }
  });

  it('is refused where it is no page', () => {
    for (const body of [undefined, null, 'x', { dentries: {} }, { dentries: 'x' }, { nextToken: 1n }]) {
      assert.throws(() => decode(dentryPage, body), { kind: 'badAnswer' });
    }
  });
});
