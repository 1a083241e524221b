import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { sampleApis } from '../../../src/samples/spaces/sampleApis.ts';
import { apiNames } from '../../emulator/routes.ts';
import { acme, assertRefused, type Reply, tokenOf, useEmulator } from './ask.ts';

/** A valid request of each API about files: what is in the path, the query but for the user, and the body. */
const valid: Record<keyof typeof sampleApis, [path: string, query?: string, body?: object]> = {
  queryDentryUuid: ['/v2.0/doc/documents/queryDentryUuid', `idOrUrl=${acme.dentryUuid}`],
  queryDentryUuidById: ['/v2.0/doc/dentries/190000000000/queryDentryUuid', 'spaceId=26810061928'],
  queryDentryId: [`/v2.0/doc/dentries/${acme.dentryUuid}/queryDentryId`],
  listDriveSpaces: ['/v1.0/drive/spaces', 'spaceType=org&maxResults=50'],
  searchDentries: ['/v2.0/storage/dentries/search', '', { keyword: 'a' }],
  listDentries: ['/v1.0/storage/spaces/26810061928/dentries', 'parentId=0'],
  listAllDentries: ['/v1.0/storage/spaces/26810061928/dentries/listAll', '', {}],
  getDentry: ['/v1.0/storage/spaces/26810061928/dentries/190000000000/query', '', {}],
  listPermissions: [`/v2.0/storage/spaces/dentries/${acme.dentryUuid}/permissions/query`, '', {}],
  getRecycleBin: ['/v1.0/storage/recycleBins', 'recycleBinScope=ORG&scopeId=dingacme0001'],
  listRecycleItems: ['/v1.0/storage/recycleBins/9900001/recycleItems'],
  getNode: ['/v2.0/wiki/nodes/none'],
  listNodes: ['/v2.0/wiki/nodes', 'parentNodeId=none'],
  getWorkspace: ['/v2.0/wiki/workspaces/none'],
  listWorkspaces: ['/v2.0/wiki/workspaces'],
  getMyWorkspace: ['/v2.0/wiki/mineWorkspaces'],
};

describe('emulator: the APIs about files', () => {
  const used = useEmulator();

  function ask(
    name: keyof typeof sampleApis,
    {
      user = acme.unionId,
      token = tokenOf(used.emulator),
      more = '',
      body = valid[name][2],
    }: { user?: string; token?: string; more?: string; body?: object | undefined } = {},
  ): Promise<Reply> {
    const [place, query = ''] = valid[name];
    const path = `${place}?${sampleApis[name].asker}=${user}&${query}${more}`;
    const { method } = sampleApis[name];
    const headers = {
      'x-acs-dingtalk-access-token': token,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(used.emulator.url, { path, method, headers, agent: false }, response => {
        const { statusCode: status = 0, headers: answered } = response;
        text(response).then(answer => resolve({ status, headers: answered, body: answer }), reject);
      });
      sent.once('error', reject);
      sent.end(body === undefined ? '' : JSON.stringify(body));
    });
  }
  const all = Object.keys(valid) as (keyof typeof sampleApis)[];

  it('are known by name, and each counts', async () => {
    for (const name of all) {
      used.clock.ms += 1000;
      const { status, body } = await ask(name);
      assert.ok(status === 200 || /(node|parentNode|workspace)NotExist/.test(body), `${name} ${body}`);
      assert.equal(used.emulator.requests.at(-1)?.api, name);
      assert.ok(apiNames.includes(name));
    }
    assert.equal(used.emulator.meter.callsThisMonth(acme.corpId), all.length);
  });

  it('want their scope, and a user with rights', async () => {
    for (const name of all) {
      used.clock.ms += 1000;
      const isOperator = sampleApis[name].asker === 'operatorId';
      const missing = isOperator ? 'MissingoperatorId' : 'paramError';
      await assertRefused(used.emulator, ask(name, { user: '' }), 400, missing);
      await assertRefused(used.emulator, ask(name, { user: 'nobody' }), 403, 'permissionDenied');
    }
    for (const app of used.emulator.data.apps) app.scopes = [];
    for (const name of all) {
      const detail = { accessdenieddetail: { requiredScopes: [sampleApis[name].scope] } };
      const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
      await assertRefused(used.emulator, ask(name), 403, code, detail);
    }
  });

  it('refuse pages that are too large, tokens that they never gave, and unknown options', async () => {
    for (const [name, more, code] of [
      ['listDriveSpaces', '&nextToken=x', 'param.error.nexttoken'],
      ['listDentries', '&maxResults=51', 'paramError'],
      ['listDentries', '&orderBy=SHAPE', 'paramError'],
      ['listDentries', '&order=down', 'paramError'],
      ['listRecycleItems', '&nextToken=x', 'paramError'],
      ['listWorkspaces', '&maxResults=31', 'paramError'],
    ] as const) {
      used.clock.ms += 1000;
      await ask(name, { more });
      assert.equal(used.emulator.requests.at(-1)?.answer?.code, code, `${name} ${more}`);
    }
    for (const [name, body, code] of [
      ['searchDentries', { keyword: ' ' }, 'paramError-keyword'],
      ['searchDentries', { keyword: 'a', option: { maxResults: 51 } }, 'paramError.maxResults'],
      ['searchDentries', { keyword: 'a', option: { dentryCategories: [] } }, 'paramError'],
      ['listPermissions', { option: { maxResults: 31 } }, 'paramError'],
      ['listPermissions', { option: { filterMemberTypes: [] } }, 'paramError'],
    ] as const) {
      used.clock.ms += 1000;
      await assertRefused(used.emulator, ask(name, { body }), 400, code);
    }
  });

  it('refuse another organization’s files, and third-party apps the list of permissions', async () => {
    const other = { token: tokenOf(used.emulator, 'dingxinghe0002'), user: 'cHtUYfake0002iE' };
    await assertRefused(used.emulator, ask('queryDentryId', other), 403, 'forbidden.acrossOrg');
    await assertRefused(used.emulator, ask('listPermissions', other), 403, 'forbidden.acrossOrg');
    await assertRefused(used.emulator, ask('listDentries', other), 403, 'acrossOrgAccessForbidden');
    await assertRefused(used.emulator, ask('getRecycleBin', other), 404, 'recycleBinNotExist');
    const third = { token: tokenOf(used.emulator, 'dingcopper0013'), user: 'cHtUYfake0013iE' };
    const reply = await ask('listPermissions', third);
    assert.match(reply.body, /AccessTokenPermissionDenied/);
  });

  it('keep knowledge bases to a slower pace, all of their APIs together', async () => {
    await ask('listWorkspaces');
    await ask('listNodes');
    await ask('getMyWorkspace');
    const code = 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi';
    await assertRefused(used.emulator, ask('getNode'), 403, code);
    assert.equal((await ask('listDriveSpaces')).status, 200);
    used.clock.ms += 1000;
    assert.equal((await ask('listWorkspaces')).status, 200);
  });
});
