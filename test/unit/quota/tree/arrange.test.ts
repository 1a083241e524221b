import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Quota } from '../../../../src/dingtalk/endpoints/storage.ts';
import { stateKeys } from '../../../../src/ids.ts';
import { readOrganizations } from '../../../../src/organizations/organization.ts';
import { readThresholds } from '../../../../src/quota/fullness.ts';
import type { OrganizationStorage } from '../../../../src/quota/organizationStorage.ts';
import { type Entry, filterEntries, sortEntries } from '../../../../src/quota/tree/arrange.ts';
import { gather } from '../../../../src/quota/tree/gather.ts';
import { OrganizationList } from '../../../../src/quota/tree/organizationList.ts';
import { MemoryState } from '../../../support/memoryState.ts';

const entries: readonly Entry[] = readOrganizations([
  { corpId: 'dingB', name: 'Beta 10', unionId: 'u' },
  { corpId: 'bad id', name: 'Broken' },
  { corpId: 'dingA', name: 'acme', unionId: 'u' },
  { corpId: 'dingX', name: '星河科技', unionId: 'u' },
  { corpId: 'dingC', name: 'Beta 9', unionId: 'u' },
  { corpId: 'dingQ', name: '青山设计', unionId: 'u' },
]);
const labels = (some: readonly Entry[]) => some.map(({ label }) => label);

const storage = (corpId: string, ...quotas: Omit<Quota, 'type'>[]): OrganizationStorage => ({
  corpId,
  fetchedAt: 0,
  partitions: quotas.map(quota => ({ partitionType: 'P', quota: { type: '', ...quota } })),
});

describe('the filter of organizations', () => {
  const found = (text: string) => labels(filterEntries(entries, text));

  it('wants every word, in the label or the corpId, in whatever case', () => {
    assert.deepEqual(found('ACME'), ['acme']);
    assert.deepEqual(found('9 beta'), ['Beta 9']);
    assert.deepEqual(found('beta DINGb'), ['Beta 10']);
    assert.deepEqual(found('星河'), ['星河科技']);
    assert.deepEqual(found('brok'), ['Broken']);
    assert.deepEqual(found('beta acme'), []);
  });

  it('shows all without a word, and takes none for a pattern', () => {
    assert.deepEqual(filterEntries(entries, ' \t'), entries);
    assert.deepEqual(found('.*'), []);
  });
});

describe('the order of organizations', () => {
  const max = 2n ** 63n - 1n;
  const known = new Map([
    ['dingB', storage('dingB', { used: 2n ** 62n, max })],
    ['dingA', storage('dingA', { used: 1n, max: 10n }, { used: 2n ** 62n + 1n, max })],
    ['dingX', storage('dingX', { used: 900n })],
    ['dingQ', storage('dingQ')],
  ]);
  const sorted = (order: Parameters<typeof sortEntries>[1], language = 'en') =>
    labels(sortEntries(entries, order, corpId => known.get(corpId), language));

  it("is the setting's, unless another is wanted", () => {
    assert.deepEqual(sorted('configured'), labels(entries));
  });

  it('by name is that of the language, with numbers by their value', () => {
    assert.deepEqual(sorted('name').slice(0, 3), ['acme', 'Beta 9', 'Beta 10']);
    // By pinyin: qīngshān before xīnghé.
    const chinese = sorted('name', 'zh-cn');
    assert.ok(chinese.indexOf('青山设计') < chinese.indexOf('星河科技'));
    assert.equal(chinese.at(-1), 'Broken');
  });

  it('by fullness compares the fullest partitions exactly; without figures is last, and bad entries after it', () => {
    assert.deepEqual(sorted('fullest'), ['acme', 'Beta 10', '星河科技', 'Beta 9', '青山设计', 'Broken']);
  });
});

describe('the list of organizations', () => {
  function setUp(kept?: string) {
    const state = new MemoryState();
    void state.update(stateKeys.sortOrder, kept);
    const figures = {
      isAsking: false,
      used: new Map<string, bigint>(),
      get(corpId: string) {
        const used = this.used.get(corpId);
        return used === undefined ? {} : { storage: storage(corpId, { used, max: 100n }) };
      },
    };
    return {
      state,
      figures,
      list: new OrganizationList({ entries }, figures, state, 'en', () => readThresholds(80, 95)),
    };
  }

  it('is filtered, and tells how many there are', () => {
    const { list } = setUp();
    list.filter = ' beta ';
    assert.deepEqual(labels(list.shown), ['Beta 10', 'Beta 9']);
    assert.deepEqual([list.filter, list.size], ['beta', 6]);
  });

  it('shows those that are low on storage alone, until all are wanted again', () => {
    const { list, figures } = setUp();
    figures.used.set('dingB', 80n).set('dingA', 79n).set('dingQ', 200n);
    list.filter = 'beta';
    list.showLow();
    assert.equal(list.filter, '');
    assert.deepEqual(labels(list.shown), ['Beta 10', '青山设计']);
    figures.used.set('dingA', 95n);
    assert.deepEqual(labels(list.shown), ['Beta 10', 'acme', '青山设计']);
    list.showAll();
    assert.equal(list.shown.length, list.size);
  });

  it('keeps its order over a restart, and takes what is none for the default', async () => {
    const { list, state, figures } = setUp('sideways');
    assert.equal(list.order, 'configured');
    await list.setOrder('name');
    const restarted = new OrganizationList({ entries }, figures, state, 'en', () => readThresholds(80, 95));
    assert.deepEqual([restarted.order, labels(restarted.shown)[0]], ['name', 'acme']);
  });

  it('moves no row while figures come in, and says whether one has moved after that', () => {
    const { list, figures } = setUp('fullest');
    figures.used.set('dingX', 5n);
    figures.isAsking = true;
    assert.equal(list.sortByNewFigures(), false);
    assert.equal(labels(list.shown)[0], 'Beta 10');
    figures.isAsking = false;
    assert.equal(list.sortByNewFigures(), true);
    assert.equal(labels(list.shown)[0], '星河科技');
    figures.used.set('dingX', 6n);
    assert.equal(list.sortByNewFigures(), false);
  });

  it('moves none at all by figures in another order', () => {
    const { list, figures } = setUp('name');
    figures.used.set('dingX', 5n);
    assert.equal(list.sortByNewFigures(), false);
  });
});

describe('gathered changes', () => {
  before(() => mock.timers.enable({ apis: ['setTimeout'] }));
  after(() => mock.timers.reset());

  it('are told together, each once; and no more after the end', () => {
    const told: (readonly string[])[] = [];
    const changes = gather<string>(values => told.push(values));
    for (const value of ['a', 'b', 'a']) changes.add(value);
    assert.deepEqual(told, []);
    mock.timers.tick(50);
    changes.add('c');
    mock.timers.tick(50);
    changes.add('d');
    changes.dispose();
    mock.timers.tick(50);
    assert.deepEqual(told, [['a', 'b'], ['c']]);
  });
});
