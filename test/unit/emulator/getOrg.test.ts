import assert from 'node:assert/strict';
import { acme, ask, assertRefused, orgPath, tokenOf, useEmulator } from './ask.ts';

describe('emulator: getOrg', () => {
  const used = useEmulator();

  const askOrg = (corpId?: string, unionId?: string, token = tokenOf(used.emulator)) =>
    ask(used.emulator, orgPath(corpId, unionId), { token });

  it('answers with the example of the documentation, leaving out what is absent', async () => {
    const { status, headers, body } = await askOrg();
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'application/json;charset=utf-8');
    assert.equal(
      body,
      '{"org":{"corpId":"dingacme0001","partitions":[{"partitionType":"PUBLIC_OSS_PARTITION",' +
        '"quota":{"used":999817216,"max":107374182400,"type":"PRIVATE"}}]}}',
    );
  });

  it('writes Longs to the last digit', async () => {
    const token = 'fake-access-token-0009';
    const { body } = await askOrg('dingatlas0009', 'cHtUYfake0009iE', token);
    assert.match(body, /"used":9007199254740993,"max":9223372036854775807,/);
  });

  it('leaves out an absent max and writes reserved where it is set', async () => {
    const harbor = await askOrg('dingharbor0005', 'cHtUYfake0005iE', 'fake-access-token-0005');
    assert.match(harbor.body, /"quota":\{"used":48318382080,"type":"SHARE"\}/);
    const token = tokenOf(used.emulator, 'dingyunfan0006');
    const yunfan = await askOrg('dingyunfan0006', 'cHtUYfake0006iE', token);
    assert.match(yunfan.body, /"reserved":12884901888,/);
  });

  it('serves a third-party app', async () => {
    const token = tokenOf(used.emulator, 'dingcopper0013');
    assert.equal((await askOrg('dingcopper0013', 'cHtUYfake0013iE', token)).status, 200);
  });

  it('refuses an unknown token and a missing one alike', async () => {
    const { emulator } = used;
    await assertRefused(emulator, askOrg(undefined, undefined, 'made up'), 400, 'InvalidAuthentication');
    await assertRefused(emulator, ask(emulator, orgPath()), 400, 'InvalidAuthentication');
  });

  it('refuses an address outside the allow-list of the app, and tells it', async () => {
    const { emulator } = used;
    for (const app of emulator.data.apps) app.allowedIps = ['203.0.113.7'];
    const reply = askOrg();
    await assertRefused(emulator, reply, 403, 'Forbidden.AccessDenied.IpNotInWhiteList');
    assert.match(JSON.parse((await reply).body).message, /request ip=127\.0\.0\.1$/);

    emulator.settings.clientIp = '2001:db8::7';
    assert.match(JSON.parse((await askOrg()).body).message, /request ip=2001:db8::7$/);
    emulator.settings.clientIp = '203.0.113.7';
    assert.equal((await askOrg()).status, 200);
  });

  it('refuses an app without the scope, and names it', async () => {
    const { emulator } = used;
    for (const app of emulator.data.apps) app.scopes = ['Storage.Permission.Read'];
    const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
    const detail = { accessdenieddetail: { requiredScopes: ['Storage.Org.Read'] } };
    await assertRefused(emulator, askOrg(), 403, code, detail);
  });

  it('refuses a call without a unionId', async () => {
    const { emulator } = used;
    const token = tokenOf(emulator);
    await assertRefused(emulator, askOrg(acme.corpId, ''), 400, 'paramError');
    await assertRefused(
      emulator,
      ask(emulator, '/v1.0/storage/orgs/dingacme0001', { token }),
      400,
      'paramError',
    );
  });

  it('refuses a user who is unknown, of another organization, or lacks rights', async () => {
    const { emulator } = used;
    await assertRefused(emulator, askOrg(acme.corpId, 'nobody'), 403, 'permissionDenied');
    await assertRefused(emulator, askOrg(acme.corpId, 'cHtUYfake0002iE'), 403, 'permissionDenied');
    const token = tokenOf(emulator, 'dingpinecone0011');
    const pinecone = askOrg('dingpinecone0011', 'cHtUYfake0011iE', token);
    await assertRefused(emulator, pinecone, 403, 'permissionDenied');
  });

  it('refuses an organization that does not exist, or that the token is not for', async () => {
    const { emulator } = used;
    await assertRefused(emulator, askOrg('dingnowhere'), 400, 'orgNotExist');
    await assertRefused(emulator, askOrg('dingxinghe0002'), 403, 'acrossOrgAccessForbidden');
  });

  it('spells the keys of a refusal as told', async () => {
    const { emulator } = used;
    for (const app of emulator.data.apps) app.scopes = [];
    const scopes = { requiredScopes: ['Storage.Org.Read'] };
    const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';

    emulator.settings.spelling = 'capitalised';
    const { Message, ...capitalised } = JSON.parse((await askOrg()).body);
    const RequestId = emulator.requests[0]?.answer?.requestId;
    assert.deepEqual(capitalised, { Code: code, RequestId, AccessDeniedDetail: scopes });
    assert.match(Message, /Storage\.Org\.Read/);

    emulator.settings.spelling = 'underscore';
    const { message, ...underscore } = JSON.parse((await askOrg()).body);
    const request_id = emulator.requests[1]?.answer?.requestId;
    assert.deepEqual(underscore, { code, request_id, accessdenieddetail: scopes });
    assert.notEqual(request_id, RequestId);
    assert.match(message, /Storage\.Org\.Read/);
  });

  it('does not know other methods and paths, nor a corpId that breaks out of its segment', async () => {
    const { emulator } = used;
    const token = tokenOf(emulator);
    for (const path of ['/', '/v1.0/storage/orgs/', '/v1.0/storage/orgs/a/../b?x=1', '/topapi/v2/user/get']) {
      await assertRefused(emulator, ask(emulator, path, { token }), 404, 'InvalidAction.NotFound');
    }
    const posted = ask(emulator, orgPath(), { token, body: '{}' });
    await assertRefused(emulator, posted, 404, 'InvalidAction.NotFound');
  });
});
