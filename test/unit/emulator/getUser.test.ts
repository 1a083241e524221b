import assert from 'node:assert/strict';
import { acme, ask, tokenOf, useEmulator } from './ask.ts';

describe('emulator: getUser of the legacy API', () => {
  const used = useEmulator();

  /** The body, which must come with HTTP 200 whatever it says. */
  async function askUser(body: string, token = tokenOf(used.emulator)) {
    const { status, body: text } = await ask(used.emulator, `/topapi/v2/user/get?access_token=${token}`, {
      body,
    });
    assert.equal(status, 200);
    const { request_id, ...rest } = JSON.parse(text);
    assert.equal(request_id, used.emulator.requests.at(-1)?.answer?.requestId);
    return rest;
  }

  it('tells the unionid of a userid, asked in JSON or as a form', async () => {
    const expected = {
      errcode: 0,
      errmsg: 'ok',
      result: {
        userid: 'manager0001',
        unionid: acme.unionId,
        name: 'Manager of Acme',
        admin: true,
        boss: false,
        active: true,
      },
    };
    assert.deepEqual(await askUser('{"userid":"manager0001"}'), expected);
    assert.deepEqual(await askUser('userid=manager0001&language=en_US'), expected);
  });

  it('refuses unknown and expired tokens', async () => {
    const illegal = { errcode: 40014, errmsg: '不合法的access_token' };
    assert.deepEqual(await askUser('{"userid":"manager0001"}', 'made-up'), illegal);
    const timeout = { errcode: 42001, errmsg: 'access_token超时' };
    assert.deepEqual(await askUser('{"userid":"manager0012"}', 'fake-access-token-0012'), timeout);
  });

  it('refuses other organizations’ users, unknown ones and none', async () => {
    const notFound = { errcode: 60121, errmsg: '找不到该用户' };
    assert.deepEqual(await askUser('{"userid":"manager0002"}'), notFound);
    assert.deepEqual(await askUser('{"userid":"nobody"}'), notFound);
    assert.deepEqual(await askUser('{}'), { errcode: 400002, errmsg: '无效的参数' });
  });

  it('refuses by address and by scope', async () => {
    for (const app of used.emulator.data.apps) app.scopes = [];
    assert.deepEqual(await askUser('{"userid":"manager0001"}'), {
      errcode: 88,
      errmsg: 'ding talk error',
      sub_code: '60011',
      sub_msg: '应用尚未开通所需的权限:[qyapi_get_member]',
    });
    for (const app of used.emulator.data.apps) app.allowedIps = [];
    assert.deepEqual(await askUser('{"userid":"manager0001"}'), {
      errcode: 60020,
      errmsg: '访问ip不在白名单之中,request ip=127.0.0.1',
    });
  });
});
