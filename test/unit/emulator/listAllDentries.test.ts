import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { spaceOf } from '../../emulator/spaces.ts';
import { acme, assertRefused, type Reply, tokenOf, useEmulator } from './ask.ts';

const spaceId = '26810061999';
const entries = Array.from({ length: 120 }, (_, number) => ({
  uuid: `uuid${number}`,
  path: `/A/File ${number}`,
}));

describe('emulator: listAllDentries', () => {
  const used = useEmulator();
  beforeEach(() => {
    used.emulator.data.spaces.push(
      spaceOf(acme.corpId, spaceId, [{ uuid: 'a', path: '/A', type: 'FOLDER' }, ...entries]),
    );
  });

  /** In JSON, as the API requires, unless another type is given. */
  function list(
    option: object | undefined,
    {
      space = spaceId,
      unionId = acme.unionId,
      token = tokenOf(used.emulator),
      type = 'application/json',
      body = JSON.stringify({ option }),
    } = {},
  ): Promise<Reply> {
    const path = `/v1.0/storage/spaces/${space}/dentries/listAll?unionId=${unionId}`;
    const headers = { 'x-acs-dingtalk-access-token': token, 'content-type': type };
    return new Promise((resolve, reject) => {
      const sent = request(used.emulator.url, { path, method: 'POST', headers, agent: false }, response => {
        const { statusCode: status = 0, headers: answered } = response;
        text(response).then(answer => resolve({ status, headers: answered, body: answer }), reject);
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }
  const pageOf = async (option?: object) => JSON.parse((await list(option)).body);

  it('gives pages of 50, files and folders with their paths, and each call counts', async () => {
    const { emulator } = used;
    const first = await pageOf();
    assert.deepEqual(first.dentries[0], {
      id: '190000000000',
      spaceId,
      parentId: '0',
      type: 'FOLDER',
      name: 'A',
      path: '/A',
      status: 'NORMAL',
      uuid: 'a',
    });
    assert.deepEqual([first.dentries[1].parentId, first.dentries[1].name], ['190000000000', 'File 0']);
    const second = await pageOf({ nextToken: first.nextToken, maxResults: 50, order: 'ASC' });
    const third = await pageOf({ nextToken: second.nextToken });
    assert.deepEqual(
      [first, second, third].map(({ dentries }) => dentries.length),
      [50, 50, 21],
    );
    assert.equal(third.nextToken, undefined);
    assert.equal((await pageOf({ order: 'DESC', maxResults: 1 })).dentries[0].uuid, 'uuid119');
    assert.equal(emulator.meter.callsThisMonth(acme.corpId), 4);
    assert.equal(emulator.requests[0]?.spaceId, spaceId);
  });

  it('refuses what is wrong with the body', async () => {
    for (const option of [
      { maxResults: 51 },
      { maxResults: 0 },
      { maxResults: '50' },
      { order: 'asc' },
      { nextToken: 'made up' },
      { nextToken: 1 },
      { withThumbnail: 'no' },
      { parentId: '0' },
    ]) {
      await assertRefused(used.emulator, list(option), 400, 'paramError');
      used.clock.ms += 1000;
    }
    await assertRefused(used.emulator, list(undefined, { body: '{"maxResults":50}' }), 400, 'paramError');
    for (const wrong of [{ body: '' }, { body: 'option=1' }, { type: 'text/plain' }]) {
      await assertRefused(used.emulator, list(undefined, wrong), 400, 'Missingbody');
    }
  });

  it('refuses without the scope, the user, or the space', async () => {
    const { emulator } = used;
    await assertRefused(emulator, list({}, { unionId: '' }), 400, 'paramError');
    await assertRefused(emulator, list({}, { unionId: 'nobody' }), 403, 'permissionDenied');
    await assertRefused(emulator, list({}, { space: '1' }), 404, 'spaceNotExist');
    const other = { token: tokenOf(emulator, 'dingxinghe0002'), unionId: 'cHtUYfake0002iE' };
    await assertRefused(emulator, list({}, other), 403, 'acrossOrgAccessForbidden');
    for (const app of emulator.data.apps) app.scopes = ['Storage.Permission.Read'];
    const detail = { accessdenieddetail: { requiredScopes: ['Storage.File.Read'] } };
    const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
    await assertRefused(emulator, list({}), 403, code, detail);
  });

  it('throttles as the other APIs do', async () => {
    const { emulator } = used;
    emulator.settings.callsPerSecond = 1;
    await list({});
    await assertRefused(emulator, list({}), 403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi');
    assert.equal(emulator.meter.callsThisMonth(acme.corpId), 1);
  });
});
