import assert from 'node:assert/strict';
import { DingTalkError, type ErrorDetails, type ErrorKind } from '../../../../src/dingtalk/errors.ts';
import { isFree } from '../../../../src/dingtalk/wire/charge.ts';
import { clientOf, withServer } from '../../../support/rawServer.ts';

describe('what does not count against the month', () => {
  const cases: [boolean, ErrorKind, ErrorDetails?][] = [
    [true, 'throttled', { status: 403 }],
    [true, 'monthlyQuotaUsed', { status: 403 }],
    [true, 'tokenExpired', { status: 400 }],
    [true, 'proxy', { status: 407 }],
    [true, 'offline', { code: 'ECONNREFUSED' }],
    [true, 'offline', { code: 'ENOTFOUND' }],
    [true, 'timeout', { code: 'UND_ERR_CONNECT_TIMEOUT' }],
    [false, 'timeout'],
    [false, 'offline', { code: 'ECONNRESET' }],
    [false, 'offline'],
    [false, 'serverError', { status: 500 }],
    [false, 'notFound', { status: 404, code: 'NOTFOUND' }],
    [false, 'userNotPermitted', { status: 403 }],
    [false, 'badAnswer', { status: 200 }],
  ];
  for (const [free, kind, details = {}] of cases) {
    it(`${free ? 'takes in' : 'leaves out'} ${kind} ${details.code ?? ''}`, () => {
      assert.equal(isFree(new DingTalkError(kind, details)), free);
    });
  }

  it('leaves out what was cancelled on its way', () => {
    assert.equal(isFree(AbortSignal.abort().reason), false);
  });
});

describe('the meter', () => {
  const told: string[] = [];

  it('is told of each try before it leaves, and of its failure, but of no call that is free of charge', () =>
    withServer(
      (request, response) => {
        told.push(`arrived ${request.method}`);
        response
          .writeHead(request.method === 'POST' ? 200 : 500)
          .end('{"errcode":0,"result":{"unionid":"u"}}');
      },
      async url => {
        const client = clientOf(url, {
          meter: ({ purpose }) => {
            told.push(`counted ${purpose}`);
            return () => void told.push('failed');
          },
          charge: { corpId: 'c', purpose: 'quota', calls: 1 },
        });
        await client.getUnionId('u');
        await assert.rejects(client.getOrganizationStorage('c', 'u'), { kind: 'serverError' });
        const tried = ['counted quota', 'arrived GET', 'failed'];
        assert.deepEqual(told, ['arrived POST', ...tried, ...tried, ...tried, ...tried]);
      },
    ));
});
