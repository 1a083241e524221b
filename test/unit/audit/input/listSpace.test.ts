import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listSpace } from '../../../../src/audit/input/listSpace.ts';
import { maxListCalls, readSpace, type Space, spaceName } from '../../../../src/audit/input/space.ts';
import { listedText } from '../../../../src/audit/words.ts';
import type { Dentry, DentryPage } from '../../../../src/dingtalk/endpoints/storage.ts';
import { uuidOf } from '../world.ts';

const space: Space = { spaceId: '26810061928', maxFiles: 1000 };
const dentry = (number: number, path?: string, status = 'NORMAL'): Dentry => ({
  uuid: uuidOf(number),
  name: path?.split('/').at(-1),
  path,
  status,
});

/** Gives the pages in turn, each with a token for the next. */
function paging(pages: readonly (readonly Dentry[])[]) {
  const asked: (string | undefined)[] = [];
  return {
    asked,
    async ask(nextToken: string | undefined): Promise<DentryPage> {
      asked.push(nextToken);
      const index = Number(nextToken ?? 0);
      return {
        dentries: pages[index] ?? [],
        nextToken: index + 1 < pages.length ? String(index + 1) : undefined,
      };
    },
  };
}

const paths = ({ found }: Awaited<ReturnType<typeof listSpace>>) => found.items.map(({ path }) => path);

describe('the list of a space', () => {
  it('has every file and folder once, whatever comes again, and tells how far it is', async () => {
    const told: number[] = [];
    const { asked, ask } = paging([
      [dentry(0, '/'), dentry(1, '/Finance'), dentry(2, '/Finance/Plan\u202e.xlsx')],
      [dentry(2, '/Finance/Plan.xlsx'), dentry(3), dentry(4, ''), dentry(5, '/Old', 'DELETED')],
      [
        dentry(6, '/Older', 'EXPIRED'),
        dentry(7, '/New', 'SOMETHING_NEW'),
        { name: 'No\u0000 uuid' },
        { uuid: '' },
      ],
    ]);
    const listed = await listSpace(space, ask, entries => told.push(entries));
    assert.deepEqual(asked, [undefined, '1', '2']);
    assert.deepEqual(told, [3, 7, 11]);
    assert.deepEqual(listed.found.items, [
      { dentryUuid: uuidOf(1), name: 'Finance', path: '/Finance' },
      { dentryUuid: uuidOf(2), name: 'Plan\u202e.xlsx', path: '/Finance/Plan\u202e.xlsx' },
      { dentryUuid: uuidOf(3) },
      { dentryUuid: uuidOf(4) },
      { dentryUuid: uuidOf(7), name: 'New', path: '/New' },
    ]);
    assert.equal(listed.found.duplicates, 1);
    assert.deepEqual(listed.found.skipped, { count: 2, examples: [{ text: 'No uuid' }, { text: '' }] });
    const { entries, tooDeep, gone, calls, endedBy } = listed;
    assert.deepEqual([entries, tooDeep, gone, calls, endedBy], [11, 0, 2, 3, undefined]);
    assert.deepEqual(listedText(listed, 'en'), ['Skipped: 0 below the depth limit, 2 deleted or expired.']);
  });

  it('goes as deep as it may, counted from the space or from the folder, which is in it', async () => {
    const page = ['/A', '/A/B', '/A/B/C', '/A/B/C/D', '/AB', '/AB/B', '/a/B'].map((path, index) =>
      dentry(index, path),
    );
    const list = (limits: Partial<Space>) => listSpace({ ...space, ...limits }, paging([page, page]).ask);
    assert.deepEqual(paths(await list({ maxDepth: 1 })), ['/A', '/AB']);
    assert.deepEqual(paths(await list({ folder: '/A', maxDepth: 1 })), ['/A', '/A/B']);
    assert.deepEqual(paths(await list({ folder: '/A/B' })), ['/A/B', '/A/B/C', '/A/B/C/D']);
    // What was left out before is not counted as deeper again.
    const deep = await list({ folder: '/A', maxDepth: 2 });
    assert.deepEqual([deep.tooDeep, deep.found.duplicates, deep.entries], [1, 7, 14]);
    assert.deepEqual(paths(await list({ folder: '/Nowhere' })), []);
  });

  it('ends with the limit on files, without a call too many', async () => {
    const pages = [0, 50, 100].map(start => Array.from({ length: 50 }, (_, index) => dentry(start + index)));
    for (const [maxFiles, calls, endedBy] of [
      [50, 1, 'files'],
      [51, 2, 'files'],
      [149, 3, 'files'],
      [150, 3, undefined],
      [151, 3, undefined],
    ] as const) {
      const { asked, ask } = paging(pages);
      const listed = await listSpace({ ...space, maxFiles }, ask);
      assert.equal(listed.found.items.length, Math.min(maxFiles, 150));
      assert.deepEqual([asked.length, listed.calls, listed.endedBy], [calls, calls, endedBy]);
      assert.equal(listedText(listed, 'en').length, endedBy === undefined ? 0 : 1);
    }
  });

  it('ends where a token comes again, and where there is no end', async () => {
    const repeating = ['a', 'b', 'a', 'b'];
    let calls = 0;
    const listed = await listSpace(space, async () => ({
      dentries: [dentry(calls)],
      nextToken: repeating[calls++],
    }));
    assert.deepEqual([calls, listed.calls, listed.endedBy, listed.found.items.length], [3, 3, 'endless', 3]);
    assert.deepEqual(listedText(listed, 'en'), [
      'Stopped after 3 calls before the end of the list. The space may contain more files.',
    ]);
    for (const limits of [{ maxFiles: 120 }, { folder: '/A' }, { maxDepth: 3 }]) {
      const endless = { ...space, ...limits };
      let tokens = 0;
      const ended = await listSpace(endless, async () => ({ dentries: [], nextToken: String(tokens++) }));
      assert.deepEqual(
        [tokens, ended.calls, ended.endedBy],
        [maxListCalls(endless), maxListCalls(endless), 'endless'],
      );
    }
  });

  it('throws what a page throws, as when it was cancelled', async () => {
    const cancelled = new DOMException('cancelled', 'AbortError');
    const { ask } = paging([[dentry(1)], [dentry(2)]]);
    await assert.rejects(
      listSpace(space, token => (token === undefined ? ask(token) : Promise.reject(cancelled))),
      cancelled,
    );
  });

  it('never has a file twice, none that is not wanted, nor more than it may (500)', async () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'c', '', ' '), { maxLength: 5 })
      .map(parts => `/${parts.join('/')}`);
    const entry = fc.record(
      {
        uuid: fc.oneof(fc.nat(40).map(uuidOf), fc.string({ unit: 'binary' })),
        name: fc.string({ unit: 'binary' }),
        path: fc.oneof(path, fc.string({ unit: 'binary' })),
        status: fc.constantFrom('NORMAL', 'DELETED', 'EXPIRED', '__proto__'),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    const limits = fc.record(
      { folder: path, maxDepth: fc.integer({ min: 1, max: 4 }), maxFiles: fc.integer({ min: 1, max: 60 }) },
      { requiredKeys: ['maxFiles'], noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(entry, { maxLength: 8 }), { maxLength: 8 }),
        limits,
        async (pages, fields) => {
          const wanted = readSpace({ ...fields, spaceId: '1' });
          const { asked, ask } = paging(pages);
          const { found, entries, tooDeep, gone, calls } = await listSpace(wanted, ask);
          const uuids = found.items.map(({ dentryUuid }) => dentryUuid);
          assert.equal(new Set(uuids).size, uuids.length);
          assert.ok(
            uuids.length <= wanted.maxFiles && asked.length === calls && calls <= maxListCalls(wanted),
          );
          assert.ok(uuids.length + found.duplicates + found.skipped.count + tooDeep + gone <= entries);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a space to audit', () => {
  it('is read from what a person or a caller gives', () => {
    const link =
      'https://qr.dingtalk.com/page/yunpan?route=previewDentry&spaceId=26810061928&fileId=23&type=file';
    for (const spaceId of [
      '26810061928',
      ' 26810061928\n',
      26810061928,
      link,
      'dingtalk://x?spaceId=26810061928#y',
    ]) {
      assert.deepEqual(readSpace({ spaceId }), space);
    }
    const given = { spaceId: '1', folder: ' Finance//2026\u200b/ ', maxDepth: 2, maxFiles: '100000' };
    const read = readSpace(given);
    assert.deepEqual(read, { spaceId: '1', folder: '/Finance/2026', maxDepth: 2, maxFiles: 100_000 });
    assert.equal(spaceName(read), 'Space 1 /Finance/2026');
    assert.deepEqual(readSpace({ ...given, folder: '/', maxDepth: '', maxFiles: 1 }), {
      spaceId: '1',
      maxFiles: 1,
    });
  });

  it('is refused with the name of what is wrong', () => {
    const good = { spaceId: '1' };
    for (const [parameter, fields] of [
      ...['', '.', 'Finance', '1/2', '12 34', '9'.repeat(21), '?fileId=1', undefined, null, {}].map(
        spaceId => ['spaceId', { spaceId }] as const,
      ),
      ...[0, -1, 1.5, '1e1', 101, {}, null].map(maxDepth => ['maxDepth', { ...good, maxDepth }] as const),
      ...[0, '', 100_001, '1,000', Number.NaN].map(maxFiles => ['maxFiles', { ...good, maxFiles }] as const),
    ]) {
      assert.throws(
        () => readSpace(fields),
        { kind: 'invalidParameter', details: { parameter } },
        JSON.stringify(fields),
      );
    }
  });

  it('has a list whose price is bounded', () => {
    assert.deepEqual(
      [
        { maxFiles: 1 },
        { maxFiles: 1000 },
        { maxFiles: 100_000 },
        { maxFiles: 1, maxDepth: 1 },
        { maxFiles: 1, folder: '/A' },
      ].map(limits => maxListCalls({ ...space, ...limits })),
      [2, 40, 2000, 2000, 2000],
    );
  });
});
