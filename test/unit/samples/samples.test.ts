import assert from 'node:assert/strict';
import type { Client } from '../../../src/dingtalk/client.ts';
import { getUnionId } from '../../../src/dingtalk/endpoints/contacts.ts';
import {
  getOrganizationStorage,
  getPermissionInheritance,
  type Partition,
} from '../../../src/dingtalk/endpoints/storage.ts';
import { DingTalkError } from '../../../src/dingtalk/errors.ts';
import type { CallOptions } from '../../../src/dingtalk/wire/call.ts';
import { stateKeys } from '../../../src/ids.ts';
import { explain } from '../../../src/organizations/failures/explain.ts';
import { OpenApi } from '../../../src/organizations/openApi.ts';
import {
  isSample,
  type Organization,
  readOrganizations,
  sampleCorpId,
} from '../../../src/organizations/organization.ts';
import { Organizations } from '../../../src/organizations/organizations.ts';
import { AccessTokens } from '../../../src/organizations/signIn/accessTokens.ts';
import { Credentials } from '../../../src/organizations/signIn/credentials.ts';
import { levelOf, limitOf, readThresholds } from '../../../src/quota/fullness.ts';
import { StorageStore } from '../../../src/quota/storageStore.ts';
import { sampleDentries } from '../../../src/samples/dentries.ts';
import { sampleFetch } from '../../../src/samples/fetch.ts';
import { sampleOrganizations } from '../../../src/samples/organizations.ts';
import { startEmulator } from '../../emulator/server.ts';
import { MemoryState } from '../../support/memoryState.ts';
import { callOptions } from '../../support/rawServer.ts';
import { tokenOf } from '../emulator/ask.ts';

/** The real thing, except for the network and the secret storage, which record that they were used. */
function setUp() {
  const calls: string[] = [];
  const options: CallOptions = {
    ...callOptions(),
    fetch: async url => {
      calls.push(url);
      throw new TypeError('fetch failed');
    },
  };
  const touch = async (key: string) => {
    calls.push(key);
    return undefined;
  };
  const secrets = { get: touch, store: touch, delete: touch };
  const tokens = new AccessTokens(secrets, new Credentials(secrets), () => options);
  const api = new OpenApi(tokens, () => options, sampleFetch);
  return { api, calls };
}

const [acme, ...others] = sampleOrganizations;
assert.ok(acme);
const named = (label: string) => sampleOrganizations.find(one => one.label === label) ?? assert.fail(label);

describe('samples', () => {
  const { api, calls } = setUp();
  const storageOf = (organization = acme): Promise<Partition[]> =>
    getOrganizationStorage(api.for(organization, 'quota'), organization);
  const ask = (dentryUuid: string, organization = acme) =>
    getPermissionInheritance(api.for(organization, 'quota'), { dentryUuid, unionId: organization.unionId });

  it('show what there is to see: nearly full, over, no limit, two partitions, long values, a failure', async () => {
    const levels = new Set<string>();
    let [hasNoLimit, hasTwo, hasLong] = [false, false, false];
    for (const organization of sampleOrganizations) {
      const partitions = await storageOf(organization).catch(() => []);
      hasTwo ||= partitions.length === 2;
      for (const { quota } of partitions) {
        assert.ok(quota);
        levels.add(levelOf(quota, readThresholds(80, 95)));
        hasNoLimit ||= limitOf(quota) === undefined;
        hasLong ||= quota.max === 9_223_372_036_854_775_807n && quota.used === 9_007_199_254_740_993n;
      }
    }
    assert.deepEqual([...levels].toSorted(), ['error', 'normal', 'over', 'warning']);
    assert.ok(hasNoLimit && hasTwo && hasLong);
    assert.ok(sampleOrganizations.some(({ label }) => /\p{Script=Han}/u.test(label)));
    await assert.rejects(storageOf(named('Pinecone Studio')), { kind: 'userNotPermitted' });
  });

  it('answer what DingTalk answers in the emulator, success and failure, to the byte', async () => {
    const emulator = await startEmulator({ callsPerSecond: 1000 });
    try {
      for (const organization of sampleOrganizations) {
        const corpId = organization.corpId.replace(sampleCorpId(''), '');
        const get = async () => tokenOf(emulator, corpId);
        const real = new OpenApi({ of: () => ({ get, renew: async () => undefined }) }, () => callOptions());
        const ask = (api: OpenApi, asked: Organization) =>
          getOrganizationStorage(api.for(asked, 'quota'), asked).catch(({ kind, code }: DingTalkError) => ({
            kind,
            code,
          }));
        const expected = await ask(real, { ...organization, corpId, endpoint: emulator.url });
        assert.deepEqual(await ask(api, organization), expected);
      }
      assert.equal(emulator.requests.length, sampleOrganizations.length);
    } finally {
      await emulator.close();
    }
  });

  it('offer files that inherit, break, and are not found', async () => {
    const outcomes = await Promise.all(
      sampleDentries(acme.corpId).map(({ dentryUuid }) =>
        ask(dentryUuid).catch((error: DingTalkError) => `${error.kind} ${error.code}`),
      ),
    );
    for (const outcome of [
      'PASS_ON',
      'BREAK',
      'PASS_ON_READ_ONLY',
      'notFound dentryNotExist',
      'notFound spaceNotExist',
    ]) {
      assert.ok(outcomes.includes(outcome), outcome);
    }
    assert.ok(sampleOrganizations.every(({ corpId }) => sampleDentries(corpId).length > 1));
    assert.deepEqual(sampleDentries('dingacme0001'), [], 'a real organization has none');
    const [elsewhere] = sampleDentries(named('星河科技').corpId);
    await assert.rejects(ask(elsewhere?.dentryUuid ?? ''), { kind: 'otherOrganization' });
    await assert.rejects(ask('x', named('Pinecone Studio')), { kind: 'userNotPermitted' });
  });

  it('never reach the network or the secret storage, whatever is asked', async () => {
    calls.length = 0;
    for (const organization of sampleOrganizations) {
      await storageOf(organization).catch(() => undefined);
      await ask('../../x?y', organization).catch(() => undefined);
      await getUnionId(api.for(organization, 'quota'), { userId: 'manager' }).catch(() => undefined);
    }
    assert.deepEqual(calls, []);
    // The same setup does make calls for an organization that is not a sample.
    const real = { ...acme, corpId: 'dingacme0001', signIn: 'internalApp', clientId: 'app' } as const;
    await assert.rejects(storageOf(real), { kind: 'signedOut' });
    assert.deepEqual(calls, ['dingtalkStorage.credential/dingacme0001']);
  });

  it('can be cancelled', async () => {
    const aborted = AbortSignal.abort();
    const asking = getOrganizationStorage(api.for(acme, 'quota'), acme, aborted);
    await assert.rejects(asking, { name: 'AbortError' });
  });

  it('cannot be taken for, or shadowed by, an organization of the setting', () => {
    assert.ok(sampleOrganizations.every(isSample));
    const [entry] = readOrganizations([{ corpId: sampleCorpId('dingacme0001'), unionId: 'u' }]);
    assert.equal(entry?.kind, 'badEntry');
    const organizations = new Organizations(
      () => [{ corpId: 'ding1', unionId: 'u' }],
      () => sampleOrganizations,
    );
    assert.deepEqual(
      organizations.usable.map(({ corpId }) => corpId),
      ['ding1'],
    );
    assert.equal(organizations.find(acme.corpId), acme);
    assert.throws(() => organizations.get(acme.corpId, organizations.usable), { kind: 'invalidParameter' });
  });

  it('are kept nowhere, and stay when the setting changes', async () => {
    const state = new MemoryState();
    const store = new StorageStore({ for: () => ({ ask: async () => [] }) as unknown as Client }, state);
    const real = { ...acme, corpId: 'ding1' };
    await Promise.all([real, acme, ...others].map(organization => store.refresh(organization)));
    store.retain([real]);
    assert.equal(store.get(acme.corpId).outcome, 'answered');
    assert.deepEqual(
      (state.get(stateKeys.storage) as { corpId: string }[]).map(({ corpId }) => corpId),
      ['ding1'],
    );
  });

  it('have failures with a cause, and nothing to sign in to or to edit', () => {
    const failure = new DingTalkError('userNotPermitted', { code: 'permissionDenied' });
    const { sentence, remedies } = explain(failure, acme);
    assert.match(sentence, /does not have permission/);
    assert.deepEqual(remedies, []);
    assert.equal(explain(failure, { ...acme, corpId: 'ding1' }).remedies.length, 1);
  });
});
