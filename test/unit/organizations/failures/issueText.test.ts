import assert from 'node:assert/strict';
import { hasTracker, issueText } from '../../../../src/organizations/failures/issueText.ts';
import { readOrganizations } from '../../../../src/organizations/organization.ts';

describe('the text of a report', () => {
  const facts = {
    extensionVersion: '0.1.0',
    editor: 'Code 1.100.0',
    platform: 'linux x64',
    ui: 'web',
    language: 'zh-cn',
    transport: 'fetch',
  } as const;

  it('has kinds and numbers, and nothing that names an organization', () => {
    const organizations = readOrganizations([
      { corpId: 'dingone', unionId: 'unionone', name: 'Acme' },
      {
        ...{ corpId: 'dingtwo', unionId: 'uniontwo', endpoint: 'https://gateway.example.com/path' },
        ...{ signIn: 'internalApp', clientId: 'clienttwo' },
      },
    ]).filter(entry => entry.kind === 'organization');
    const text = issueText({ ...facts, remote: 'wsl', organizations });
    for (const fact of ['Extension: 0.1.0', 'web, remote: wsl', '2 (1 accessToken, 1 internalApp)']) {
      assert.ok(text.includes(fact), fact);
    }
    assert.doesNotMatch(text, /dingone|dingtwo|union|Acme|gateway|example|client/);
    assert.match(issueText({ ...facts, organizations: [] }), /- Organizations: 0\n/);
    assert.match(issueText({ ...facts, organizations: [] }, '# Doctor\n'), /: 0\n\n# Doctor\n\n<!--/);
  });

  it('goes to the reporter where the manifest names a tracker that it can send to', () => {
    const url = 'https://github.com/a/b';
    for (const manifest of [{ bugs: { url } }, { bugs: url }, { repository: { url: `git+${url}.git` } }]) {
      assert.ok(hasTracker(manifest));
    }
    for (const manifest of [{}, undefined, { bugs: null }, { bugs: { url: 'https://github.com/' } }]) {
      assert.ok(!hasTracker(manifest));
    }
  });
});
