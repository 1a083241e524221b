import assert from 'node:assert/strict';
import { type WalkedEntry, walkFolder } from '../../../../src/audit/input/walkFolder.ts';

type Pages = Record<string, WalkedEntry<string>[][]>;

/** Walks invented folders, whose pages have their number as token. */
async function walk(
  pages: Pages,
  {
    maxFiles = 100,
    maxCalls = 100,
    top = { uuid: 'top', name: 'Top', folder: 'top' } as WalkedEntry<string>,
  } = {},
) {
  const asked: string[] = [];
  const listed = await walkFolder<string>(
    top,
    async (folder, nextToken) => {
      asked.push(`${folder} ${nextToken ?? 0}`);
      const number = Number(nextToken ?? 0);
      const all = pages[folder] ?? [];
      return {
        items: all[number] ?? [],
        nextToken: number + 1 < all.length ? String(number + 1) : undefined,
      };
    },
    { maxFiles, maxCalls },
  );
  return { asked, listed, uuids: listed.found.items.map(({ dentryUuid }) => dentryUuid) };
}

const id = (mark: string) => mark.repeat(32).slice(0, 32);
const file = (mark: string): WalkedEntry<string> => ({ uuid: id(mark), name: mark });
const folder = (mark: string): WalkedEntry<string> => ({ ...file(mark), folder: mark });

describe('walking a folder', () => {
  it('lists it, all pages and all that is below, the upper ones first', async () => {
    const top = { ...folder('t'), folder: 't' };
    const { asked, uuids, listed } = await walk(
      { t: [[folder('a'), file('b')], [file('c')]], a: [[folder('d'), file('e')]], d: [[file('f')]] },
      { top },
    );
    assert.deepEqual(uuids, ['t', 'a', 'b', 'c', 'd', 'e', 'f'].map(id));
    assert.deepEqual(asked, ['t 0', 't 1', 'a 0', 'd 0']);
    assert.deepEqual([listed.calls, listed.entries, listed.endedBy], [4, 6, undefined]);
  });

  it('leaves out what has no uuid, yet goes on below it, and enters no folder twice', async () => {
    const { uuids, listed, asked } = await walk(
      { t: [[{ name: 'none', folder: 'n' }, folder('t'), file('b'), file('b')]], n: [[file('c')]] },
      { top: { folder: 't' } },
    );
    assert.deepEqual(uuids, [id('t'), id('b'), id('c')]);
    assert.equal(listed.found.skipped.count, 1);
    assert.equal(listed.found.duplicates, 1);
    assert.deepEqual(asked, ['t 0', 'n 0']);
  });

  it('stops at the limits, and says which', async () => {
    const many = Array.from({ length: 20 }, (_, index) => file(String.fromCharCode(97 + index)));
    const files = await walk({ t: [many] }, { top: { folder: 't' }, maxFiles: 5 });
    assert.deepEqual([files.uuids.length, files.listed.endedBy], [5, 'files']);
    const calls = await walk(
      { t: Array.from({ length: 9 }, () => []) },
      { top: { folder: 't' }, maxCalls: 3 },
    );
    assert.deepEqual([calls.asked.length, calls.listed.endedBy], [3, 'endless']);
  });

  it('ends a list that repeats its token', async () => {
    let count = 0;
    const listed = await walkFolder<string>(
      { folder: 't' },
      async () => {
        count++;
        return { items: [], nextToken: 'same' };
      },
      { maxFiles: 10, maxCalls: 100 },
    );
    assert.deepEqual([count, listed.endedBy], [2, 'endless']);
  });
});
