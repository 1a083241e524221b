import assert from 'node:assert/strict';
import type { Draft } from '../../../../src/organizations/adding/draft.ts';
import { verify } from '../../../../src/organizations/adding/verify.ts';
import type { Credential } from '../../../../src/organizations/signIn/credentials.ts';
import { type Emulator, startEmulator } from '../../../emulator/server.ts';
import { callOptions } from '../../../support/rawServer.ts';

describe('verifying a draft', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  const corpId = 'dingacme0001';
  const draft = (fields: Partial<Draft> = {}): Draft => ({
    region: 'other',
    endpoint: emulator.url,
    corpId,
    signIn: 'internalApp',
    clientId: 'dingfakeapp0001',
    clientSecret: 'fake-client-secret-0001',
    userBy: 'unionId',
    unionId: 'cHtUYfake0001iE',
    ...fields,
  });
  /** The same, with the box for the secret left empty. */
  const untyped = (): Draft => {
    const { clientSecret: _, ...rest } = draft();
    return rest;
  };
  const options = callOptions();
  const never = () => new AbortController().signal;
  const verified = (fields: Partial<Draft> = {}, kept?: Credential, signal = never()) =>
    verify(draft(fields), kept, () => options, signal);
  const calls = () => emulator.requests.map(({ api }) => api);

  it('takes one metered call, and gives what is to be stored and shown', async () => {
    const { credential, minted, partitions } = await verified();
    assert.deepEqual(calls(), ['getAccessToken', 'getOrg']);
    assert.deepEqual(partitions, [
      {
        partitionType: 'PUBLIC_OSS_PARTITION',
        quota: { used: 999_817_216n, max: 107_374_182_400n, type: 'PRIVATE' },
      },
    ]);
    assert.deepEqual(credential, { clientSecret: 'fake-client-secret-0001' });
    const key = `dingtalkStorage.accessToken/${emulator.url}/dingfakeapp0001`;
    assert.deepEqual([...minted.keys()], [key]);
    const { accessToken } = JSON.parse(minted.get(key) ?? '');
    assert.equal(emulator.requests[1]?.headers['x-acs-dingtalk-access-token'], accessToken);
  });

  it('looks a userId up, and gives the unionId', async () => {
    const { draft } = await verified({ userBy: 'userId', userId: 'manager0001', unionId: 'anotherUser' });
    assert.equal(draft.unionId, 'cHtUYfake0001iE');
    assert.deepEqual(calls(), ['getAccessToken', 'getUser', 'getOrg']);
    assert.equal(emulator.requests[2]?.unionId, 'cHtUYfake0001iE');
  });

  it('takes the kept credential for the parts that were not typed', async () => {
    const kept = { clientSecret: 'fake-client-secret-0001', suiteTicket: 'of no use here' };
    const { credential } = await verify(untyped(), kept, () => options, never());
    assert.deepEqual(credential, { clientSecret: 'fake-client-secret-0001' });
  });

  it('takes what was typed before the kept credential', async () => {
    await assert.rejects(verified({ clientSecret: 'wrong' }, { clientSecret: 'fake-client-secret-0001' }), {
      kind: 'badCredential',
    });
  });

  it('is signed out without a credential, and calls nobody', async () => {
    const { clientSecret: _, ...rest } = draft();
    await assert.rejects(
      verify(rest, undefined, () => options, new AbortController().signal),
      {
        kind: 'signedOut',
      },
    );
    assert.deepEqual(calls(), []);
  });

  it('names the organization in what it throws', async () => {
    await assert.rejects(verified({ unionId: 'nobody' }), error => {
      const { kind, details } = error as { kind: string; details: { corpId: string } };
      assert.deepEqual([kind, details.corpId], ['userNotPermitted', corpId]);
      return true;
    });
  });

  for (const api of ['getAccessToken', 'getUser', 'getOrg'] as const) {
    it(`ends ${api} on the wire when it is cancelled, and calls no more`, async () => {
      emulator.faults.add({ kind: 'hang' }, { api });
      const controller = new AbortController();
      const work = verified({ userBy: 'userId', userId: 'manager0001' }, undefined, controller.signal);
      const request = await emulator.request(seen => seen.api === api);
      controller.abort();
      await assert.rejects(work, { name: 'AbortError' });
      assert.equal(await request.settled, 'cutOff');
      assert.equal(calls().at(-1), api);
    });
  }
});
