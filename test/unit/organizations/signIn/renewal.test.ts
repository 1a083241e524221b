import assert from 'node:assert/strict';
import { getPermissionInheritance } from '../../../../src/dingtalk/endpoints/storage.ts';
import { OpenApi } from '../../../../src/organizations/openApi.ts';
import { readOrganizations } from '../../../../src/organizations/organization.ts';
import { AccessTokens } from '../../../../src/organizations/signIn/accessTokens.ts';
import { InMemorySecrets } from '../../../../src/organizations/signIn/inMemorySecrets.ts';
import { sampleSignIns } from '../../../emulator/samples.ts';
import { type Emulator, startEmulator } from '../../../emulator/server.ts';
import { callOptions } from '../../../support/rawServer.ts';

describe('renewing access tokens', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  const corpId = 'dingacme0001';
  /** For a file that does not exist, which is an answer too. */
  const fileOf = (number: number) => `file${String(number).padStart(28, '0')}`;
  const isMint = ({ api }: { api?: string | undefined }) => api === 'getAccessToken';
  const minted = () => emulator.requests.filter(isMint).length;

  function setUp(secrets = new InMemorySecrets()) {
    const { organizations, credentials } = sampleSignIns(emulator.url);
    const [organization] = readOrganizations(organizations.filter(each => each.corpId === corpId));
    const credential = credentials.find(each => each.corpId === corpId)?.credential;
    assert.ok(organization?.kind === 'organization');
    const options = callOptions();
    let failures = 0;
    const tokens = new AccessTokens(
      secrets,
      { get: async () => credential },
      () => options,
      undefined,
      () => failures++,
    );
    const api = new OpenApi(tokens, () => options);
    const ask = (dentryUuid: string) =>
      getPermissionInheritance(api.for(organization, 'audit'), {
        dentryUuid,
        unionId: organization.unionId,
      }).catch(error => error.kind as string);
    return { ask, failures: () => failures };
  }

  it('answers 24 calls whose token is revoked twice meanwhile, and wastes few on the dead ones', async () => {
    const { ask } = setUp();
    let asked = 0;
    emulator.faults.take = ({ api }) => {
      if (api === 'getPermissionInheritance' && [6, 16].includes(++asked)) {
        emulator.tokens.revoke();
      }
      return undefined;
    };
    const answers = await Promise.all(Array.from({ length: 24 }, (_, index) => ask(fileOf(index))));
    assert.deepEqual([...new Set(answers)], ['notFound']);
    const wasted = emulator.requests.filter(({ answer }) => answer?.code === 'InvalidAuthentication');
    assert.ok(wasted.length >= 2 && wasted.length <= 12, `${wasted.length} wasted`);
    assert.equal(minted(), 3);
  });

  for (const broken of ['store', 'get'] as const) {
    it(`keeps a minted token in memory when the secret storage cannot ${broken}`, async () => {
      const secrets = new InMemorySecrets();
      const fail = () => Promise.reject(new Error('keyring'));
      Object.assign(secrets, { [broken]: fail });
      const { ask, failures } = setUp(secrets);
      for (const file of [1, 2, 3].map(fileOf)) {
        assert.equal(await ask(file), 'notFound');
      }
      assert.equal(minted(), 1);
      assert.ok(failures() > 0);
      emulator.tokens.revoke();
      assert.equal(await ask(fileOf(4)), 'notFound');
      assert.equal(minted(), 2);
    });
  }
});
