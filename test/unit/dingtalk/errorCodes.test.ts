import assert from 'node:assert/strict';
import { failureIn } from '../../../src/dingtalk/errorCodes.ts';
import type { ErrorKind } from '../../../src/dingtalk/errors.ts';
import { parseLossless } from '../../../src/dingtalk/wire/json.ts';

/** The failure in an answer with this status and body. */
function failure(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  let parsed: unknown;
  try {
    parsed = parseLossless(text);
  } catch {
    parsed = undefined;
  }
  return failureIn({ status, text, headers: new Headers(headers) }, parsed, 'api.dingtalk.io', []);
}

const html = '<!DOCTYPE html><html><body>blocked</body></html>';
const denied = 'Forbidden.AccessDenied.';

const table: [ErrorKind, number, unknown][] = [
  ['tokenExpired', 400, { code: 'InvalidAuthentication', message: '不合法的access_token' }],
  ['tokenExpired', 401, {}],
  ['tokenExpired', 200, { errcode: 40014 }],
  ['tokenExpired', 200, { errcode: '42001' }],
  ['badCredential', 400, { code: 'invalidClientIdOrSecret' }],
  ['badCredential', 400, { code: 'invalidSuiteKey' }],
  ['badCredential', 400, { code: 'invalidSuiteTicket' }],
  ['badCredential', 400, { code: 'invalidAuthInfo' }],
  ['badCredential', 401, { code: 'unauthorized.client' }],
  ['badCredential', 400, { code: 'invalid.client' }],
  ['missingScope', 403, { code: `${denied}AccessTokenPermissionDenied` }],
  ['missingScope', 403, { Code: 'Other', AccessDeniedDetail: { requiredScopes: ['Storage.Org.Read'] } }],
  ['missingScope', 200, { errcode: 88, sub_code: '60011' }],
  ['userNotPermitted', 403, { code: 'permissionDenied' }],
  ['userNotPermitted', 403, { code: 'forbidden.accessDenied.realmControl' }],
  ['ipNotAllowed', 403, { code: `${denied}IpNotInWhiteList` }],
  ['throttled', 403, { code: `${denied}QpsLimitForAppkeyAndApi` }],
  ['throttled', 403, { code: `${denied}QpsLimitForApi` }],
  ['throttled', 403, { code: `${denied}QpmLimitForAppkeyAndApi` }],
  ['throttled', 403, { code: `${denied}QpmLimitForSuitekeyAndOrgAndApi` }],
  ['throttled', 429, {}],
  ['throttled', 429, { code: 'system.busy' }],
  ['throttled', 200, { errcode: -1 }],
  ['monthlyQuotaUsed', 403, { code: `${denied}ApiCountLimitForOrg` }],
  ['monthlyQuotaUsed', 200, { errcode: 90020 }],
  ['ipBlocked', 200, { status: 1111, wait: 5, source: 'x5', punish: 'deny' }],
  ['ipBlocked', 403, html],
  ['ipBlocked', 200, html],
  ['invalidParameter', 400, { code: 'paramError.dentryUuid' }],
  ['invalidParameter', 400, { code: 'Missingbody' }],
  ['notFound', 404, { code: 'dentryNotExist' }],
  ['notFound', 400, { code: 'spaceNotExist' }],
  ['notFound', 400, { code: 'orgNotExist' }],
  ['otherOrganization', 403, { code: 'acrossOrgAccessForbidden' }],
  ['otherOrganization', 403, { code: 'forbidden.acrossOrg' }],
  ['serverError', 500, { code: 'systemError' }],
  ['serverError', 500, { code: 'unknownError' }],
  ['serverError', 503, { code: 'operationTimeout' }],
  ['serverError', 502, html],
  ['serverError', 500, ''],
  ['timeout', 408, ''],
  ['serverError', 425, ''],
  ['throttled', 400, { code: 'request.overlimit' }],
  ['throttled', 500, { code: 'request.overlimit' }],
  ['userNotPermitted', 403, { code: 'no.priviledge' }],
  ['userNotPermitted', 403, { code: 'spaceNotAccessible' }],
  ['userNotPermitted', 403, { code: 'workspaceTeamNotAccessible' }],
  ['invalidParameter', 400, { code: 'param.error' }],
  ['invalidParameter', 400, { code: 'MissingoperatorId' }],
  ['notFound', 404, { code: 'recycleItemNotExist' }],
  ['notSupported', 400, { code: 'unsupported.operation' }],
  ['notSupported', 400, { code: 'permissionInheritanceUnsupportedForRootDentry' }],
  ['serverError', 500, { code: 'unknown.error' }],
  ['proxy', 407, html],
  ['badAnswer', 403, { code: 'neverHeardOf', message: 'hm' }],
  ['badAnswer', 400, 'plain text'],
  ['badAnswer', 200, 'plain text'],
];

describe('classification', () => {
  for (const [kind, status, body] of table) {
    it(`${status} ${JSON.stringify(body).slice(0, 70)} is ${kind}`, () => {
      assert.equal(failure(status, body)?.kind, kind);
    });
  }

  it('takes a success for one', () => {
    assert.equal(failure(200, { org: {} }), undefined);
    assert.equal(failure(200, { errcode: 0, result: {} }), undefined);
    assert.equal(failure(200, { errcode: '0' }), undefined);
    assert.equal(failure(200, []), undefined);
  });

  for (const [spelling, body] of Object.entries({
    gateway: {
      code: 'paramError.unionId',
      message: 'bad',
      requestid: 'R1',
      accessdenieddetail: { requiredScopes: ['A.B'] },
    },
    capitalised: {
      Code: 'paramError.unionId',
      Message: 'bad',
      RequestId: 'R1',
      AccessDeniedDetail: { requiredScopes: ['A.B'] },
    },
    legacy: {
      code: 'paramError.unionId',
      message: 'bad',
      request_id: 'R1',
      accessdenieddetail: { requiredScopes: ['A.B'] },
    },
  })) {
    it(`reads the ${spelling} spelling`, () => {
      assert.deepEqual(failure(400, body)?.details, {
        status: 400,
        code: 'paramError.unionId',
        parameter: 'unionId',
        reason: 'bad',
        requestId: 'R1',
        requiredScopes: ['A.B'],
        host: 'api.dingtalk.io',
      });
    });
  }

  it('reads the address that DingTalk saw, IPv6 too', () => {
    const ip = (message: string) => failure(403, { code: `${denied}IpNotInWhiteList`, message })?.details.ip;
    assert.equal(ip('ip not in whitelist, request ip=203.0.113.7, appKey=x'), '203.0.113.7');
    assert.equal(ip('request ip=2001:db8::1f. see'), '2001:db8::1f');
    assert.equal(ip('no address'), undefined);
  });

  it('reads Retry-After in seconds, and leaves out what is none', () => {
    const wait = (value: string) => failure(429, {}, { 'retry-after': value })?.details.retryAfter;
    assert.equal(wait('3'), 3000);
    assert.equal(wait('soon'), undefined);
    assert.equal(wait('Thu, 01 Jan 1970 00:00:00 GMT'), undefined);
  });

  it("measures a Retry-After date by the answer's own Date, whatever the clock here says", () => {
    const headers = { date: 'Thu, 01 Jan 1970 00:00:00 GMT', 'retry-after': 'Thu, 01 Jan 1970 00:00:07 GMT' };
    assert.equal(failure(429, {}, headers)?.details.retryAfter, 7000);
  });

  it('cleans what the server says', () => {
    const { code, reason, requestId } =
      failure(400, {
        code: 'a\u202eb\n',
        message: '[click](https://evil.example) <b>\u0007now</b>',
        requestid: 'x'.repeat(1e5),
      })?.details ?? {};
    assert.equal(code, 'a b');
    assert.equal(reason, 'click (https://evil.example) b now /b');
    assert.equal(requestId?.length, 300);
  });

  it('takes secrets out, also as a URL or quoted JSON spells them, and no part of one stays', () => {
    const secret = 'dead"beef+/\\z=';
    const answer = { status: 400, text: '', headers: new Headers() };
    for (const echo of [secret, `?access_token=${encodeURIComponent(secret)}`, JSON.stringify({ secret })]) {
      const body = { code: `paramError.${echo}`, message: `request ip=${echo}`, requestid: echo };
      const details = failureIn(answer, body, 'h', [secret])?.details;
      assert.doesNotMatch(JSON.stringify(details), /dead|beef/, echo);
    }
  });
});
