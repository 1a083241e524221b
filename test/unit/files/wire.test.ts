import assert from 'node:assert/strict';
import { UsageFiles } from '../../../src/budget/usageFiles.ts';
import { UsageLog } from '../../../src/budget/usageLog.ts';
import { Finder } from '../../../src/files/finder.ts';
import { readQuery } from '../../../src/files/query.ts';
import { FileTree } from '../../../src/files/tree/fileTree.ts';
import { type FilesNode, isParent, type ParentNode } from '../../../src/files/tree/nodes.ts';
import { OpenApi } from '../../../src/organizations/openApi.ts';
import { Organizations } from '../../../src/organizations/organizations.ts';
import type { Space } from '../../../src/samples/spaces/spaces.ts';
import { uuidOf } from '../../../src/samples/spaces/tree.ts';
import { sampleSignIns } from '../../emulator/samples.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { callOptions } from '../../support/rawServer.ts';
import { useFolder } from '../../support/withFolder.ts';
import { tokenOf } from '../emulator/ask.ts';

const corpId = 'dingacme0001';
const { signal } = new AbortController();

function parent(node: FilesNode | undefined): ParentNode {
  return isParent(node) ? node : assert.fail();
}

describe('finding and browsing on the wire', function () {
  this.timeout(60_000);

  const folder = useFolder();
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  function open() {
    const organizations = new Organizations(() => sampleSignIns(emulator.url).organizations);
    const log = new UsageLog(folder.path, { warn: line => assert.fail(line) });
    const options = callOptions({ meter: charge => log.count(charge) });
    const get = async () => tokenOf(emulator);
    const api = new OpenApi({ of: () => ({ get, renew: async () => undefined }) }, () => options);
    const acme = organizations.get(corpId);
    return { acme, finder: new Finder(api), tree: new FileTree(organizations, api) };
  }
  const counted = async () => (await new UsageFiles(folder.path).thisMonth()).get(corpId);

  it('makes the calls that a person asks for, each counted by its purpose, as DingTalk counts', async () => {
    const { acme, finder, tree } = open();
    const [bases, drives] = await tree.childrenOf(acme);
    assert.equal(emulator.requests.length, 0);
    const [finance] = (await tree.childrenOf(parent(drives))).filter(
      node => node.kind === 'driveSpace' && node.name === 'Finance',
    );
    const budgets = (await tree.childrenOf(parent(finance))).find(
      node => node.kind === 'file' && node.name === 'Budgets',
    );
    await tree.childrenOf(parent(budgets));
    const [mine, handbook] = await tree.childrenOf(parent(bases));
    await tree.childrenOf(parent(handbook));
    const [myDocuments, ...none] = await tree.childrenOf(parent(mine));
    assert.deepEqual(none, []);
    await tree.childrenOf(parent(myDocuments));
    await tree.childrenOf(parent(mine));
    for (const text of ['budget', '26810061928 190000000000', 'https://alidocs.dingtalk.com/i/p/x']) {
      await finder.find(acme, readQuery(text), signal).catch(() => undefined);
    }
    assert.deepEqual(
      emulator.requests.map(({ method, url }) => `${method} ${url.replaceAll(acme.unionId, 'U')}`),
      [
        'GET /v1.0/drive/spaces?unionId=U&spaceType=org&maxResults=50',
        'GET /v1.0/storage/spaces/26810061930/dentries?parentId=0&unionId=U&maxResults=50&orderBy=NAME&order=ASC',
        'GET /v1.0/storage/spaces/26810061930/dentries?parentId=190000000000&unionId=U&maxResults=50&orderBy=NAME&order=ASC',
        'GET /v2.0/wiki/workspaces?operatorId=U&maxResults=30&orderBy=VIEW_TIME_DESC&withPermissionRole=true',
        `GET /v2.0/wiki/nodes?parentNodeId=${uuidOf(`${corpId} Handbook root`)}&operatorId=U&maxResults=50&withPermissionRole=true`,
        'GET /v2.0/wiki/mineWorkspaces?operatorId=U',
        `GET /v2.0/wiki/nodes?parentNodeId=${uuidOf(`${corpId} My Documents root`)}&operatorId=U&maxResults=50&withPermissionRole=true`,
        'POST /v2.0/storage/dentries/search?operatorId=U',
        'GET /v2.0/doc/dentries/190000000000/queryDentryUuid?spaceId=26810061928&operatorId=U',
        'GET /v2.0/doc/documents/queryDentryUuid?idOrUrl=https%3A%2F%2Falidocs.dingtalk.com%2Fi%2Fp%2Fx&operatorId=U',
      ],
    );
    const tally = await counted();
    assert.deepEqual(
      [...(tally?.calls ?? [])],
      [
        ['browse', 7],
        ['find', 3],
      ],
    );
    assert.equal(tally?.total, emulator.meter.callsThisMonth(corpId));
  });

  it('pages through 300 knowledge bases at a pace that DingTalk bears', async () => {
    const bases = Array.from({ length: 300 }, (_, index): Space => {
      const name = `Base ${index}`;
      const workspace = {
        workspaceId: uuidOf(name, 16),
        rootNodeId: uuidOf(`${name} root`),
        type: 'TEAM',
        role: 'READER',
      } as const;
      return { spaceId: String(30_000_000 + index), corpId, name, dentries: [], workspace };
    });
    emulator.data.spaces = bases;
    const { acme, tree } = open();
    const section = parent((await tree.childrenOf(acme))[0]);
    let rows = await tree.childrenOf(section);
    while (rows.at(-1)?.kind === 'moreFiles') {
      await tree.more(section);
      rows = await tree.childrenOf(section);
    }
    // The first row is that of My Documents.
    assert.equal(rows.length, 1 + 300);
    assert.equal(emulator.requests.length, 10);
    assert.ok(emulator.requests.every(({ answer }) => answer?.code === 'OK'));
  });
});
