import assert from 'node:assert/strict';
import { DingTalkError } from '../../../src/dingtalk/errors.ts';
import { KnownModes } from '../../../src/files/knownModes.ts';
import { modeMark } from '../../../src/files/modeDecoration.ts';
import type { FileNode, FilesNode, SectionNode } from '../../../src/files/tree/nodes.ts';
import { hoverOf, rowOf, type Words } from '../../../src/files/tree/rows.ts';
import { commands } from '../../../src/ids.ts';
import type { Organization } from '../../../src/organizations/organization.ts';

const words: Words = {
  language: 'en',
  sizeText: bytes => `${bytes} B`,
  ageText: () => '2 hours ago',
  now: 10,
};
const organization: Organization = {
  kind: 'organization',
  corpId: 'c',
  label: 'Acme',
  unionId: 'u',
  endpoint: 'https://api.dingtalk.io',
  signIn: 'internalApp',
  clientId: 'app',
};
const section: SectionNode = { kind: 'section', corpId: 'c', key: 'c/driveSpaces', section: 'driveSpaces' };
const file = (fields: Partial<FileNode> = {}): FileNode => ({
  kind: 'file',
  corpId: 'c',
  key: 'k',
  dentryUuid: 'uuid',
  name: 'Budget.xlsx',
  isFolder: false,
  ...fields,
});
const folder = file({ name: 'Finance', isFolder: true, listed: { by: 'node', nodeId: 'n' } });
const icon = (fields: Partial<FileNode>) => rowOf(file(fields), words).icon?.name;

describe('rows of the Files view', () => {
  it('show the type of a file, and a role, and can be unfolded where there may be something in them', () => {
    assert.equal(icon({ extension: 'xlsx' }), 'table');
    assert.equal(icon({ category: 'ALIDOC', extension: 'adoc' }), 'note');
    assert.equal(icon({ category: 'IMAGE' }), 'file-media');
    assert.equal(icon({ extension: 'constructor', category: '__proto__' }), 'symbol-file');
    assert.equal(rowOf(folder, words).icon?.name, 'symbol-folder');
    assert.equal(rowOf(folder, words).children, 'collapsed');
    assert.equal(rowOf(file(), words).children, undefined);
    assert.equal(rowOf(file({ role: 'DOWNLOADER' }), words).description, 'Can download');
    assert.equal(rowOf(file({ role: 'SOMETHING' }), words).description, 'SOMETHING');
  });

  it('say that a shortcut is one, and that a file cannot be asked about', () => {
    assert.equal(
      rowOf(file({ extension: 'dlink', role: 'READER' }), words).description,
      'shortcut · Can view',
    );
    assert.equal(rowOf(file({ extension: 'HLINK' }), words).description, 'web link');
    const unknown = rowOf(file({ dentryUuid: undefined, name: undefined }), words);
    assert.deepEqual([unknown.label, unknown.description], ['Unnamed', 'no dentryUuid']);
    assert.equal(unknown.contextValue, 'unknownFile');
    assert.equal(rowOf(file(), words).contextValue, 'file');
    assert.equal(rowOf(folder, words).contextValue, 'folder');
    assert.equal(rowOf({ ...folder, dentryUuid: undefined }, words).contextValue, 'unknownFolder');
  });

  it('say the mode to those who do not see its color', () => {
    const mode = { inheritance: 'BREAK', askedAt: 1 };
    assert.match(
      rowOf(folder, words, mode).spoken ?? '',
      /^Finance, folder, Broken here \(BREAK\), asked on \w+ \d+, \d{4}, \d/,
    );
    assert.match(hoverOf(folder, words, mode)[0] ?? '', /^Broken here \(BREAK\) · asked 2 hours ago/);
    assert.deepEqual(
      ['PASS_ON', 'BREAK', 'NEW'].map(inheritance => modeMark({ inheritance, askedAt: 0 }, 'en').letter),
      ['P', 'B', '?'],
    );
  });

  it('tell sizes where there are any: 0 of a document is not empty', () => {
    assert.ok(hoverOf(file({ size: 5n }), words).includes('Size: 5 B'));
    assert.ok(!hoverOf(file({ size: 0n }), words).some(line => line.startsWith('Size')));
    const space = { kind: 'driveSpace', corpId: 'c', key: 'k', spaceId: '1', name: 'S' } as const;
    const listed = { by: 'space', spaceId: '1', parentId: '0' } as const;
    assert.equal(rowOf({ ...space, listed, used: 5n }, words).description, '5 B');
    assert.equal(rowOf({ ...space, listed, used: 5n, max: 9n }, words).description, '5 B of 9 B');
    assert.equal(rowOf({ ...space, listed }, words).description, undefined);
  });

  it('name the permission that is missing, and lead to where it is requested', () => {
    const failure = new DingTalkError('missingScope', { requiredScopes: ['Drive.Space.Read'] });
    const problem: FilesNode = {
      kind: 'problem',
      corpId: 'c',
      key: 'p',
      organization,
      failure,
      parent: section,
    };
    const row = rowOf(problem, words);
    assert.deepEqual([row.label, row.description], ['App lacks permission: Drive.Space.Read', 'Request It']);
    assert.equal(row.command?.command, 'vscode.open');
    assert.match(String(row.command?.arguments[0]), /app%23Drive\.Space\.Read$/);
    const passing = rowOf({ ...problem, failure: new DingTalkError('throttled') }, words);
    assert.deepEqual(
      [passing.command?.command, passing.command?.arguments],
      [commands.refreshFolder, [section]],
    );
  });

  it('say what more costs: nothing in the sample data', () => {
    const more = (corpId: string): FilesNode => ({ kind: 'moreFiles', corpId, key: 'm', parent: section });
    assert.equal(rowOf(more('c'), words).label, '50 more (1 call)');
    assert.equal(rowOf(more('sample c'), words).label, '50 more');
    const bases = { ...section, section: 'knowledgeBases' } as const;
    const row = rowOf({ kind: 'moreFiles', corpId: 'c', key: 'm', parent: bases }, words);
    assert.equal(row.label, '30 more (1 call)');
  });

  it('clean what the server names', () => {
    const row = rowOf(file({ name: 'a\u202eb\nc' }), words);
    assert.equal(row.label, 'a b c');
  });
});

describe('known modes', () => {
  it('are the newest of all sources', async () => {
    const at = (askedAt: number) => ({ inheritance: `at ${askedAt}`, askedAt });
    const source = (found: ReturnType<typeof at> | undefined) => ({
      find: () => found,
      onDidChange: () => {},
    });
    const modes = new KnownModes([
      source(at(1)),
      { ...source(at(3)), find: async () => at(3) },
      source(undefined),
    ]);
    assert.deepEqual(await modes.find('c', 'u'), at(3));
    assert.equal(await new KnownModes([source(undefined)]).find('c', 'u'), undefined);
  });
});
