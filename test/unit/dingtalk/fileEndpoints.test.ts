import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { allPages } from '../../../src/dingtalk/allPages.ts';
import { OpenApiClient } from '../../../src/dingtalk/client.ts';
import {
  queryDentryId,
  queryDentryUuid,
  queryDentryUuidById,
} from '../../../src/dingtalk/endpoints/documents.ts';
import { listDriveSpaces } from '../../../src/dingtalk/endpoints/drive.ts';
import { getDentry, listFolder, searchDentries } from '../../../src/dingtalk/endpoints/storageFiles.ts';
import { listPermissions } from '../../../src/dingtalk/endpoints/storagePermissions.ts';
import { getRecycleBin, listRecycleItems } from '../../../src/dingtalk/endpoints/storageRecycleBin.ts';
import {
  getMyWorkspace,
  getNode,
  getWorkspace,
  listNodes,
  listWorkspaces,
} from '../../../src/dingtalk/endpoints/wiki.ts';
import { callOptions, withServer } from '../../support/rawServer.ts';

type Ask = (client: OpenApiClient) => Promise<unknown>;

const unionId = 'u+/=中 u';
const asker = 'u%2B%2F%3D%E4%B8%AD%20u';
const hostile = '../a?b=c#d&e 中';
const part = '..%2Fa%3Fb%3Dc%23d%26e%20%E4%B8%AD';
const nextToken = 't/=+1&x=y';
const token = 't%2F%3D%2B1%26x%3Dy';

/** Asks a server that gives these answers in turn. */
async function ask(asks: readonly Ask[], answers: readonly string[]) {
  const seen: [string, string, unknown][] = [];
  const results: unknown[] = [];
  await withServer(
    async (request, response) => {
      const body = await text(request);
      seen.push([request.method ?? '', request.url ?? '', body === '' ? undefined : JSON.parse(body)]);
      response.setHeader('content-type', 'application/json');
      response.end(answers[seen.length - 1] ?? '{}');
    },
    async endpoint => {
      const accessTokens = { get: async () => 'token-1', renew: async () => undefined };
      const client = new OpenApiClient({ ...callOptions(), endpoint, app: 'app', accessTokens });
      for (const each of asks) {
        results.push(await each(client));
      }
    },
  );
  return { seen, results };
}

/** Each call, what goes over the wire, and what is read from an answer. */
const cases: Record<string, [Ask, [string, string, unknown?], string, unknown]> = {
  'queryDentryUuid: a link, whole, as one encoded value': [
    client => queryDentryUuid(client, { idOrUrl: `https://alidocs.dingtalk.com/${hostile}`, unionId }),
    [
      'GET',
      `/v2.0/doc/documents/queryDentryUuid?idOrUrl=https%3A%2F%2Falidocs.dingtalk.com%2F${part}&operatorId=${asker}`,
    ],
    '{"dentryUuid":"d"}',
    'd',
  ],
  queryDentryUuidById: [
    client => queryDentryUuidById(client, { spaceId: hostile, dentryId: hostile, unionId }),
    ['GET', `/v2.0/doc/dentries/${part}/queryDentryUuid?spaceId=${part}&operatorId=${asker}`],
    '{"dentryUuid":"d","dentryId":"1","spaceId":"2"}',
    'd',
  ],
  queryDentryId: [
    client => queryDentryId(client, { dentryUuid: hostile, unionId }),
    ['GET', `/v2.0/doc/dentries/${part}/queryDentryId?operatorId=${asker}`],
    '{"dentryUuid":"d","dentryId":"1","spaceId":"2","other":true}',
    { dentryUuid: 'd', dentryId: '1', spaceId: '2' },
  ],
  'searchDentries, the first page': [
    client => searchDentries(client, { keyword: '"预算" \\', unionId }),
    [
      'POST',
      `/v2.0/storage/dentries/search?operatorId=${asker}`,
      { keyword: '"预算" \\', option: { maxResults: 50 } },
    ],
    '{"items":[{"dentryUuid":"d","name":"\\u202eN","creator":{"userId":"x","name":"C"},"path":{"path":"/p"}},7],"nextToken":"n"}',
    {
      items: [
        { dentryUuid: 'd', name: 'N', creator: 'C', path: '/p' },
        { dentryUuid: undefined, name: undefined, creator: undefined, path: undefined },
      ],
      nextToken: 'n',
    },
  ],
  'searchDentries, another page': [
    client => searchDentries(client, { keyword: 'k', unionId, nextToken }),
    [
      'POST',
      `/v2.0/storage/dentries/search?operatorId=${asker}`,
      { keyword: 'k', option: { nextToken, maxResults: 50 } },
    ],
    '{}',
    { items: [], nextToken: undefined },
  ],
  listFolder: [
    client => listFolder(client, { spaceId: hostile, parentId: '0', unionId }),
    [
      'GET',
      `/v1.0/storage/spaces/${part}/dentries?parentId=0&unionId=${asker}&maxResults=50&orderBy=NAME&order=ASC`,
    ],
    '{"dentries":[{"id":"1","uuid":"u","parentId":"0","name":"n","path":"/n","type":"FILE","size":9223372036854775807,"modifiedTime":"2026-11-01T00:00:00Z"}]}',
    {
      items: [
        {
          id: '1',
          uuid: 'u',
          parentId: '0',
          name: 'n',
          path: '/n',
          type: 'FILE',
          size: 9_223_372_036_854_775_807n,
          modifiedTime: Date.UTC(2026, 10, 1),
        },
      ],
      nextToken: undefined,
    },
  ],
  'listFolder, the biggest first, another page': [
    client =>
      listFolder(client, { spaceId: '1', parentId: hostile, unionId, nextToken, order: 'biggestFirst' }),
    [
      'GET',
      `/v1.0/storage/spaces/1/dentries?parentId=${part}&unionId=${asker}&maxResults=50&nextToken=${token}&orderBy=SIZE&order=DESC`,
    ],
    '{"dentries":null}',
    { items: [], nextToken: undefined },
  ],
  getDentry: [
    client => getDentry(client, { spaceId: hostile, dentryId: hostile, unionId }),
    ['POST', `/v1.0/storage/spaces/${part}/dentries/${part}/query?unionId=${asker}`, {}],
    '{"dentry":{"id":"1","parentId":"2","name":7}}',
    { id: '1', parentId: '2', name: undefined },
  ],
  listPermissions: [
    client => listPermissions(client, { dentryUuid: hostile, unionId, nextToken }),
    [
      'POST',
      `/v2.0/storage/spaces/dentries/${part}/permissions/query?unionId=${asker}`,
      { option: { nextToken, maxResults: 30 } },
    ],
    '{"permissions":[{"dentryUuid":"d","member":{"type":"USER","id":"x","corpId":"c","name":"N"},"role":{"id":"OWNER"},"duration":-1},{"member":{},"duration":60}]}',
    {
      items: [
        {
          dentryUuid: 'd',
          member: { type: 'USER', id: 'x', corpId: 'c', name: 'N' },
          role: { id: 'OWNER' },
        },
        { dentryUuid: undefined, member: {}, role: {}, duration: 60n },
      ],
      nextToken: undefined,
    },
  ],
  listWorkspaces: [
    client => listWorkspaces(client, { unionId, nextToken }),
    [
      'GET',
      `/v2.0/wiki/workspaces?operatorId=${asker}&maxResults=30&nextToken=${token}&orderBy=VIEW_TIME_DESC&withPermissionRole=true`,
    ],
    '{"workspaces":[{"workspaceId":"w","rootNodeId":"r","name":"N","type":"TEAM","permissionRole":"OWNER"}]}',
    {
      items: [{ workspaceId: 'w', rootNodeId: 'r', name: 'N', type: 'TEAM', permissionRole: 'OWNER' }],
      nextToken: undefined,
    },
  ],
  getWorkspace: [
    client => getWorkspace(client, { workspaceId: hostile, unionId }),
    ['GET', `/v2.0/wiki/workspaces/${part}?operatorId=${asker}&withPermissionRole=true`],
    '{"workspace":{"rootNodeId":"r"}}',
    { rootNodeId: 'r' },
  ],
  getMyWorkspace: [
    client => getMyWorkspace(client, { unionId }),
    ['GET', `/v2.0/wiki/mineWorkspaces?operatorId=${asker}`],
    '{"workspace":{"rootNodeId":"r"}}',
    { rootNodeId: 'r' },
  ],
  listNodes: [
    client => listNodes(client, { parentNodeId: hostile, unionId }),
    [
      'GET',
      `/v2.0/wiki/nodes?parentNodeId=${part}&operatorId=${asker}&maxResults=50&withPermissionRole=true`,
    ],
    '{"nodes":[{"nodeId":"n","hasChildren":true,"size":"12","category":"ALIDOC"}],"nextToken":""}',
    { items: [{ nodeId: 'n', hasChildren: true, size: 12n, category: 'ALIDOC' }], nextToken: undefined },
  ],
  getNode: [
    client => getNode(client, { nodeId: hostile, unionId }),
    ['GET', `/v2.0/wiki/nodes/${part}?operatorId=${asker}`],
    '{"node":{"nodeId":"n","type":"FOLDER"}}',
    { nodeId: 'n', type: 'FOLDER' },
  ],
  listDriveSpaces: [
    client => listDriveSpaces(client, { unionId, nextToken }),
    ['GET', `/v1.0/drive/spaces?unionId=${asker}&spaceType=org&maxResults=50&nextToken=${token}`],
    '{"spaces":[{"spaceId":"1","spaceName":"A","quota":-1,"usedQuota":5},{"spaceId":"2","quota":0,"usedQuota":9007199254740993}],"nextToken":""}',
    {
      items: [
        { spaceId: '1', name: 'A', used: 5n },
        { spaceId: '2', name: undefined, used: 9_007_199_254_740_993n, max: 0n },
      ],
      nextToken: undefined,
    },
  ],
  getRecycleBin: [
    client => getRecycleBin(client, { corpId: hostile, unionId }),
    ['GET', `/v1.0/storage/recycleBins?recycleBinScope=ORG&scopeId=${part}&unionId=${asker}`],
    '{"recycleBin":{"id":"b"}}',
    'b',
  ],
  listRecycleItems: [
    client => listRecycleItems(client, { recycleBinId: hostile, unionId }),
    ['GET', `/v1.0/storage/recycleBins/${part}/recycleItems?unionId=${asker}&maxResults=50`],
    '{"recycleItems":[{"id":"1","spaceId":"2","originalName":"n","operatorTime":1793491200000,"size":3}]}',
    {
      items: [{ id: '1', spaceId: '2', size: 3n, name: 'n', path: undefined, deletedAt: 1_793_491_200_000 }],
      nextToken: undefined,
    },
  ],
};

describe('calls about files', () => {
  for (const [name, [asked, sent, answer, expected]] of Object.entries(cases)) {
    it(name, async () => {
      const { seen, results } = await ask([asked], [answer]);
      assert.deepEqual(seen, [[sent[0], sent[1], sent[2]]]);
      assert.deepEqual(results, [expected]);
    });
  }

  it('refuse an answer that is none', async () => {
    for (const [asked] of Object.values(cases)) {
      await assert.rejects(ask([asked], ['7']), { kind: 'badAnswer' });
      await assert.rejects(
        ask(
          [asked],
          [
            '{"nodes":{},"items":"x","permissions":7,"spaces":{},"dentries":"x",' +
              '"workspaces":1,"recycleItems":{},"node":1,"workspace":7,"dentry":"x","recycleBin":{},"dentryUuid":""}',
          ],
        ),
        {
          kind: 'badAnswer',
        },
      );
    }
  });

  it('to knowledge bases start 0.4 s apart, whichever they are', async () => {
    const starts: number[] = [];
    await withServer(
      (_, response) => {
        starts.push(performance.now());
        response.end('{"workspace":{},"nodes":[],"node":{}}');
      },
      async endpoint => {
        const accessTokens = { get: async () => 'token-1', renew: async () => undefined };
        const client = new OpenApiClient({ ...callOptions(), endpoint, app: 'app', accessTokens });
        await Promise.all([
          getMyWorkspace(client, { unionId }),
          listNodes(client, { parentNodeId: 'a', unionId }),
          getNode(client, { nodeId: 'b', unionId }),
        ]);
      },
    );
    assert.equal(starts.length, 3);
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    // They are measured where they arrive.
    assert.ok(
      gaps.every(gap => gap > 350),
      gaps.join(),
    );
  });
});

describe('all pages', () => {
  it('follow the tokens to the end, and count the calls', async () => {
    const tokens: (string | undefined)[] = [];
    const pages = [
      { items: [1, 2], nextToken: 'a' },
      { items: [], nextToken: 'b' },
      { items: [3], nextToken: undefined },
    ];
    const result = await allPages(async nextToken => {
      tokens.push(nextToken);
      return pages[tokens.length - 1] ?? assert.fail();
    }, 10);
    assert.deepEqual(result, { items: [1, 2, 3], calls: 3, isCutOff: false });
    assert.deepEqual(tokens, [undefined, 'a', 'b']);
  });

  it('end where a list repeats itself, or goes on beyond the allowed calls', async () => {
    const repeating = await allPages(async () => ({ items: ['x'], nextToken: 'same' }), 10);
    assert.deepEqual(repeating, { items: ['x', 'x'], calls: 2, isCutOff: true });
    let count = 0;
    const endless = await allPages(async () => ({ items: [], nextToken: String(++count) }), 5);
    assert.deepEqual(endless, { items: [], calls: 5, isCutOff: true });
  });
});
