import assert from 'node:assert/strict';
import { Credentials } from '../../../../src/organizations/signIn/credentials.ts';
import { InMemorySecrets } from '../../../../src/organizations/signIn/inMemorySecrets.ts';
import { KeptSignIns } from '../../../../src/organizations/signIn/keptSignIns.ts';
import { MemoryState } from '../../../support/memoryState.ts';

describe('sign-ins that the editor should have kept', () => {
  const state = () => new MemoryState();
  const credential = { accessToken: 'token-1' };

  /** An editor session, and the losses it reported. */
  function start(memento: MemoryState, secrets = new InMemorySecrets()) {
    const lost: string[] = [];
    const credentials = new Credentials(secrets, new KeptSignIns(memento, corpId => lost.push(corpId)));
    return { secrets, credentials, lost };
  }

  it('are missed when they are looked for, once, whatever the number', async () => {
    const memento = state();
    const first = start(memento);
    await first.credentials.set('a', credential);
    await first.credentials.set('b', credential);
    assert.equal(await first.credentials.get('never'), undefined);

    const second = start(memento);
    assert.deepEqual(second.lost, []);
    for (const corpId of ['never', 'a', 'b', 'a']) await second.credentials.get(corpId);
    assert.deepEqual(second.lost, ['a']);
    await second.credentials.set('a', credential);

    const third = start(memento);
    await third.credentials.get('a');
    assert.deepEqual(third.lost, [], 'it was told before');
  });

  it('are missed again after the editor has kept one', async () => {
    const memento = state();
    await start(memento).credentials.set('a', credential);
    const lossy = start(memento);
    await lossy.credentials.get('a');
    await lossy.credentials.set('a', credential);
    await start(memento, lossy.secrets).credentials.get('a');
    const again = start(memento);
    await again.credentials.get('a');
    assert.deepEqual([lossy.lost, again.lost], [['a'], ['a']]);
  });

  it('are not missed after signing out, here, before or in another window, nor when signing in anew', async () => {
    const memento = state();
    const before = start(memento);
    for (const corpId of ['a', 'b', 'c', 'd']) await before.credentials.set(corpId, credential);
    await before.credentials.clear('a');

    const [here, there] = [start(memento, before.secrets), start(memento, before.secrets)];
    await there.credentials.clear('b');
    await here.credentials.changedElsewhere('dingtalkStorage.credential/b');
    await here.credentials.clear('c');
    before.secrets.values.clear();
    await here.credentials.set('d', credential);
    for (const corpId of ['a', 'b', 'c', 'd']) await here.credentials.get(corpId);
    assert.deepEqual([here.lost, there.lost], [[], []]);
  });

  it('are marked without a secret, and a state of another shape is none', async () => {
    const memento = state();
    await memento.update('dingtalkStorage.signIns', ['x']);
    await start(memento).credentials.set('a', credential);
    assert.deepEqual(memento.get('dingtalkStorage.signIns'), { corpIds: ['a'], isTold: false });
  });
});
