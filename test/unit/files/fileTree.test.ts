import assert from 'node:assert/strict';
import type { Client } from '../../../src/dingtalk/client.ts';
import { DingTalkError } from '../../../src/dingtalk/errors.ts';
import { FileTree } from '../../../src/files/tree/fileTree.ts';
import { type FilesNode, isParent, type ParentNode } from '../../../src/files/tree/nodes.ts';
import type { Organization } from '../../../src/organizations/organization.ts';
import { Organizations } from '../../../src/organizations/organizations.ts';

type Answer = (query: Record<string, string>, parts: Record<string, string>) => unknown;

const acme = { corpId: 'ding1', unionId: 'u' };
const entry = (name: string, type = 'FILE') => ({ id: name, uuid: `uuid-${name}`, name, type });

/** A tree on an invented DingTalk. */
function growing(answer: Answer, setting: object[] = [acme]) {
  const current = { setting };
  const organizations = new Organizations(() => current.setting);
  const asked: string[] = [];
  const ask = async ({ api, path, query = {}, parts = {} }: Parameters<Client['ask']>[0]) => {
    asked.push(
      [api, path.split('/').at(-1), ...Object.values(parts), query.parentId, query.nextToken].join(' '),
    );
    return answer(query, parts);
  };
  const purposes = new Set<string>();
  const tree = new FileTree(organizations, {
    for: (_: Organization, purpose: string) => {
      purposes.add(purpose);
      return { ask } as unknown as Client;
    },
  });
  return { tree, asked, purposes, organizations, current };
}

const parent = (node: FilesNode | undefined): ParentNode =>
  isParent(node) ? node : assert.fail(JSON.stringify(node?.kind));
const names = (nodes: readonly FilesNode[]) =>
  nodes.map(node => ('name' in node ? node.name : node.kind === 'note' ? node.note : node.kind));

async function driveSection(tree: FileTree): Promise<ParentNode> {
  const [, section] = await tree.childrenOf(tree.roots[0] ?? assert.fail());
  return parent(section);
}

const drive: Answer = (query, { spaceId }) =>
  spaceId === undefined
    ? { items: [{ spaceId: '7', name: 'Space', used: 5n }], nextToken: undefined }
    : {
        items:
          query.parentId === '0'
            ? [entry('a.txt'), entry('Folder', 'FOLDER'), { name: 'without' }, { name: 'without' }]
            : [entry(`in ${query.parentId}`, 'FOLDER')],
        nextToken: undefined,
      };

describe('file tree', () => {
  it('knows a space of which all was loaded, and its top folder before, without a call', async () => {
    const { tree, asked } = growing(({ parentId, nextToken }, { spaceId }) =>
      spaceId === undefined
        ? { items: [{ spaceId: '7' }], nextToken: undefined }
        : parentId === '0'
          ? nextToken === undefined
            ? { items: [{ ...entry('a.zip'), size: 5n, modifiedTime: 9 }], nextToken: 'more' }
            : { items: [entry('Folder', 'FOLDER')], nextToken: undefined }
          : { items: [{ ...entry('b.zip'), size: 7n, status: 'EXPIRED' }], nextToken: undefined },
    );
    const loaded = () => tree.loadedOf(acme.corpId, '7');
    const uuids = () => loaded()?.entries.map(({ uuid }) => uuid);
    const before = Date.now();
    const [space] = await tree.childrenOf(await driveSection(tree));
    assert.equal(loaded(), undefined);
    await tree.childrenOf(parent(space));
    assert.equal(loaded(), undefined, 'a page is missing');
    await tree.more(parent(space));
    assert.deepEqual([loaded()?.isWhole, uuids()], [false, ['uuid-Folder', 'uuid-a.zip']]);
    const [folder] = await tree.childrenOf(parent(space));
    await tree.childrenOf(parent(folder));
    const calls = asked.length;
    assert.deepEqual([loaded()?.isWhole, uuids()], [true, ['uuid-Folder', 'uuid-a.zip', 'uuid-b.zip']]);
    const [, a, b] = loaded()?.entries ?? [];
    assert.deepEqual([a?.type, a?.size, a?.modifiedTime, b?.status], ['FILE', 5n, 9, 'EXPIRED']);
    assert.ok((loaded()?.askedAt ?? 0) >= before && (loaded()?.askedAt ?? 0) <= Date.now());
    assert.equal(tree.loadedOf('other', '7'), undefined);
    assert.equal(asked.length, calls);
  });

  it('asks nothing for the organizations and their sections', async () => {
    const { tree, asked } = growing(drive);
    const sections = await tree.childrenOf(tree.roots[0] ?? assert.fail());
    assert.deepEqual(
      sections.map(node => node.kind === 'section' && node.section),
      ['knowledgeBases', 'driveSpaces'],
    );
    assert.deepEqual(asked, []);
  });

  it('asks once for what is unfolded, however often it is drawn, and joins what is under way', async () => {
    const { tree, asked, purposes } = growing(drive);
    const section = await driveSection(tree);
    await Promise.all([tree.childrenOf(section), tree.childrenOf(section)]);
    const [space] = await tree.childrenOf(section);
    const children = await tree.childrenOf(parent(space));
    await tree.childrenOf(parent(space));
    assert.deepEqual(names(children), ['Folder', 'a.txt', 'without', 'without']);
    assert.equal(new Set(children.map(node => node.kind !== 'organization' && node.key)).size, 4);
    const [deeper] = await tree.childrenOf(parent(children[0]));
    assert.deepEqual(names([deeper ?? assert.fail()]), ['in Folder']);
    assert.deepEqual(asked, [
      'listDriveSpaces spaces  ',
      'listDentries dentries 7 0 ',
      'listDentries dentries 7 Folder ',
    ]);
    assert.deepEqual([...purposes], ['browse']);
  });

  it('loads a folder of 5,000 entries page by page, folders first, none twice, and never freezes', async () => {
    const { tree, asked } = growing((query, { spaceId }) => {
      if (spaceId === undefined) {
        return drive(query, {});
      }
      const start = Number(query.nextToken ?? 0);
      return {
        items: Array.from({ length: 50 }, (_, index) =>
          entry(`${start + index}`, index === 49 ? 'FOLDER' : 'FILE'),
        ),
        nextToken: start + 50 < 5000 ? String(start + 50) : undefined,
      };
    });
    const space = parent((await tree.childrenOf(await driveSection(tree)))[0]);
    let rows = await tree.childrenOf(space);
    assert.equal(rows.length, 51);
    assert.equal(rows.at(-1)?.kind, 'moreFiles');
    const started = performance.now();
    while (rows.at(-1)?.kind === 'moreFiles') {
      await tree.more(space);
      rows = await tree.childrenOf(space);
    }
    assert.ok(performance.now() - started < 5000);
    assert.equal(rows.length, 5000);
    assert.deepEqual(names(rows).slice(0, 2), ['49', '99']);
    assert.equal(asked.length, 101);
  });

  it('keeps what there is when a page fails, names the failure, and loads the page again on demand', async () => {
    let isDown = false;
    const { tree } = growing((query, { spaceId }) => {
      if (spaceId === undefined) {
        return drive(query, {});
      }
      if (isDown) {
        throw new DingTalkError('missingScope', { requiredScopes: ['Storage.File.Read'] });
      }
      const token = query.nextToken;
      return { items: [entry(token ?? 'first')], nextToken: token === undefined ? 'second' : undefined };
    });
    const space = parent((await tree.childrenOf(await driveSection(tree)))[0]);
    await tree.childrenOf(space);
    isDown = true;
    await tree.more(space);
    const rows = await tree.childrenOf(space);
    assert.deepEqual(names(rows), ['first', 'problem', 'moreFiles']);
    isDown = false;
    await tree.more(space);
    assert.deepEqual(names(await tree.childrenOf(space)), ['first', 'second']);
  });

  it('keeps a failure until the row is refreshed', async () => {
    let count = 0;
    const { tree } = growing(() => {
      count++;
      if (count === 1) {
        throw new DingTalkError('missingScope');
      }
      return { items: [], nextToken: undefined };
    });
    const section = await driveSection(tree);
    assert.deepEqual(names(await tree.childrenOf(section)), ['problem']);
    assert.deepEqual(names(await tree.childrenOf(section)), ['problem']);
    assert.equal(count, 1);
    const changed: unknown[] = [];
    tree.onDidChange(node => changed.push(node));
    await tree.refresh(section);
    assert.deepEqual(changed, [section]);
    assert.deepEqual(names(await tree.childrenOf(section)), ['empty']);
  });

  it('ends a list that repeats its token, and says so', async () => {
    const { tree, asked } = growing(query => ({
      items: [{ spaceId: query.nextToken ?? '0', name: query.nextToken ?? 'first' }],
      nextToken: query.nextToken === 'b' ? 'a' : query.nextToken === 'a' ? 'b' : 'a',
    }));
    const section = await driveSection(tree);
    await tree.childrenOf(section);
    await tree.more(section);
    await tree.more(section);
    assert.deepEqual(names(await tree.childrenOf(section)), ['first', 'a', 'b', 'repeats']);
    await tree.more(section);
    assert.equal(asked.length, 3);
  });

  it('has rows of their own for one node below itself', async () => {
    const { tree } = growing(query =>
      query.parentNodeId === undefined
        ? { items: [{ workspaceId: 'w', rootNodeId: 'r' }], nextToken: undefined }
        : { items: [{ nodeId: 'n', name: 'Loop', type: 'FOLDER', hasChildren: true }], nextToken: undefined },
    );
    const [section] = await tree.childrenOf(tree.roots[0] ?? assert.fail());
    const keys: string[] = [];
    for (let node = parent((await tree.childrenOf(parent(section)))[1]); keys.length < 5; ) {
      keys.push(node.key);
      node = parent((await tree.childrenOf(node))[0]);
    }
    assert.equal(new Set(keys).size, 5);
  });

  it('forgets an organization that is asked in another name, and drops a late answer', async () => {
    let answer: (() => void) | undefined;
    const { tree, organizations, current } = growing(
      () => new Promise(resolve => (answer = () => resolve({ items: [{ spaceId: '1', name: 'Late' }] }))),
    );
    organizations.onDidChange(() => tree.forgetOthers());
    const section = await driveSection(tree);
    const asking = tree.childrenOf(section);
    assert.equal(tree.epochOf('ding1'), 0);
    current.setting = [{ ...acme, unionId: 'another' }];
    organizations.reload();
    assert.equal(tree.epochOf('ding1'), 1);
    answer?.();
    // What was asked in the old name is not shown in the new one.
    assert.deepEqual(names(await asking), ['empty']);
    current.setting = [{ ...acme, unionId: 'another', name: 'New label' }];
    organizations.reload();
    assert.equal(tree.epochOf('ding1'), 1);
  });

  it('asks for My Documents only when they are unfolded, whatever became of the other knowledge bases', async () => {
    let isDown = true;
    const { tree, asked } = growing(() => {
      if (isDown) {
        throw new DingTalkError('missingScope', { requiredScopes: ['Wiki.Workspace.Read'] });
      }
      return asked.at(-1)?.includes('mineWorkspaces')
        ? { workspaceId: 'w', name: 'Mine', rootNodeId: 'r', type: 'PERSONAL' }
        : { items: [], nextToken: undefined };
    });
    const [section] = await tree.childrenOf(tree.roots[0] ?? assert.fail());
    const failed = await tree.childrenOf(parent(section));
    assert.deepEqual(names(failed), ['section', 'problem']);
    const mine = parent(failed[0]);
    assert.equal(mine.kind === 'section' && mine.section, 'myDocuments');
    assert.deepEqual(names(await tree.childrenOf(mine)), ['problem']);
    isDown = false;
    await tree.refresh(parent(section));
    // Without any other, there is no need to say that there is nothing.
    assert.deepEqual(names(await tree.childrenOf(parent(section))), ['section']);
    await tree.refresh(mine);
    const [base, ...others] = await tree.childrenOf(mine);
    assert.deepEqual([base?.kind === 'knowledgeBase' && base.isPersonal, others], [true, []]);
    assert.deepEqual(
      asked.map(each => each.split(' ')[1]),
      ['workspaces', 'mineWorkspaces', 'workspaces', 'mineWorkspaces'],
    );
  });

  it('refuses a knowledge base without a root, without a call', async () => {
    const { tree, asked } = growing(() => ({
      items: [{ workspaceId: 'w', name: 'W' }],
      nextToken: undefined,
    }));
    const [section] = await tree.childrenOf(tree.roots[0] ?? assert.fail());
    const [, base] = await tree.childrenOf(parent(section));
    assert.deepEqual(names(await tree.childrenOf(parent(base))), ['problem']);
    assert.equal(asked.length, 1);
  });
});
