import assert from 'node:assert/strict';
import { acme, ask, tokenOf, useEmulator } from './ask.ts';

describe('emulator: getUserByUnionId of the legacy API', () => {
  const used = useEmulator();

  async function askUser(unionid: unknown, token = tokenOf(used.emulator)) {
    const path = `/topapi/user/getbyunionid?access_token=${token}`;
    const { status, body } = await ask(used.emulator, path, { body: JSON.stringify({ unionid }) });
    assert.equal(status, 200);
    const { request_id: _, ...rest } = JSON.parse(body);
    return rest;
  }

  it('tells the userid of a unionid, and counts nothing', async () => {
    assert.deepEqual(await askUser(acme.unionId), {
      errcode: 0,
      errmsg: 'ok',
      result: { contact_type: 0, userid: 'manager0001' },
    });
    assert.equal(used.emulator.meter.callsThisMonth(acme.corpId), 0);
  });

  it('refuses tokens, users and apps as getUser does', async () => {
    assert.equal((await askUser(acme.unionId, 'made-up')).errcode, 40014);
    assert.equal((await askUser('nobody')).errcode, 60121);
    assert.equal((await askUser(7)).errcode, 400002);
    for (const app of used.emulator.data.apps) app.scopes = [];
    assert.equal((await askUser(acme.unionId)).sub_code, '60011');
  });
});
