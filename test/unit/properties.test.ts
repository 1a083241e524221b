import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDentryUuid } from '../../src/dingtalk/dentryUuid.ts';
import { DingTalkError } from '../../src/dingtalk/errors.ts';
import type { Fetch } from '../../src/dingtalk/wire/http.ts';
import { Pacer, Pacers } from '../../src/dingtalk/wire/pacer.ts';
import { withEntry } from '../../src/organizations/adding/settingEdits.ts';
import { explain } from '../../src/organizations/failures/explain.ts';
import { readOrganizations } from '../../src/organizations/organization.ts';
import { readCredential } from '../../src/organizations/signIn/credentials.ts';
import { fromKept, toKept } from '../../src/quota/organizationStorage.ts';
import { clientOf } from '../support/rawServer.ts';
import { times } from '../support/thorough.ts';

const token = 'canary-access-token';
const disguise = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const words = fc.constantFrom(
  'org',
  'partitions',
  'quota',
  'used',
  'max',
  'type',
  'inheritance',
  'dentries',
  'uuid',
  'path',
  'nextToken',
  'code',
  'Code',
  'message',
  'requestid',
  'RequestId',
  'request_id',
  'accessdenieddetail',
  'requiredScopes',
  'errcode',
  'sub_code',
  'status',
  '__proto__',
  'constructor',
  'toString',
);
const codes = fc.constantFrom(
  'InvalidAuthentication',
  'permissionDenied',
  'dentryNotExist',
  'Forbidden.AccessDenied.IpNotInWhiteList',
  'paramError.x',
  `echo ${token}`,
  '\u202egnp.exe',
  'request ip=2001:db8::1',
);
const { json } = fc.letrec(tie => ({
  json: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    codes,
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, 1111, 88, -1, 0, 1e30),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(words, fc.string()), tie('json'), { maxKeys: 6 }),
  ),
}));
const bodies = fc.oneof(
  { weight: 5, arbitrary: json.map(value => Buffer.from(JSON.stringify(value))) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.string().map(text => Buffer.from(`<html>${text}${token}`)) },
  { weight: 1, arbitrary: json.map(value => Buffer.from(JSON.stringify(value).slice(0, -1))) },
);
const statuses = fc.oneof(fc.constantFrom(200, 400, 401, 403, 404, 407), fc.integer({ min: 200, max: 520 }));

/** Time that passes only while a call waits for its turn. */
let time = 0;
const pacers = new Pacers(() => {
  const wait = async (milliseconds: number) => {
    time += milliseconds;
  };
  return new Pacer(() => time, wait);
});

/** A transport that returns one answer, in pieces. */
const answering =
  (status: number, body: Uint8Array): Fetch =>
  async () => ({
    status,
    headers: new Headers(),
    body: (async function* () {
      yield body.subarray(0, 7);
      yield body.subarray(7);
    })(),
  });

function assertClassified(error: unknown): void {
  assert.ok(error instanceof DingTalkError, `${error}`);
  const { sentence, summary } = explain(error);
  const shown = [error.message, JSON.stringify(error.details), sentence, summary].join(' ');
  assert.ok(!shown.includes(token), shown);
  assert.doesNotMatch(shown, disguise);
  assert.ok(shown.length < 5000, `${shown.length} characters`);
}

describe('whatever DingTalk answers', () => {
  const answers = times(6000, 1500);
  it(`is a result or one classified error, without disguise or secret (${answers} answers)`, async () => {
    await fc.assert(
      fc.asyncProperty(statuses, bodies, fc.nat(2), async (status, body, api) => {
        const client = clientOf(
          'https://api.dingtalk.io',
          { fetch: answering(status, body), retryDelay: 0, pacers },
          token,
        );
        const questions = [
          () => client.getOrganizationStorage('c', 'u'),
          () => client.getPermissionInheritance('d', 'u'),
          async () => (await client.listAllDentries('1', 'u')).dentries,
        ];
        await questions[api]?.().then(
          result => assert.ok(typeof result === 'string' || Array.isArray(result)),
          assertClassified,
        );
      }),
      { numRuns: answers },
    );
  }).timeout(300_000);

  it('is one classified error, whatever the transport throws (1,000 errors)', async () => {
    const thrown = fc.oneof(
      fc
        .record({ message: fc.string(), code: fc.anything() })
        .map(props => Object.assign(new Error(token), props)),
      fc.string().map(text => new TypeError(`${text} ${token}`, { cause: new Error(token) })),
      fc.anything(),
    );
    await fc.assert(
      fc.asyncProperty(thrown, async error => {
        const fetch: Fetch = () => Promise.reject(error);
        const client = clientOf('https://api.dingtalk.io', { fetch, retryDelay: 0, pacers }, token);
        await client.getOrganizationStorage('c', 'u').then(() => assert.fail('answered'), assertClassified);
      }),
      { numRuns: 1000 },
    );
  }).timeout(300_000);
});

describe('whatever comes from outside', () => {
  it('is a good or a bad entry of the setting (1,000)', () => {
    const entry = fc.record(
      {
        corpId: fc.oneof(fc.string(), fc.anything()),
        unionId: fc.oneof(fc.string(), fc.anything()),
        endpoint: fc.oneof(fc.webUrl(), fc.string(), fc.anything()),
        signIn: fc.constantFrom('accessToken', 'internalApp', 'x', 1),
        clientId: fc.anything(),
        name: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const setting = fc.oneof(fc.array(fc.oneof(entry, fc.anything())), fc.anything());
    fc.assert(
      fc.property(setting, value => {
        const entries = readOrganizations(value);
        assert.equal(
          entries.length,
          Array.isArray(value) ? value.length : value === undefined || value === null ? 0 : 1,
        );
        const corpIds = entries.flatMap(result => (result.kind === 'organization' ? [result.corpId] : []));
        assert.equal(new Set(corpIds).size, corpIds.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('is a dentryUuid that is one harmless path part, or a problem in words (1,000)', () => {
    const input = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.string().map(id => `https://alidocs.dingtalk.com/i/nodes/${id}`),
    );
    fc.assert(
      fc.property(input, text => {
        const result = readDentryUuid(text);
        assert.match('dentryUuid' in result ? result.dentryUuid : 'problem', /^[\w-]{1,128}$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('is a credential that fits into a header, or none (1,000)', () => {
    const value = fc.oneof(fc.record({ accessToken: fc.string({ unit: 'binary' }) }), fc.anything());
    fc.assert(
      fc.property(value, anything => {
        const { accessToken } = readCredential(anything, 'accessToken') ?? {};
        assert.doesNotThrow(() => new Headers({ 'x-acs-dingtalk-access-token': accessToken ?? '' }));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves entries of the setting that are not meant as they are (500)', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), entries => {
        assert.deepEqual(withEntry(entries, { corpId: 'new' }), [...entries, { corpId: 'new' }]);
      }),
      { numRuns: 500 },
    );
  });

  it('is kept over a restart to the byte, or dropped (1,000)', () => {
    const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const quota = fc.record(
      { used: long, max: long, reserved: long, type: fc.string() },
      { requiredKeys: ['used', 'type'] },
    );
    const storage = fc.record({
      corpId: fc.string(),
      fetchedAt: fc.nat(),
      partitions: fc.array(fc.record({ partitionType: fc.string(), quota }, { noNullPrototype: true })),
    });
    fc.assert(
      fc.property(fc.array(storage), storages => {
        assert.equal(
          JSON.stringify(fromKept(storages.map(toKept)).map(toKept)),
          JSON.stringify(storages.map(toKept)),
        );
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.anything(), anything => {
        fromKept(anything);
      }),
      { numRuns: 500 },
    );
  });
});
