import assert from 'node:assert/strict';
import { acme, ask, assertRefused, orgPath, useEmulator } from './ask.ts';

describe('emulator: access tokens', () => {
  const used = useEmulator();

  const post = (path: string, body: object | string) =>
    ask(used.emulator, path, { body: typeof body === 'string' ? body : JSON.stringify(body) });

  const internal = { appKey: acme.clientId, appSecret: acme.clientSecret };
  const askInternal = (changes: object = {}) => post('/v1.0/oauth2/accessToken', { ...internal, ...changes });

  const suite = {
    suiteKey: 'suitefake0013',
    suiteSecret: 'fake-client-secret-0013',
    suiteTicket: 'fake-suite-ticket-0013',
    authCorpId: 'dingcopper0013',
  };
  const askSuite = (changes: object = {}) => post('/v1.0/oauth2/corpAccessToken', { ...suite, ...changes });

  const mint = async (asked = askInternal()) => JSON.parse((await asked).body);
  const statusWith = async (token: string) => (await ask(used.emulator, orgPath(), { token })).status;

  it('gives an internal app the same token while it is valid, renewed, and then a new one', async () => {
    const { clock } = used;
    const first = await mint();
    assert.deepEqual(Object.keys(first), ['accessToken', 'expireIn']);
    assert.equal(first.expireIn, 7200);
    clock.ms += 7_199_999;
    assert.deepEqual(await mint(), first);
    clock.ms += 7_199_999;
    assert.equal(await statusWith(first.accessToken), 200);
    clock.ms += 1;
    const expired = ask(used.emulator, orgPath(), { token: first.accessToken });
    await assertRefused(used.emulator, expired, 400, 'InvalidAuthentication');
    assert.notEqual((await mint()).accessToken, first.accessToken);
  });

  it('gives a third-party app a new token each time, the older staying valid', async () => {
    const { emulator } = used;
    const first = await mint(askSuite());
    const second = await mint(askSuite());
    assert.notEqual(first.accessToken, second.accessToken);
    for (const { accessToken: token } of [first, second]) {
      const path = orgPath('dingcopper0013', 'cHtUYfake0013iE');
      assert.equal((await ask(emulator, path, { token })).status, 200);
    }
    assert.equal(emulator.requests[0]?.corpId, 'dingcopper0013');
  });

  it('refuses wrong credentials of an internal app', async () => {
    for (const changes of [{ appSecret: 'wrong' }, { appKey: 'wrong' }, { appKey: suite.suiteKey }]) {
      await assertRefused(used.emulator, askInternal(changes), 400, 'invalidClientIdOrSecret');
    }
  });

  it('refuses wrong credentials of a third-party app', async () => {
    const { emulator } = used;
    await assertRefused(emulator, askSuite({ suiteKey: acme.clientId }), 400, 'invalidSuiteKey');
    await assertRefused(emulator, askSuite({ suiteSecret: 'wrong' }), 400, 'invalidSuiteKey');
    await assertRefused(emulator, askSuite({ suiteTicket: 'old' }), 400, 'invalidSuiteTicket');
    await assertRefused(emulator, askSuite({ authCorpId: 'dingacme0001' }), 400, 'invalidAuthInfo');
  });

  it('wants a JSON body', async () => {
    for (const path of ['/v1.0/oauth2/accessToken', '/v1.0/oauth2/corpAccessToken']) {
      await assertRefused(used.emulator, post(path, 'appKey=a&appSecret=b'), 400, 'Missingbody');
      await assertRefused(used.emulator, post(path, ''), 400, 'Missingbody');
    }
  });

  it('lets tokens live as long as it is told, per app and for all', async () => {
    const { emulator, clock } = used;
    emulator.settings.tokenSeconds = 60;
    assert.equal((await mint()).expireIn, 60);
    for (const app of emulator.data.apps) app.tokenSeconds = 3;
    const { accessToken, expireIn } = await mint();
    assert.equal(expireIn, 3);
    clock.ms += 2999;
    assert.equal(await statusWith(accessToken), 200);
    clock.ms += 1;
    assert.equal(await statusWith(accessToken), 400);
  });

  it('claims any expireIn it is told, and none', async () => {
    const { emulator } = used;
    for (const claim of [0, -1, 1e15, '7200']) {
      emulator.settings.expireIn = claim;
      assert.equal((await mint()).expireIn, claim);
    }
    for (const app of emulator.data.apps) app.expireIn = null;
    assert.deepEqual(Object.keys(await mint()), ['accessToken']);
  });

  it('revokes and expires tokens, one or all', async () => {
    const { tokens } = used.emulator;
    const pasted = 'fake-access-token-0003';
    const { accessToken } = await mint();
    tokens.revoke(accessToken);
    assert.equal(tokens.find(accessToken), 'unknown');
    assert.notEqual(tokens.find(pasted), 'unknown');
    tokens.expire(pasted);
    assert.equal(tokens.find(pasted), 'expired');
    const next = await mint();
    assert.notEqual(next.accessToken, accessToken);
    tokens.expire();
    assert.equal(tokens.find(next.accessToken), 'expired');
    tokens.revoke();
    assert.deepEqual(tokens.all(), []);
  });

  it('has an expired token in the sample data', async () => {
    const path = orgPath('dingjiangnan0012', 'cHtUYfake0012iE');
    const asked = ask(used.emulator, path, { token: 'fake-access-token-0012' });
    await assertRefused(used.emulator, asked, 400, 'InvalidAuthentication');
  });
});
