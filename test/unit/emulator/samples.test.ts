import assert from 'node:assert/strict';
import { sampleSignIns } from '../../emulator/samples.ts';
import { ask, inheritancePath, orgPath, useEmulator } from './ask.ts';

describe('emulator: sample data', () => {
  const used = useEmulator();

  /** Signs in like the extension, from only the settings and credentials. */
  async function signIn(corpId: string): Promise<string> {
    const { organizations, credentials } = sampleSignIns(used.emulator.url);
    const { clientId, signIn } = organizations.find(one => one.corpId === corpId) ?? assert.fail();
    const { credential } = credentials.find(one => one.corpId === corpId) ?? assert.fail();
    if ('accessToken' in credential) {
      assert.equal(signIn, 'accessToken');
      return credential.accessToken;
    }
    const { clientSecret } = credential;
    const [api, body] =
      'suiteTicket' in credential
        ? [
            'corpAccessToken',
            {
              suiteKey: clientId,
              suiteSecret: clientSecret,
              suiteTicket: credential.suiteTicket,
              authCorpId: corpId,
            },
          ]
        : ['accessToken', { appKey: clientId, appSecret: clientSecret }];
    const { body: text } = await ask(used.emulator, `/v1.0/oauth2/${api}`, { body: JSON.stringify(body) });
    return JSON.parse(text).accessToken;
  }

  it('signs in to every organization, and answers for all but those that are to fail', async () => {
    const { emulator } = used;
    const failing: Record<string, string | undefined> = {
      dingpinecone0011: 'permissionDenied',
      dingjiangnan0012: 'InvalidAuthentication',
    };
    for (const { corpId, unionId, endpoint } of sampleSignIns(emulator.url).organizations) {
      assert.equal(endpoint, emulator.url);
      await ask(emulator, orgPath(corpId, unionId), { token: await signIn(corpId) });
      assert.equal(emulator.requests.at(-1)?.answer?.code, failing[corpId] ?? 'OK', corpId);
    }
  });

  it('looks up every dentry of an internal app’s organization', async () => {
    const { emulator } = used;
    emulator.settings.callsPerSecond = 100;
    const { organizations } = sampleSignIns(emulator.url);
    const asking = organizations.find(({ corpId }) => corpId === 'dinglumen0007') ?? assert.fail();
    const token = await signIn(asking.corpId);
    for (const { corpId, dentryUuid, inheritance, isRoot } of emulator.data.dentries) {
      if (corpId !== asking.corpId || isRoot) continue;
      const { body } = await ask(emulator, inheritancePath(dentryUuid, asking.unionId), { token });
      assert.deepEqual(JSON.parse(body), { inheritance });
    }
  });

  it('shows every kind of sign-in, partition and mode', () => {
    const { organizations, dentries } = used.emulator.data;
    const { organizations: settings } = sampleSignIns('');
    const kinds = (values: string[]) => [...new Set(values)].sort();
    assert.deepEqual(kinds(settings.map(({ signIn }) => signIn)), [
      'accessToken',
      'internalApp',
      'thirdPartyApp',
    ]);
    const partitions = organizations.flatMap(one => one.partitions);
    assert.deepEqual(kinds(partitions.map(one => one.partitionType)), [
      'ARCHIVE_OSS_PARTITION',
      'MINI_OSS_PARTITION',
      'PUBLIC_OSS_PARTITION',
    ]);
    assert.deepEqual(kinds(partitions.map(one => one.quota.type)), ['ELASTIC', 'PRIVATE', 'SHARE']);
    assert.deepEqual(kinds(dentries.map(one => one.inheritance)), ['BREAK', 'PASS_ON', 'PASS_ON_READ_ONLY']);
  });

  it('has dentries in every organization, no two with one uuid', () => {
    const { organizations, dentries } = used.emulator.data;
    assert.ok(dentries.length >= 40);
    assert.equal(new Set(dentries.map(({ dentryUuid }) => dentryUuid)).size, dentries.length);
    for (const { corpId } of organizations)
      assert.ok(
        dentries.some(one => one.corpId === corpId),
        corpId,
      );
    const odd = dentries.filter(({ dentryUuid }) => !/^[A-Za-z0-9]{32}$/.test(dentryUuid));
    assert.deepEqual(
      odd.map(({ dentryUuid }) => dentryUuid),
      ['a/../b?c#d 中'],
    );
  });

  it('has secrets that are plainly fake', () => {
    for (const { credential } of sampleSignIns('').credentials) {
      for (const secret of Object.values(credential)) assert.match(secret, /^fake-/);
    }
  });
});
