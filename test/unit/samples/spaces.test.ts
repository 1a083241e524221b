import assert from 'node:assert/strict';
import { allPages } from '../../../src/dingtalk/allPages.ts';
import type { Client } from '../../../src/dingtalk/client.ts';
import {
  queryDentryId,
  queryDentryUuid,
  queryDentryUuidById,
} from '../../../src/dingtalk/endpoints/documents.ts';
import { listDriveSpaces } from '../../../src/dingtalk/endpoints/drive.ts';
import { getPermissionInheritance, listAllDentries } from '../../../src/dingtalk/endpoints/storage.ts';
import {
  type FolderEntry,
  getDentry,
  listFolder,
  searchDentries,
} from '../../../src/dingtalk/endpoints/storageFiles.ts';
import { listPermissions } from '../../../src/dingtalk/endpoints/storagePermissions.ts';
import { getRecycleBin, listRecycleItems } from '../../../src/dingtalk/endpoints/storageRecycleBin.ts';
import {
  getMyWorkspace,
  getNode,
  getWorkspace,
  listNodes,
  listWorkspaces,
} from '../../../src/dingtalk/endpoints/wiki.ts';
import type { DingTalkError } from '../../../src/dingtalk/errors.ts';
import { OpenApi } from '../../../src/organizations/openApi.ts';
import { type Organization, sampleCorpId } from '../../../src/organizations/organization.ts';
import { sampleFetch } from '../../../src/samples/fetch.ts';
import { sampleOrganizations } from '../../../src/samples/organizations.ts';
import { documentKey } from '../../../src/samples/spaces/documentApis.ts';
import { sampleSpaces } from '../../../src/samples/spaces/spaces.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { callOptions } from '../../support/rawServer.ts';
import { tokenOf } from '../emulator/ask.ts';

const api = new OpenApi(
  { of: () => assert.fail('samples need no token') },
  () => ({ ...callOptions(), fetch: () => assert.fail('samples need no network') }),
  sampleFetch,
);
const named = (label: string) => sampleOrganizations.find(one => one.label === label) ?? assert.fail(label);
const acme = named('Acme');
const { unionId } = acme;
const client = api.for(acme, 'browse');
const finance = '26810061930';

/** Everything in a folder, with its level. */
async function walk(spaceId: string, parentId = '0', level = 1): Promise<[FolderEntry, number][]> {
  const { items } = await listFolder(client, { spaceId, parentId, unionId });
  const below = await Promise.all(
    items.filter(({ type }) => type === 'FOLDER').map(({ id = '' }) => walk(spaceId, id, level + 1)),
  );
  return [...items.map((item): [FolderEntry, number] => [item, level]), ...below.flat()];
}

describe('sample spaces', () => {
  it('are four levels deep, in two organizations at least', async () => {
    for (const corpId of ['dingacme0001', 'dingxinghe0002']) {
      const deep = sampleSpaces.filter(
        space => space.corpId === corpId && space.dentries.some(({ path }) => path.split('/').length === 5),
      );
      assert.ok(deep.filter(({ workspace }) => workspace === undefined).length >= 3, corpId);
      assert.ok(deep.filter(({ workspace }) => workspace !== undefined).length >= 2, corpId);
    }
    const entries = await walk(finance);
    assert.equal(Math.max(...entries.map(([, level]) => level)), 4);
    const all = await listAllDentries(client, { spaceId: finance, unionId });
    assert.deepEqual(
      entries.map(([{ uuid }]) => uuid).toSorted(),
      all.dentries.map(({ uuid }) => uuid).toSorted(),
    );
    assert.ok(entries.every(([{ uuid = '' }]) => /^[A-Za-z0-9]{32}$/.test(uuid)));
    assert.ok(entries.some(([{ extension }]) => extension === 'dlink'));
    assert.ok(entries.some(([{ extension, size }]) => extension === 'adoc' && size === 0n));
  });

  it('have no uuid twice', () => {
    const uuids = sampleSpaces.flatMap(({ dentries, workspace }) => [
      ...dentries.map(({ uuid }) => uuid),
      ...(workspace === undefined ? [] : [workspace.rootNodeId]),
    ]);
    assert.equal(new Set(uuids).size, uuids.length);
  });

  it('tell a file’s chain, upward to a broken folder', async () => {
    const [hit] = (await searchDentries(client, { keyword: 'budget 2026.XLSX', unionId })).items;
    assert.deepEqual(
      [hit?.name, hit?.path],
      ['Budget 2026.xlsx', '/Finance/Budgets/2026/Forecasts/Budget 2026.xlsx'],
    );
    const { spaceId, dentryId, dentryUuid } = await queryDentryId(client, {
      dentryUuid: hit?.dentryUuid ?? '',
      unionId,
    });
    assert.equal(dentryUuid, hit?.dentryUuid);
    const modes: string[] = [];
    for (let id: string | undefined = dentryId; id !== undefined && id !== '0'; ) {
      const entry: FolderEntry = await getDentry(client, { spaceId, dentryId: id, unionId });
      const asked = { dentryUuid: entry.uuid ?? '', unionId };
      modes.push(`${entry.name} ${await getPermissionInheritance(client, asked)}`);
      id = entry.parentId;
    }
    assert.deepEqual(modes, [
      'Budget 2026.xlsx PASS_ON',
      'Forecasts PASS_ON',
      '2026 BREAK',
      'Budgets PASS_ON',
    ]);
    const back = await queryDentryUuidById(client, { spaceId, dentryId, unionId });
    assert.equal(back, dentryUuid);
    const grants = await listPermissions(client, { dentryUuid, unionId });
    assert.deepEqual(
      grants.items.map(({ member, role, duration }) => [member.type, role.id, duration]),
      [
        ['USER', 'OWNER', undefined],
        ['DEPT', 'EDITOR', undefined],
        ['USER', 'OWNER', undefined],
        ['USER', 'READER', 2_592_000n],
      ],
    );
    assert.equal(grants.items.at(-1)?.member.corpId, 'dingoutside0099');
  });

  it('read links of every kind, and refuse those to share, numbers, and other organizations’', async () => {
    const [hit] = (await searchDentries(client, { keyword: 'Coil tables', unionId })).items;
    const uuid = hit?.dentryUuid ?? assert.fail();
    const key = documentKey(uuid);
    for (const idOrUrl of [
      uuid,
      key,
      `https://alidocs.dingtalk.com/i/nodes/${uuid}?utm=1`,
      `https://alidocs.dingtalk.com/document/edit?dentryKey=${key}`,
      `https://alidocs.dingtalk.com/document/preview?docKey=${key}&x=1`,
    ]) {
      assert.equal(await queryDentryUuid(client, { idOrUrl, unionId }), uuid, idOrUrl);
    }
    for (const idOrUrl of ['190000000000', 'https://alidocs.dingtalk.com/i/p/Y7kmb', 'nothing']) {
      await assert.rejects(
        queryDentryUuid(client, { idOrUrl, unionId }),
        { code: 'documentNotExist' },
        idOrUrl,
      );
    }
    const other = sampleSpaces.find(({ corpId }) => corpId === 'dingxinghe0002')?.dentries[0]?.uuid ?? '';
    await assert.rejects(queryDentryUuid(client, { idOrUrl: other, unionId }), { kind: 'otherOrganization' });
  });

  it('have a root that inherits nothing', async () => {
    const { items } = await listWorkspaces(client, { unionId });
    const rootNodeId = items[0]?.rootNodeId ?? assert.fail();
    await assert.rejects(getPermissionInheritance(client, { dentryUuid: rootNodeId, unionId }), {
      kind: 'notSupported',
    });
    assert.ok((await listPermissions(client, { dentryUuid: rootNodeId, unionId })).items.length > 0);
  });

  it('have grants on several pages, for everyone, and for outsiders', async () => {
    const [hit] = (await searchDentries(client, { keyword: 'Audit 2025', unionId })).items;
    const dentryUuid = hit?.dentryUuid ?? assert.fail();
    const { items, calls } = await allPages(
      nextToken => listPermissions(client, { dentryUuid, unionId, nextToken }),
      10,
    );
    assert.equal(calls, 3);
    assert.equal(items.length, 66);
    assert.ok(items.some(({ member }) => member.type === 'ORG'));
    assert.ok(items.some(({ member }) => member.corpId === 'dingoutside0099'));
  });

  it('take no more than the organization uses', async () => {
    const spaces = (await listDriveSpaces(client, { unionId })).items;
    assert.ok(spaces.length >= 4);
    assert.ok(spaces.reduce((sum, { used = 0n }) => sum + used, 0n) < 999_817_216n);
    assert.ok(spaces.some(({ max }) => max === undefined) && spaces.some(({ max }) => max !== undefined));
    for (const { spaceId, used = 0n } of spaces) {
      const sizes = sampleSpaces.find(space => space.spaceId === spaceId)?.dentries ?? [];
      assert.ok(sizes.reduce((sum, { size = 0n }) => sum + size, 0n) <= used, spaceId);
    }
    const recycleBinId = await getRecycleBin(client, { corpId: 'dingacme0001', unionId });
    const { items } = await allPages(
      nextToken => listRecycleItems(client, { recycleBinId, unionId, nextToken }),
      10,
    );
    assert.equal(items.length, 60);
    assert.ok((items[0]?.deletedAt ?? 0) > (items[1]?.deletedAt ?? 0));
  });
});

describe('sample spaces in the emulator', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ callsPerSecond: 1000, wikiCallsPerSecond: 1000 });
  });
  after(() => emulator.close());

  it('answer the same over http, success and failure', async () => {
    const [hit] = (await searchDentries(client, { keyword: 'Coil tables', unionId })).items;
    const dentryUuid = hit?.dentryUuid ?? '';
    const { items } = await listWorkspaces(client, { unionId });
    const { workspaceId = '', rootNodeId = '' } = items[0] ?? {};
    const asks: Record<string, (client: Client, organization: Organization) => Promise<unknown>> = {
      search: (client, { unionId }) => searchDentries(client, { keyword: 'e', unionId }),
      uuid: client => queryDentryUuid(client, { idOrUrl: dentryUuid, unionId }),
      ids: client => queryDentryId(client, { dentryUuid, unionId }),
      wrongIds: client => queryDentryId(client, { dentryUuid: 'nothing', unionId }),
      folder: client => listFolder(client, { spaceId: finance, parentId: '0', unionId }),
      wrongFolder: client => listFolder(client, { spaceId: finance, parentId: '1', unionId }),
      dentry: client => getDentry(client, { spaceId: finance, dentryId: '190000000001', unionId }),
      wrongDentry: client => getDentry(client, { spaceId: finance, dentryId: '1', unionId }),
      all: client => listAllDentries(client, { spaceId: finance, unionId }),
      permissions: client => listPermissions(client, { dentryUuid, unionId }),
      wrongPermissions: client => listPermissions(client, { dentryUuid: 'nothing', unionId }),
      spaces: client => listDriveSpaces(client, { unionId }),
      wrongToken: client => listDriveSpaces(client, { unionId, nextToken: 'made up' }),
      workspaces: client => listWorkspaces(client, { unionId }),
      workspace: client => getWorkspace(client, { workspaceId, unionId }),
      wrongWorkspace: client => getWorkspace(client, { workspaceId: 'nothing', unionId }),
      mine: client => getMyWorkspace(client, { unionId }),
      nodes: client => listNodes(client, { parentNodeId: rootNodeId, unionId }),
      wrongNodes: client => listNodes(client, { parentNodeId: 'nothing', unionId }),
      node: client => getNode(client, { nodeId: dentryUuid, unionId }),
      recycleBin: client => getRecycleBin(client, { corpId: 'dingacme0001', unionId }),
      wrongRecycleBin: client => getRecycleBin(client, { corpId: 'dingother', unionId }),
    };
    const corpId = acme.corpId.replace(sampleCorpId(''), '');
    const get = async () => tokenOf(emulator, corpId);
    const real = new OpenApi({ of: () => ({ get, renew: async () => undefined }) }, () => callOptions());
    const organization = { ...acme, corpId, endpoint: emulator.url };
    const outcome = (asked: Promise<unknown>) =>
      asked.catch(({ kind, code }: DingTalkError) => ({ kind, code }));
    for (const [name, ask] of Object.entries(asks)) {
      const expected = await outcome(ask(real.for(organization, 'browse'), organization));
      assert.deepEqual(await outcome(ask(api.for(acme, 'browse'), acme)), expected, name);
      assert.equal('kind' in Object(expected), name.startsWith('wrong'), name);
    }
    assert.equal(emulator.requests.length, Object.keys(asks).length);
    assert.equal(emulator.meter.callsThisMonth(corpId), Object.keys(asks).length);
  });
});
