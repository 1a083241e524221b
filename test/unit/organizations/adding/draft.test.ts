import assert from 'node:assert/strict';
import { DingTalkError, type ErrorDetails, type ErrorKind } from '../../../../src/dingtalk/errors.ts';
import {
  credentialOf,
  type Draft,
  type DraftStep,
  draftOf,
  endpointOf,
  entryOf,
  organizationOf,
  stepToFix,
} from '../../../../src/organizations/adding/draft.ts';
import { type Organization, readOrganizations } from '../../../../src/organizations/organization.ts';

const secrets = { accessToken: 'token', clientSecret: 'secret', suiteTicket: 'ticket' };
const internal: Draft = {
  region: 'mainland',
  endpoint: 'https://api.dingtalk.com',
  corpId: 'ding1',
  signIn: 'internalApp',
  clientId: 'app1',
  userBy: 'userId',
  userId: 'manager',
  unionId: 'u1',
  name: 'Acme',
  ...secrets,
};

describe('draft of an organization', () => {
  it('makes an entry that reads back the same, without a secret or the userId', () => {
    const entry = entryOf(internal);
    assert.deepEqual(entry, {
      corpId: 'ding1',
      name: 'Acme',
      unionId: 'u1',
      endpoint: 'https://api.dingtalk.com',
      signIn: 'internalApp',
      clientId: 'app1',
    });
    assert.deepEqual([organizationOf(internal)], readOrganizations([entry]));
  });

  it('leaves out of the entry an empty name, and the client id that a token needs none of', () => {
    assert.deepEqual(entryOf({ ...internal, signIn: 'accessToken', name: '' }), {
      corpId: 'ding1',
      unionId: 'u1',
      endpoint: 'https://api.dingtalk.com',
      signIn: 'accessToken',
    });
  });

  it('is an organization before its user is known, but not before the rest is', () => {
    const { unionId: _, ...unknownUser } = internal;
    assert.equal(organizationOf(unknownUser).corpId, 'ding1');
    assert.throws(() => organizationOf({ ...internal, corpId: 'a b' }), /not asked for in full/);
  });

  it('has the parts of the credential that its sign-in has, as far as they were typed', () => {
    assert.deepEqual(credentialOf(internal), { clientSecret: 'secret' });
    assert.deepEqual(credentialOf({ ...secrets, signIn: 'accessToken' }), { accessToken: 'token' });
    assert.deepEqual(credentialOf({ ...secrets, signIn: 'thirdPartyApp' }), {
      clientSecret: 'secret',
      suiteTicket: 'ticket',
    });
    assert.deepEqual(credentialOf({ signIn: 'thirdPartyApp', suiteTicket: 'new' }), { suiteTicket: 'new' });
  });

  const organization: Organization = {
    kind: 'organization',
    corpId: 'ding1',
    label: 'Acme',
    unionId: 'u1',
    endpoint: 'https://api.dingtalk.com',
    signIn: 'internalApp',
    clientId: 'app1',
  };
  const regions: [string, Draft['region']][] = [
    ['https://api.dingtalk.io', 'international'],
    ['https://api.dingtalk.com', 'mainland'],
    ['https://gateway.example.com/ding', 'other'],
  ];
  for (const [endpoint, region] of regions) {
    it(`is filled in from an organization at ${endpoint}, and gives it back`, () => {
      const before = { ...organization, endpoint };
      const draft = draftOf(before);
      assert.equal(draft.region, region);
      assert.equal(draft.userBy, 'unionId');
      assert.equal(draft.before, before);
      assert.deepEqual(organizationOf(draft), before);
    });
  }

  it('takes the corpId for no name, where the organization has none', () => {
    assert.equal(draftOf({ ...organization, label: 'ding1' }).name, undefined);
  });

  it('takes the endpoints that a token may be sent to, without a slash at the end', () => {
    assert.equal(endpointOf(' https://gateway.example.com/ding/ '), 'https://gateway.example.com/ding');
    assert.equal(endpointOf('http://127.0.0.1:80/'), 'http://127.0.0.1');
    for (const text of ['', 'api.dingtalk.io', 'http://api.dingtalk.io', 'https://a.example/?q=1']) {
      assert.equal(endpointOf(text), undefined, text);
    }
  });
});

describe('a failed verification leads back to', () => {
  const cases: [DraftStep, ErrorKind, ErrorDetails, Partial<Draft>?][] = [
    ['clientSecret', 'badCredential', { code: 'invalidClientIdOrSecret' }],
    ['clientSecret', 'badCredential', {}],
    ['region', 'badCredential', { code: 'invalid_client' }],
    ['region', 'badCredential', { code: 'unauthorized.client' }],
    ['clientId', 'badCredential', { code: 'invalidSuiteKey' }, { signIn: 'thirdPartyApp' }],
    ['clientSecret', 'badCredential', { code: 'invalidSuiteSecret' }, { signIn: 'thirdPartyApp' }],
    ['suiteTicket', 'badCredential', { code: 'invalidSuiteTicket' }, { signIn: 'thirdPartyApp' }],
    ['corpId', 'badCredential', { code: 'invalidAuthInfo' }, { signIn: 'thirdPartyApp' }],
    ['accessToken', 'tokenExpired', { code: 'InvalidAuthentication' }, { signIn: 'accessToken' }],
    ['clientSecret', 'tokenExpired', {}],
    ['clientSecret', 'signedOut', {}],
    ['corpId', 'otherOrganization', { code: 'acrossOrgAccessForbidden' }],
    ['corpId', 'notFound', { code: 'orgNotExist' }],
    ['user', 'notFound', { code: '60121' }],
    ['user', 'userNotPermitted', { code: 'permissionDenied' }],
    ['user', 'invalidParameter', { parameter: 'unionId' }],
    ['corpId', 'invalidParameter', { parameter: 'corpId' }],
    ['endpoint', 'invalidParameter', { parameter: 'endpoint' }],
    ['endpoint', 'offline', { code: 'ENOTFOUND' }, { region: 'other' }],
    ['retry', 'offline', { code: 'ENOTFOUND' }],
  ];
  for (const [step, kind, details, fields] of cases) {
    it(`${step}: ${kind} ${JSON.stringify({ ...details, ...fields })}`, () => {
      assert.equal(stepToFix(new DingTalkError(kind, details), { ...internal, ...fields }), step);
    });
  }

  const elsewhere: ErrorKind[] = [
    ...([
      'missingScope',
      'ipNotAllowed',
      'throttled',
      'monthlyQuotaUsed',
      'ipBlocked',
      'notSupported',
    ] as const),
    ...(['serverError', 'timeout', 'proxy', 'certificate', 'badAnswer'] as const),
  ];
  for (const kind of elsewhere) {
    it(`retry: ${kind}, which no answer can mend`, () => {
      assert.equal(stepToFix(new DingTalkError(kind), internal), 'retry');
    });
  }
});
