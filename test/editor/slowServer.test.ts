import assert from 'node:assert/strict';
import type { DingTalkError } from '../../src/dingtalk/errors.ts';
import { createCallOptions } from '../../src/editor/network/callOptions.ts';
import { verify } from '../../src/organizations/adding/verify.ts';
import { itWithTime } from '../support/thorough.ts';
import { useSettings } from './network.ts';
import { startWorld, type World } from './world.ts';

const corpId = 'dingharbor0005';
const dentryUuid = 'NeverAnswered0000000000000000000';

describe('a server that hangs, with a time-out of 1 s', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.emulator.close());
  // Not a whole number of milliseconds.
  useSettings(() => ({ 'dingtalkStorage.requestTimeoutSeconds': 1.0001 }));

  itWithTime(
    'is a timeout of its host for a lookup, a refresh and a verification, and passes for an audit',
    async function () {
      this.timeout(120_000);
      const { emulator, command } = world;
      const host = new URL(emulator.url).host;
      emulator.faults.add({ kind: 'hang' }, { corpId });
      emulator.faults.add({ kind: 'hang' }, { dentryUuid });
      const audited = { corpId: 'dingacme0001', dentryUuids: ['Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l'] };
      emulator.faults.add({ kind: 'hang' }, { dentryUuid: audited.dentryUuids[0] ?? '', times: 4 });
      const callOptions = createCallOptions('0.0.0', { error() {}, debug() {}, trace() {} }, () => () => {});
      const draft = {
        region: 'other',
        endpoint: emulator.url,
        corpId,
        signIn: 'accessToken',
        accessToken: 'fake-access-token-0005',
        userBy: 'unionId',
        unionId: 'cHtUYfake0005iE',
      } as const;
      const failureOf = (question: Promise<unknown>): Promise<DingTalkError> =>
        question.then(
          () => assert.fail('it was answered'),
          error => error,
        );
      const [lookup, refresh, verification, audit] = await Promise.all([
        failureOf(command('queryInheritance', { corpId: 'dingacme0001', dentryUuid })),
        failureOf(command('refresh', { corpId })),
        failureOf(verify(draft, undefined, callOptions, new AbortController().signal)),
        command<{ state: string; counts: Record<string, number> }>('auditInheritance', audited),
      ]);
      for (const failure of [lookup, refresh, verification]) {
        assert.equal(failure.kind, 'timeout');
        assert.equal(failure.details.host, host);
      }
      assert.equal(audit.state, 'finished');
      assert.deepEqual(audit.counts, { PASS_ON: 1 });
      const asked = (uuid: string | undefined) =>
        emulator.requests.filter(one => one.dentryUuid === uuid).length;
      assert.equal(asked(audited.dentryUuids[0]), 5);
      assert.equal(asked(dentryUuid), 4);
    },
  );
});
