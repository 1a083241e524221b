import assert from 'node:assert/strict';
import { DraftKeeper } from '../../../../src/organizations/adding/keptDraft.ts';
import { readOrganizations } from '../../../../src/organizations/organization.ts';

describe('a draft that was left', () => {
  const added = new Set<string>();
  const [organization] = readOrganizations([{ corpId: 'ding1', unionId: 'u' }]);
  const find = (corpId: string | undefined) =>
    organization?.kind === 'organization' && added.has(corpId ?? '') ? organization : undefined;
  beforeEach(() => added.clear());

  it('is kept without its secrets', () => {
    const drafts = new DraftKeeper({ find });
    const secrets = { accessToken: 'hush', clientSecret: 'hush', suiteTicket: 'hush' };
    drafts.keep({ corpId: 'ding1', signIn: 'thirdPartyApp', ...secrets, unionId: 'u' }, 'name');
    assert.deepEqual(drafts.get()?.draft, { corpId: 'ding1', signIn: 'thirdPartyApp', unionId: 'u' });
    assert.ok(!JSON.stringify(drafts).includes('hush'));
  });

  it('goes on where it was left, but no later than at its secrets', () => {
    const drafts = new DraftKeeper({ find });
    const from = (signIn: 'accessToken' | 'internalApp' | 'thirdPartyApp' | undefined, left: string) => {
      drafts.keep({ corpId: 'ding1', ...(signIn === undefined ? {} : { signIn }) }, left);
      return drafts.get()?.from;
    };
    assert.equal(from(undefined, 'signIn'), 'signIn');
    assert.equal(from('internalApp', 'clientId'), 'clientId');
    assert.equal(from('internalApp', 'clientSecret'), 'clientSecret');
    assert.equal(from('internalApp', 'retry'), 'clientSecret');
    assert.equal(from('accessToken', 'name'), 'accessToken');
    assert.equal(from('thirdPartyApp', 'suiteTicket'), 'clientSecret');
  });

  it('is worth nothing without a corpId, and gone once its organization is there or it is forgotten', () => {
    const drafts = new DraftKeeper({ find });
    drafts.keep({ region: 'other' }, 'corpId');
    assert.equal(drafts.get(), undefined);
    drafts.keep({ corpId: 'ding1' }, 'signIn');
    added.add('ding1');
    assert.equal(drafts.get(), undefined);
    added.clear();
    assert.notEqual(drafts.get(), undefined);
    drafts.forget();
    assert.equal(drafts.get(), undefined);
  });
});
