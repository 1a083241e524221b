import assert from 'node:assert/strict';
import { readOrganizations } from '../../../src/organizations/organization.ts';

const good = { corpId: 'ding1', unionId: 'u1' };
const reasonOf = (entry: unknown) => {
  const [result] = readOrganizations([entry]);
  return result?.kind === 'badEntry' ? result.reason : `good: ${JSON.stringify(result)}`;
};

describe('organizations setting', () => {
  it('gives a checked organization, with defaults', () => {
    assert.deepEqual(readOrganizations([good]), [
      {
        kind: 'organization',
        corpId: 'ding1',
        label: 'ding1',
        unionId: 'u1',
        endpoint: 'https://api.dingtalk.io',
        signIn: 'accessToken',
      },
    ]);
  });

  it('reads every field', () => {
    const entry = {
      ...good,
      name: '星河科技',
      endpoint: 'https://api.dingtalk.com/',
      signIn: 'internalApp',
      clientId: 'dingapp',
    };
    assert.deepEqual(readOrganizations([entry]), [
      {
        kind: 'organization',
        corpId: 'ding1',
        label: '星河科技',
        unionId: 'u1',
        endpoint: 'https://api.dingtalk.com',
        signIn: 'internalApp',
        clientId: 'dingapp',
      },
    ]);
  });

  it('says what is wrong with what is not a list', () => {
    assert.deepEqual(readOrganizations(undefined), []);
    for (const setting of ['x', 1, {}, true]) {
      const [entry, ...others] = readOrganizations(setting);
      assert.equal(entry?.kind, 'badEntry');
      assert.equal(others.length, 0);
    }
  });

  const bad: [string, unknown, RegExp][] = [
    ['not an object', 'ding1', /object/],
    ['null', null, /object/],
    ['no corpId', { unionId: 'u' }, /^corpId/],
    ['corpId of dots', { ...good, corpId: '..' }, /^corpId/],
    ['corpId with a line break', { ...good, corpId: 'a\nb' }, /^corpId/],
    ['corpId too long', { ...good, corpId: 'a'.repeat(129) }, /^corpId/],
    ['no unionId', { corpId: 'ding1' }, /^unionId/],
    ['a name that is no text', { ...good, name: 7 }, /^name/],
    ['an endpoint that is no URL', { ...good, endpoint: 'api.dingtalk.io' }, /^endpoint/],
    ['plain http', { ...good, endpoint: 'http://api.dingtalk.io' }, /^endpoint/],
    ['a loopback look-alike', { ...good, endpoint: 'http://127.0.0.1.example.com' }, /^endpoint/],
    ['another scheme', { ...good, endpoint: 'file:///etc/passwd' }, /^endpoint/],
    ['a user in the endpoint', { ...good, endpoint: 'https://me:pw@api.dingtalk.io' }, /^endpoint/],
    ['a query in the endpoint', { ...good, endpoint: 'https://api.dingtalk.io/?x=1' }, /^endpoint/],
    ['an unknown signIn', { ...good, signIn: 'magic' }, /^signIn/],
    ['an app without clientId', { ...good, signIn: 'internalApp' }, /^clientId/],
  ];
  for (const [what, entry, reason] of bad) {
    it(`refuses ${what}, and keeps the others`, () => {
      assert.match(reasonOf(entry), reason);
      const [, second] = readOrganizations([entry, { corpId: 'other', unionId: 'u' }]);
      assert.equal(second?.kind, 'organization');
    });
  }

  it('takes plain http to this machine', () => {
    for (const endpoint of ['http://127.0.0.1:8080', 'http://localhost:1', 'http://[::1]:9']) {
      assert.equal(readOrganizations([{ ...good, endpoint }])[0]?.kind, 'organization', endpoint);
    }
  });

  it('refuses the second of two with one corpId', () => {
    assert.deepEqual(
      readOrganizations([good, good, { ...good, corpId: 'ding2' }]).map(({ kind }) => kind),
      ['organization', 'badEntry', 'organization'],
    );
  });

  it('labels a bad entry by its name, its corpId or its place', () => {
    const labels = readOrganizations([{ name: 'Acme' }, { corpId: 'ding1' }, {}]).map(({ label }) => label);
    assert.deepEqual(labels, ['Acme', 'ding1', 'Entry 3']);
  });

  it('reads a thousand', () => {
    const thousand = Array.from({ length: 1000 }, (_, index) => ({ ...good, corpId: `ding${index}` }));
    assert.equal(readOrganizations(thousand).filter(({ kind }) => kind === 'organization').length, 1000);
  });
});
