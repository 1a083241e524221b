import assert from 'node:assert/strict';
import type { Dentry } from '../../../src/dingtalk/endpoints/storage.ts';
import type { KeptFiles } from '../../../src/spaces/biggest/bigFile.ts';
import { filesPage } from '../../../src/spaces/biggest/filesPage.ts';
import { filesSentences } from '../../../src/spaces/biggest/filesWords.ts';
import { JustListed, justNow, type LoadedSpace } from '../../../src/spaces/biggest/justListed.ts';
import { acme, words } from './spaces.ts';

const start = Date.UTC(2026, 10, 27);

/** Lists at a time that the test sets, beside what the Files view has loaded. */
function lists() {
  const state: { now: number; loaded: LoadedSpace | undefined } = { now: start, loaded: undefined };
  const just = new JustListed(
    async () => state.loaded,
    () => state.now,
  );
  return { state, just };
}

function auditLists(just: JustListed, entries: readonly Dentry[]): void {
  const listener = just.listen(acme, '1');
  entries.forEach(listener.add);
  listener.end();
}

const file = (uuid: string, size: bigint): Dentry => ({ uuid, name: `${uuid}.zip`, type: 'FILE', size });
const uuidsOf = (kept: KeptFiles | undefined) => kept?.files.map(({ dentryUuid }) => dentryUuid);

describe('a space that was just listed', () => {
  it('is known after an audit of all of it, with when that was and that it took no call', async () => {
    const { state, just } = lists();
    auditLists(just, [
      file('small', 1n),
      file('big', 2n ** 53n + 1n),
      { uuid: 'online', type: 'FILE' },
      { uuid: 'folder', type: 'FOLDER' },
      { ...file('gone', 9n), status: 'DELETED' },
    ]);
    state.now += justNow - 1;
    const kept = (await just.find(acme, '1', 'all')) ?? assert.fail();
    assert.deepEqual(uuidsOf(kept), ['big', 'small']);
    assert.deepEqual([kept.totals.size, kept.totals.untold, kept.totals.entries], [2n ** 53n + 2n, 1, 5]);
    assert.deepEqual([kept.source, kept.askedAt, kept.calls, kept.ending], ['audit', start, 0, 'complete']);
    assert.match(
      filesSentences(kept, words).at(-1) ?? '',
      /^Organization: Acme · Listed by an audit: Nov 2\d, 2026.* · no calls were made to show it$/,
    );
    assert.ok(filesPage(kept, [], words).actions.some(({ name }) => name === 'again'));
  });

  it('is not known of another space, in another name, for the top folder, or after ten minutes', async () => {
    const { state, just } = lists();
    auditLists(just, [file('a', 1n)]);
    assert.ok(await just.find(acme, '1', 'all'));
    assert.equal(await just.find(acme, '2', 'all'), undefined);
    assert.equal(await just.find({ ...acme, unionId: 'other' }, '1', 'all'), undefined);
    assert.equal(await just.find({ ...acme, corpId: 'other' }, '1', 'all'), undefined);
    assert.equal(await just.find(acme, '1', 'top'), undefined);
    state.now += justNow;
    assert.equal(await just.find(acme, '1', 'all'), undefined);
  });

  it('is not known if the audit did not list all of it', async () => {
    const { just } = lists();
    just.listen(acme, '1').add(file('a', 1n));
    assert.equal(await just.find(acme, '1', 'all'), undefined);
  });

  it('is the list that a person paid for, if that is newer, and none that was canceled', async () => {
    const { state, just } = lists();
    auditLists(just, [file('audited', 1n)]);
    const audited = (await just.find(acme, '1', 'all')) ?? assert.fail();
    const { source: _, ...paid } = audited;
    state.now += 1000;
    const mine: KeptFiles = { ...paid, askedAt: state.now, calls: 3, files: [] };
    just.keep(acme, { ...mine, ending: 'cancelled' });
    just.keep(acme, { ...mine, scope: 'top' });
    assert.equal((await just.find(acme, '1', 'all'))?.source, 'audit');
    just.keep(acme, mine);
    const found = (await just.find(acme, '1', 'all')) ?? assert.fail();
    assert.deepEqual([found.source, found.files], ['before', []]);
    assert.match(
      filesSentences(found, words).at(-1) ?? '',
      /Listed earlier: .* · no calls were made to show it$/,
    );
  });

  it('is what the Files view has loaded: the top folder, or the space if it was unfolded as a whole', async () => {
    const { state, just } = lists();
    state.loaded = { entries: [file('a', 1n), file('b', 2n)], isWhole: false, askedAt: start };
    assert.equal(await just.find(acme, '1', 'all'), undefined);
    const top = await just.find(acme, '1', 'top');
    assert.deepEqual([top?.scope, top?.source, uuidsOf(top)], ['top', 'filesView', ['b', 'a']]);
    state.loaded = { ...state.loaded, isWhole: true };
    assert.equal((await just.find(acme, '1', 'all'))?.scope, 'all');
    state.now += 1000;
    auditLists(just, [file('newer', 1n)]);
    assert.deepEqual(uuidsOf(await just.find(acme, '1', 'all')), ['newer']);
    state.loaded = { ...state.loaded, askedAt: start + 2000 };
    assert.equal((await just.find(acme, '1', 'all'))?.source, 'filesView');
    state.now = start + 2000 + justNow;
    assert.equal(await just.find(acme, '1', 'top'), undefined);
  });
});
