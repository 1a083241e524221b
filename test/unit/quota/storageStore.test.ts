import assert from 'node:assert/strict';
import type { Client } from '../../../src/dingtalk/client.ts';
import { DingTalkError } from '../../../src/dingtalk/errors.ts';
import type { OpenApi } from '../../../src/organizations/openApi.ts';
import { type Organization, readOrganizations } from '../../../src/organizations/organization.ts';
import type { State } from '../../../src/organizations/state.ts';
import type { OrganizationStorage } from '../../../src/quota/organizationStorage.ts';
import { StorageStore } from '../../../src/quota/storageStore.ts';
import { MemoryState } from '../../support/memoryState.ts';

function organization(corpId: string): Organization {
  const [entry] = readOrganizations([{ corpId, unionId: 'u' }]);
  assert.ok(entry?.kind === 'organization');
  return entry;
}

function storageOf(corpId: string, used: bigint): OrganizationStorage {
  return {
    corpId,
    fetchedAt: 1,
    partitions: [{ partitionType: 'P', quota: { used, max: 2n ** 63n - 1n, type: 'PRIVATE' } }],
  };
}

/** A store whose questions a test answers by hand. */
function setUp(state: State = new MemoryState()) {
  const asked: {
    corpId: string;
    answer(storage: OrganizationStorage): void;
    fail(error: unknown): void;
    retry(number: number, of: number): void;
  }[] = [];
  const changes: string[] = [];
  const api: Pick<OpenApi, 'for'> = {
    for: ({ corpId }, _purpose, retry = () => {}) => {
      const ask = () =>
        new Promise((resolve, fail) =>
          asked.push({ corpId, answer: ({ partitions }) => resolve(partitions), fail, retry }),
        );
      return { ask } as unknown as Client;
    },
  };
  const store = new StorageStore(api, state, () => 1);
  store.onDidChange(corpId => changes.push(corpId));
  return { asked, changes, store };
}

const [a, b] = [organization('a'), organization('b')];
const load = (store: StorageStore, organizations: readonly Organization[]) =>
  Promise.allSettled(store.unasked(organizations).map(unasked => store.refresh(unasked)));
const turn = () => new Promise(setImmediate);

describe('storage store', () => {
  it('asks once, however many wait', async () => {
    const { store, asked } = setUp();
    const both = Promise.all([store.refresh(a), store.refresh(a), load(store, [a])]);
    await turn();
    assert.equal(asked.length, 1);
    asked[0]?.answer(storageOf('a', 1n));
    const [first, second] = await both;
    assert.equal(first, second);
    assert.equal(store.get('a').outcome, 'answered');
  });

  it('knows that a question is asked again, until it is answered', async () => {
    const { store, asked, changes } = setUp();
    const failing = store.refresh(a);
    await turn();
    changes.length = 0;
    asked[0]?.retry(2, 3);
    assert.deepEqual([store.get('a').retry, changes], [{ number: 2, of: 3 }, ['a']]);
    asked[0]?.fail(new DingTalkError('serverError'));
    await assert.rejects(failing);
    assert.equal(store.get('a').retry, undefined);

    const answered = store.refresh(a);
    await turn();
    asked[1]?.retry(1, 3);
    // A new secret: what the old one is asked for no longer counts.
    store.reset('a');
    asked[1]?.retry(2, 3);
    assert.deepEqual(store.get('a'), {});
    asked[1]?.answer(storageOf('a', 1n));
    await answered;
  });

  it('hands on the figures of every answer, wherever it was asked for, and of nothing else', async () => {
    const { store, asked } = setUp();
    const answers: string[] = [];
    store.onDidAnswer(({ organization, partitions }) =>
      answers.push(`${organization.corpId} ${partitions[0]?.quota?.used}`),
    );
    const joined = [store.refresh(a), store.refresh(a, 'background'), store.refresh(b)];
    await turn();
    asked[0]?.answer(storageOf('a', 1n));
    asked[1]?.fail(new DingTalkError('offline'));
    await Promise.allSettled(joined);
    store.accept(b, storageOf('b', 2n).partitions);
    assert.deepEqual(answers, ['a 1', 'b 2']);
  });

  it('asks several at once, but not all', async () => {
    const { store, asked } = setUp();
    const many = Array.from({ length: 20 }, (_, index) => organization(`o${index}`));
    const loaded = load(store, many);
    for (let answered = 0; answered < many.length; answered++) {
      await turn();
      assert.ok(asked.length - answered <= 6, 'no more than six under way');
      asked[answered]?.answer(storageOf(`o${answered}`, 1n));
    }
    await loaded;
    assert.equal(asked.length, 20);
  });

  it('keeps the last good answer when a question fails, and does not disturb the others', async () => {
    const { store, asked } = setUp();
    const first = load(store, [a, b]);
    await turn();
    asked[0]?.answer(storageOf('a', 1n));
    asked[1]?.answer(storageOf('b', 2n));
    await first;
    const second = store.refresh(a);
    await turn();
    asked[2]?.fail(new DingTalkError('throttled'));
    await assert.rejects(second, { kind: 'throttled' });
    assert.deepEqual(store.get('a').storage, storageOf('a', 1n));
    assert.equal((store.get('a').outcome as DingTalkError).kind, 'throttled');
    assert.equal(store.get('b').outcome, 'answered');
  });

  it('makes a classified failure of any other', async () => {
    const { store, asked } = setUp();
    const question = store.refresh(a);
    await turn();
    asked[0]?.fail(new TypeError('quotes a secret'));
    await assert.rejects(question, { kind: 'internalError', message: /TypeError$/ });
  });

  it('drops a late answer to a question that was asked for an older entry or credential', async () => {
    const { store, asked } = setUp();
    const old = store.refresh(a);
    await turn();
    store.reset('a');
    const recent = store.refresh(a);
    await turn();
    asked[1]?.answer(storageOf('a', 2n));
    await recent;
    asked[0]?.answer(storageOf('a', 1n));
    await old;
    assert.deepEqual(store.get('a').storage, storageOf('a', 2n));
  });

  it('loads only what nobody asked about, and asks again after a reset', async () => {
    const { store, asked } = setUp();
    const first = load(store, [a]);
    await turn();
    asked[0]?.fail(new DingTalkError('signedOut'));
    await first;
    await load(store, [a]);
    assert.equal(asked.length, 1);
    store.reset('a');
    void load(store, [a]);
    await turn();
    assert.equal(asked.length, 2);
  });

  it('keeps good answers over a restart, to the byte, and forgets organizations that are gone', async () => {
    const state = new MemoryState();
    const { store, asked } = setUp(state);
    const loaded = load(store, [a, b]);
    await turn();
    asked[0]?.answer(storageOf('a', 9_007_199_254_740_993n));
    const partly = { ...storageOf('b', 2n), partitions: [{ partitionType: 'No quota' }] };
    asked[1]?.answer(partly);
    await loaded;

    const restarted = setUp(state).store;
    assert.deepEqual(restarted.get('a'), { storage: storageOf('a', 9_007_199_254_740_993n) });
    assert.deepEqual(restarted.get('b'), { storage: partly });
    restarted.retain([a]);
    assert.deepEqual(restarted.get('b'), {});
    assert.deepEqual(setUp(state).store.get('b'), {});
  });

  it('asks anew when the entry changed, but not when only its name did, or when an answer was accepted', async () => {
    const { store, asked } = setUp();
    store.accept(a, storageOf('a', 1n).partitions);
    store.retain([{ ...a, label: 'renamed' }]);
    await load(store, [a]);
    assert.equal(asked.length, 0);
    const moved = { ...a, endpoint: 'https://api.dingtalk.com' };
    store.retain([moved]);
    void load(store, [moved]);
    await turn();
    assert.equal(asked.length, 1);
    assert.equal(store.get('a').storage?.partitions[0]?.quota?.used, 1n, 'the last good answer stays');
  });

  it('survives a state that is not its own', () => {
    const state: State = {
      get: () => [{ corpId: 1 }, null, 'x', storageOf('a', 1n)],
      update: async () => {},
    };
    assert.deepEqual(setUp(state).store.get('a'), {});
  });
});
