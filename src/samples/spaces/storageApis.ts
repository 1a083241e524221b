import { sampleRefusals } from '../refusals.ts';
import {
  optionOf,
  pageOf,
  paramError,
  placeOf,
  queriedPage,
  refused,
  required,
  type SampleApi,
  type SampleCall,
  type SampleWorld,
  spaceOf,
} from './sampleApi.ts';
import type { Space } from './spaces.ts';
import { type Entry, type Grant, userNames } from './tree.ts';

const asker = 'unionId';

/** The storage APIs about files and folders. */
export const storageApis = {
  searchDentries: {
    method: 'POST',
    path: /^\/v2\.0\/storage\/dentries\/search$/,
    scope: 'Storage.Dentry.Search',
    asker: 'operatorId',
    answer: search,
  },
  listDentries: {
    method: 'GET',
    path: /^\/v1\.0\/storage\/spaces\/(?<spaceId>[^/]+)\/dentries$/,
    scope: 'Storage.File.Read',
    asker,
    answer: listFolder,
  },
  listAllDentries: {
    method: 'POST',
    path: /^\/v1\.0\/storage\/spaces\/(?<spaceId>[^/]+)\/dentries\/listAll$/,
    scope: 'Storage.File.Read',
    asker,
    answer: listAll,
  },
  getDentry: {
    method: 'POST',
    path: /^\/v1\.0\/storage\/spaces\/(?<spaceId>[^/]+)\/dentries\/(?<dentryId>[^/]+)\/query$/,
    scope: 'Storage.File.Read',
    asker,
    answer(call, world) {
      const space = spaceOf(call, call.parts.spaceId, world);
      const dentry = space.dentries.find(({ id }) => id === call.parts.dentryId);
      return { dentry: dentry ?? refused(sampleRefusals.dentryNotExist) };
    },
  },
  listPermissions: {
    method: 'POST',
    path: /^\/v2\.0\/storage\/spaces\/dentries\/(?<dentryUuid>[^/]+)\/permissions\/query$/,
    scope: 'Storage.Permission.Read',
    asker,
    isForInternalApps: true,
    answer: listPermissions,
  },
  getRecycleBin: {
    method: 'GET',
    path: /^\/v1\.0\/storage\/recycleBins$/,
    scope: 'Storage.RecycleBin.Read',
    asker,
    answer(call) {
      const scope = required(call, 'recycleBinScope');
      const scopeId = required(call, 'scopeId');
      if (scope !== 'ORG') {
        refused(paramError('recycleBinScope'));
      }
      return scopeId === call.corpId
        ? { recycleBin: { id: binOf(scopeId), scope, scopeId } }
        : refused(sampleRefusals.recycleBinNotExist);
    },
  },
  listRecycleItems: {
    method: 'GET',
    path: /^\/v1\.0\/storage\/recycleBins\/(?<recycleBinId>[^/]+)\/recycleItems$/,
    scope: 'Storage.RecycleBin.Read',
    asker,
    answer(call, { recycled }) {
      if (call.parts.recycleBinId !== binOf(call.corpId)) {
        refused(sampleRefusals.recycleBinNotExist);
      }
      const own = recycled.filter(({ corpId }) => corpId === call.corpId);
      const { page, nextToken } = queriedPage(call, own, 50);
      return { recycleItems: page.map(({ corpId: _, ...item }) => item), nextToken };
    },
  },
} satisfies Record<string, SampleApi>;

const binOf = (corpId: string) => `990${corpId.slice(-4)}`;

function search(call: SampleCall, { spaces }: SampleWorld): object {
  const { keyword } = call.body;
  if (typeof keyword !== 'string' || keyword.trim() === '') {
    // With a hyphen, as DingTalk spells it.
    refused(paramError('keyword', 'paramError-keyword'));
  }
  const { nextToken, maxResults } = optionOf(call, ['nextToken', 'maxResults']);
  const wanted = keyword.trim().toLowerCase();
  const found = spaces
    .filter(({ corpId }) => corpId === call.corpId)
    .flatMap(({ name = '', dentries }) => dentries.map(entry => ({ space: name, entry })))
    .filter(({ entry }) => entry.status === 'NORMAL' && entry.name.toLowerCase().includes(wanted));
  const { page, nextToken: next } = pageOf(found, { nextToken, maxResults, most: 50, error: dotted });
  const items = page.map(({ space, entry: { uuid, name, path, creatorId = '' } }) => ({
    dentryUuid: uuid,
    name,
    creator: { userId: creatorId, name: userNames[creatorId] },
    path: { path: `/${space}${path}` },
  }));
  return { items, nextToken: next };
}

const dotted = (parameter: string) => paramError(parameter, `paramError.${parameter}`);

const orders: Readonly<Record<string, (a: Entry, b: Entry) => number>> = {
  NAME: (a, b) => a.name.localeCompare(b.name),
  SIZE: (a, b) => Number((a.size ?? 0n) - (b.size ?? 0n)),
  MODIFIED_TIME: (a, b) => (a.modifiedTime ?? '').localeCompare(b.modifiedTime ?? ''),
};

function listFolder(call: SampleCall, world: SampleWorld): object {
  const parentId = required(call, 'parentId');
  const space = spaceOf(call, call.parts.spaceId, world);
  if (parentId !== '0' && !space.dentries.some(({ id, type }) => id === parentId && type === 'FOLDER')) {
    refused(sampleRefusals.dentryNotExist);
  }
  const order = orders[call.query.get('orderBy') ?? 'MODIFIED_TIME'] ?? refused(paramError('orderBy'));
  const direction = call.query.get('order') ?? 'DESC';
  if (direction !== 'ASC' && direction !== 'DESC') {
    refused(paramError('order'));
  }
  const sorted = space.dentries
    .filter(entry => entry.parentId === parentId && entry.status === 'NORMAL')
    .toSorted(direction === 'ASC' ? order : (a, b) => order(b, a));
  const { page, nextToken } = queriedPage(call, sorted, 50);
  return { dentries: page, nextToken };
}

/** `option` and everything in it may be absent, but nothing may be invalid. */
function listAll(call: SampleCall, world: SampleWorld): object {
  const { option: _, ...others } = call.body;
  if (Object.keys(others).length > 0) {
    refused(paramError('option'));
  }
  const known = ['nextToken', 'maxResults', 'order', 'withThumbnail'];
  const { nextToken, maxResults, order = 'ASC', withThumbnail = false } = optionOf(call, known);
  const isNumber = maxResults === undefined || typeof maxResults === 'number';
  if (!isNumber || typeof withThumbnail !== 'boolean' || (order !== 'ASC' && order !== 'DESC')) {
    refused(paramError(isNumber ? 'order' : 'maxResults'));
  }
  const { dentries }: Space = spaceOf(call, call.parts.spaceId, world);
  const sorted = order === 'ASC' ? dentries : dentries.toReversed();
  const { page, nextToken: next } = pageOf(sorted, { nextToken, maxResults, most: 50 });
  return { dentries: page, nextToken: next };
}

const roleNames: Readonly<Record<string, string>> = {
  OWNER: '所有者',
  MANAGER: '管理者',
  EDITOR: '可编辑',
  DOWNLOADER: '可下载',
  READER: '可查看',
};

function listPermissions(call: SampleCall, world: SampleWorld): object {
  const uuid = call.parts.dentryUuid ?? '';
  const { nextToken, maxResults } = optionOf(call, ['nextToken', 'maxResults', 'filterRoleIds']);
  const grants = grantsOf(uuid, call, world);
  const { page, nextToken: next } = pageOf(grants, { nextToken, maxResults, most: 30 });
  const permissions = page.map(({ member, role, duration }) => ({
    dentryUuid: uuid,
    member,
    role: { id: role, name: roleNames[role] },
    ...(duration === undefined ? {} : { duration }),
  }));
  return { permissions, nextToken: next };
}

/** What is granted on the entry itself and on what it inherits from; at the top stand the space's managers. */
function grantsOf(uuid: string, call: SampleCall, world: SampleWorld): Grant[] {
  const listed = world.dentries.find(dentry => dentry.dentryUuid === uuid);
  if (listed?.spaceDeleted) {
    refused(sampleRefusals.spaceNotExist);
  }
  const { space, entry } = placeOf(uuid, call, world, sampleRefusals.dentryNotExist);
  const found: Grant[] = [];
  for (let at = entry; at !== undefined; ) {
    const { uuid: here, parentId } = at;
    found.push(...(world.grants.get(here) ?? []));
    const mode = world.dentries.find(({ dentryUuid }) => dentryUuid === here)?.inheritance;
    at = mode === 'BREAK' ? undefined : space.dentries.find(({ id }) => id === parentId);
  }
  const [id, name] = Object.entries(userNames)[0] ?? ['', ''];
  const owner: Grant = { member: { type: 'USER', id, corpId: call.corpId, name }, role: 'OWNER' };
  return [owner, ...found];
}
