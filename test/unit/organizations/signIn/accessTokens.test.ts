import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import {
  getOrganizationStorage,
  getPermissionInheritance,
} from '../../../../src/dingtalk/endpoints/storage.ts';
import { ServerClock } from '../../../../src/dingtalk/wire/serverClock.ts';
import { OpenApi } from '../../../../src/organizations/openApi.ts';
import { type Organization, readOrganizations } from '../../../../src/organizations/organization.ts';
import { AccessTokens } from '../../../../src/organizations/signIn/accessTokens.ts';
import { Credentials, readCredential } from '../../../../src/organizations/signIn/credentials.ts';
import { InMemorySecrets } from '../../../../src/organizations/signIn/inMemorySecrets.ts';
import { sampleSignIns } from '../../../emulator/samples.ts';
import { type Emulator, startEmulator } from '../../../emulator/server.ts';
import { callOptions } from '../../../support/rawServer.ts';

describe('access tokens', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  /** The sample organizations, signed in. */
  async function setUp(clock = new ServerClock(), secrets = new InMemorySecrets()) {
    const credentials = new Credentials(secrets);
    const { organizations, credentials: signIns } = sampleSignIns(emulator.url);
    for (const { corpId, credential } of signIns) {
      await credentials.set(corpId, credential);
    }
    const shared = { ...callOptions(), clock };
    const options = () => shared;
    const api = new OpenApi(new AccessTokens(secrets, credentials, options), options);
    const find = (corpId: string): Organization => {
      const entry = readOrganizations(organizations).find(
        candidate => candidate.kind === 'organization' && candidate.corpId === corpId,
      );
      assert.ok(entry?.kind === 'organization');
      return entry;
    };
    const ask = (corpId: string) => {
      const organization = find(corpId);
      const { unionId } = organization;
      return getOrganizationStorage(api.for(organization, 'quota'), { corpId, unionId });
    };
    const askInheritance = async (number: number) => {
      const { unionId, ...organization } = find('dingacme0001');
      const dentryUuid = `${number}`.padStart(32, 'a');
      emulator.data.dentries.push({
        corpId: organization.corpId,
        dentryUuid,
        name: dentryUuid,
        inheritance: 'PASS_ON',
      });
      return getPermissionInheritance(api.for({ ...organization, unionId }, 'audit'), {
        dentryUuid,
        unionId,
      });
    };
    return { secrets, credentials, ask, askInheritance };
  }
  const minted = () => emulator.requests.filter(({ method }) => method === 'POST').length;

  it('are the pasted ones where the user pastes', async () => {
    const { ask } = await setUp();
    assert.equal((await ask('dingharbor0005')).length, 1);
    assert.equal(emulator.requests[0]?.headers['x-acs-dingtalk-access-token'], 'fake-access-token-0005');
    assert.equal(minted(), 0);
  });

  it('are minted once for an internal app, however many calls wait, and kept in the secret storage', async () => {
    const { ask, secrets } = await setUp();
    await Promise.all([ask('dingacme0001'), ask('dingacme0001'), ask('dingacme0001')]);
    await ask('dingacme0001');
    assert.equal(minted(), 1);
    const key = `dingtalkStorage.accessToken/${emulator.url}/dingfakeapp0001`;
    assert.match(secrets.values.get(key) ?? '', /"accessToken":"[^"]+","renewAt":\d+,"expiresAt":\d+\}$/);
  });

  it('are minted for a third-party app, one for each organization', async () => {
    const { ask, secrets } = await setUp();
    await ask('dingcopper0013');
    await ask('dingcopper0013');
    assert.equal(minted(), 1);
    assert.ok(secrets.values.has(`dingtalkStorage.accessToken/${emulator.url}/suitefake0013/dingcopper0013`));
  });

  it('are minted anew when they have expired', async () => {
    const clock = new ServerClock();
    const { ask } = await setUp(clock);
    await ask('dingacme0001');
    clock.set(new Date(Date.now() + 7_300_000).toUTCString());
    // The next answer corrects the clock, so this does not loop.
    await ask('dingacme0001');
    await ask('dingacme0001');
    assert.equal(minted(), 2);
  });

  it('are not to be had without a credential', async () => {
    const { ask, credentials } = await setUp();
    for (const corpId of ['dingacme0001', 'dingharbor0005']) {
      await credentials.clear(corpId);
      await assert.rejects(ask(corpId), { kind: 'signedOut', code: undefined });
    }
    assert.equal(emulator.requests.length, 0);
  });

  it('of one app are not given to an organization without a credential, nor kept from one with it', async () => {
    const { secrets, credentials } = await setUp();
    const options = callOptions();
    const tokens = new AccessTokens(secrets, credentials, () => options);
    const app = { unionId: 'u', endpoint: emulator.url, signIn: 'internalApp', clientId: 'dingfakeapp0001' };
    const [signedIn, signedOut] = readOrganizations([
      { ...app, corpId: 'dingacme0001' },
      { ...app, corpId: 'other' },
    ]);
    assert.ok(signedIn?.kind === 'organization' && signedOut?.kind === 'organization');
    const [refused, token] = await Promise.allSettled([tokens.get(signedOut), tokens.get(signedIn)]);
    assert.deepEqual([refused.status, token.status], ['rejected', 'fulfilled']);
    await assert.rejects(tokens.get(signedOut), { kind: 'signedOut' });
  });

  it('are refused with a wrong secret, and DingTalk is asked once, not for each call', async () => {
    const { ask, credentials } = await setUp();
    await credentials.set('dingacme0001', { clientSecret: 'wrong' });
    for (let call = 0; call < 5; call++) {
      await assert.rejects(ask('dingacme0001'), { kind: 'badCredential', code: 'invalidClientIdOrSecret' });
    }
    assert.equal(minted(), 1);
    await credentials.set('dingacme0001', { clientSecret: 'fake-client-secret-0001' });
    await ask('dingacme0001');
    assert.equal(minted(), 2);
  });

  it('are renewed once, silently, when DingTalk says that they have expired, however many calls wait', async () => {
    const { ask } = await setUp();
    await ask('dingacme0001');
    emulator.tokens.revoke();
    await Promise.all([ask('dingacme0001'), ask('dingacme0001')]);
    assert.equal(minted(), 2);
  });

  it('that were refused leave with no further call, though the storage is slow', async () => {
    const secrets = new InMemorySecrets();
    const read = secrets.get.bind(secrets);
    const { askInheritance } = await setUp(undefined, secrets);
    await askInheritance(0);
    secrets.get = async key => {
      await delay(30);
      return read(key);
    };
    emulator.tokens.expire();
    await Promise.all(Array.from({ length: 6 }, (_, number) => askInheritance(number + 1)));
    const refused = emulator.requests.filter(({ answer }) => answer?.code === 'InvalidAuthentication');
    assert.equal(refused.length, 1);
    assert.equal(minted(), 2);
  });

  it('are renewed no more than once for each refused token', async () => {
    const { ask } = await setUp();
    const expired = JSON.stringify({ code: 'InvalidAuthentication', message: 'no', requestid: 'R' });
    emulator.faults.add({ kind: 'raw', status: 400, body: expired }, { api: 'getOrg' });
    await assert.rejects(ask('dingacme0001'), { kind: 'tokenExpired' });
    assert.equal(minted(), 2);
    assert.equal(emulator.requests.length, 4);
  });

  it('that were pasted are not renewed', async () => {
    const { ask } = await setUp();
    await assert.rejects(ask('dingjiangnan0012'), { kind: 'tokenExpired' });
    assert.equal(emulator.requests.length, 1);
  });

  it('are shared by windows: what another has renewed is taken', async () => {
    const one = await setUp();
    const two = await setUp(new ServerClock(), one.secrets);
    await one.ask('dingacme0001');
    await two.ask('dingacme0001');
    assert.equal(minted(), 1);
    emulator.tokens.revoke();
    await one.ask('dingacme0001');
    await two.ask('dingacme0001');
    assert.equal(minted(), 2);
  });

  it('are renewed ten minutes before their end, and serve to the end where that fails', async () => {
    const secrets = new InMemorySecrets();
    const { ask } = await setUp(new ServerClock(), secrets);
    await ask('dingacme0001');
    const key = `dingtalkStorage.accessToken/${emulator.url}/dingfakeapp0001`;
    const age = (milliseconds: number) => {
      const { accessToken, renewAt, expiresAt } = JSON.parse(secrets.values.get(key) ?? '');
      const older = { accessToken, renewAt: renewAt - milliseconds, expiresAt: expiresAt - milliseconds };
      secrets.values.set(key, JSON.stringify(older));
    };
    age(109 * 60_000);
    await ask('dingacme0001');
    assert.equal(minted(), 1, 'eleven minutes before the end');
    const mend = emulator.faults.add({ kind: 'html' }, { api: 'getAccessToken' });
    age(2 * 60_000);
    await ask('dingacme0001');
    assert.equal(minted(), 2, 'tried nine minutes before the end; the old token served');
    mend();
    await ask('dingacme0001');
    await ask('dingacme0001');
    assert.equal(minted(), 3);
  });

  for (const expireIn of [null, 0, -5, 1e12, 'soon']) {
    it(`live 7,200 s where DingTalk says ${JSON.stringify(expireIn)}`, async () => {
      emulator.settings.expireIn = expireIn;
      const { ask, secrets } = await setUp();
      await ask('dingacme0001');
      await ask('dingacme0001');
      assert.equal(minted(), 1);
      const kept = secrets.values.get(`dingtalkStorage.accessToken/${emulator.url}/dingfakeapp0001`);
      const life = JSON.parse(kept ?? '').expiresAt - Date.now();
      assert.ok(Math.abs(life - 7_200_000) < 10_000, `${life} ms`);
    });
  }
});

describe('credential', () => {
  it('is read in each of its forms, trimmed', () => {
    assert.deepEqual(readCredential({ accessToken: ' abc\n' }, 'accessToken'), { accessToken: 'abc' });
    assert.deepEqual(readCredential({ clientSecret: 'a' }, 'internalApp'), { clientSecret: 'a' });
    const both = { clientSecret: 'a', suiteTicket: 'b' };
    assert.deepEqual(readCredential(both, 'thirdPartyApp'), both);
  });

  it('is refused where it is none, or does not fit the way of signing in', () => {
    const none = [
      {},
      null,
      'x',
      { accessToken: '' },
      { accessToken: 'a b' },
      { accessToken: '中' },
      { accessToken: 1 },
    ];
    for (const value of [...none, { clientSecret: 'a' }, { accessToken: 'a\r\nx-header: b' }]) {
      assert.equal(readCredential(value, 'accessToken'), undefined, JSON.stringify(value));
    }
    assert.equal(readCredential({ clientSecret: 'a' }, 'thirdPartyApp'), undefined);
    assert.equal(readCredential({ clientSecret: 'a', suiteTicket: 'b' }, 'internalApp'), undefined);
  });

  it('keeps its age when it is stored again, and is told from what another window stored', async () => {
    const secrets = new InMemorySecrets();
    const [here, elsewhere] = [new Credentials(secrets), new Credentials(secrets)];
    const key = 'dingtalkStorage.credential/c';
    await here.set('c', { accessToken: 'a' });
    secrets.values.set(key, JSON.stringify({ accessToken: 'a', setAt: 5 }));
    await here.set('c', { accessToken: 'a' });
    assert.equal((await here.get('c'))?.setAt, 5);
    await here.set('c', { accessToken: 'b' });
    assert.notEqual((await here.get('c'))?.setAt, 5);
    assert.equal(await here.changedElsewhere(key), undefined);
    assert.equal(await elsewhere.changedElsewhere(key), 'c');
    await elsewhere.clear('c');
    assert.equal(await here.changedElsewhere(key), 'c');
    assert.equal(await elsewhere.changedElsewhere(key), undefined);
    assert.equal(await here.changedElsewhere('another.secret'), undefined);
  });

  it('is seen as changed elsewhere, however often two windows sign in and out in turn', async () => {
    const secrets = new InMemorySecrets();
    const windows = [new Credentials(secrets), new Credentials(secrets)] as const;
    const key = 'dingtalkStorage.credential/c';
    for (let turn = 0; turn < 6; turn++) {
      const [here, other] = turn % 2 === 0 ? windows : windows.toReversed();
      assert.ok(here && other);
      for (const change of [
        () => here.set('c', { accessToken: 'same' }),
        () => here.clear('c'),
        () => here.set('c', { accessToken: `token${turn}` }),
      ]) {
        await change();
        assert.equal(await here.changedElsewhere(key), undefined, `turn ${turn}`);
        assert.equal(await other.changedElsewhere(key), 'c', `turn ${turn}`);
        assert.deepEqual(await other.get('c'), await here.get('c'));
      }
    }
  });

  it('that cannot be read from storage counts as none', async () => {
    const secrets = new InMemorySecrets();
    const credentials = new Credentials(secrets);
    for (const stored of ['', '{', 'null', '{"accessToken":5}']) {
      secrets.values.set('dingtalkStorage.credential/c', stored);
      assert.equal(await credentials.get('c'), undefined);
    }
    secrets.get = () => Promise.reject(new Error('keyring'));
    const broken = new Credentials(secrets);
    await assert.rejects(broken.get('c'), {
      kind: 'signedOut',
      message: /could not read the secret storage/,
    });
  });
});

describe('server clock', () => {
  it('ignores what is noise or no date, and takes the server for right otherwise', () => {
    let ticks = 0;
    const clock = new ServerClock(() => ticks);
    const start = clock.now();
    clock.set(null);
    clock.set('nonsense');
    clock.set(new Date(start + 1000).toUTCString());
    assert.equal(clock.now(), start);
    clock.set(new Date(start + 3_600_000).toUTCString());
    ticks = 5000;
    assert.ok(Math.abs(clock.now() - start - 3_605_000) < 1000);
  });
});
