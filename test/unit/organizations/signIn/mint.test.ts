import assert from 'node:assert/strict';
import { type Organization, readOrganizations } from '../../../../src/organizations/organization.ts';
import { mint } from '../../../../src/organizations/signIn/mint.ts';
import { type Emulator, startEmulator } from '../../../emulator/server.ts';
import { callOptions } from '../../../support/rawServer.ts';

describe('trying a credential', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  const organization = (signIn: string): Organization => {
    const entry = {
      corpId: 'dingacme0001',
      unionId: 'u',
      endpoint: emulator.url,
      signIn,
      clientId: 'dingfakeapp0001',
    };
    const [read] = readOrganizations([entry]);
    return read?.kind === 'organization' ? read : assert.fail();
  };
  const options = callOptions();
  const never = new AbortController().signal;

  it('signs in to an app, which is not metered, and gives the token to store', async () => {
    const credential = { clientSecret: 'fake-client-secret-0001' };
    const minted = await mint(organization('internalApp'), credential, () => options, never);
    assert.deepEqual([...minted.keys()], [`dingtalkStorage.accessToken/${emulator.url}/dingfakeapp0001`]);
    assert.deepEqual(
      emulator.requests.map(({ api }) => api),
      ['getAccessToken'],
    );
  });

  it('throws what DingTalk says about a wrong one', async () => {
    const tried = mint(organization('internalApp'), { clientSecret: 'wrong' }, () => options, never);
    await assert.rejects(tried, { kind: 'badCredential' });
  });

  it('asks nobody about a pasted token, which only a metered call could check', async () => {
    const minted = await mint(organization('accessToken'), { accessToken: 'any' }, () => options, never);
    assert.deepEqual([minted.size, emulator.requests.length], [0, 0]);
  });
});
