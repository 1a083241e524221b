import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { parse } from 'lossless-json';
import type { Dentry } from '../../../src/dingtalk/endpoints/storage.ts';
import { DingTalkError } from '../../../src/dingtalk/errors.ts';
import { arrange } from '../../../src/pages/arrange.ts';
import { tableOf } from '../../../src/pages/table.ts';
import { askBiggest } from '../../../src/spaces/biggest/askBiggest.ts';
import { ageOf, type KeptFiles, kindOf } from '../../../src/spaces/biggest/bigFile.ts';
import { BiggestFiles } from '../../../src/spaces/biggest/biggestFiles.ts';
import { exportFiles } from '../../../src/spaces/biggest/exportFiles.ts';
import { filesPage } from '../../../src/spaces/biggest/filesPage.ts';
import { acme, clientOf, words } from './spaces.ts';

const { signal } = new AbortController();
const now = Date.UTC(2026, 10, 27);
const long = 2n ** 53n;
const all = { spaceId: '1', scope: 'all' } as const;

function biggestOf(entries: readonly Dentry[], most?: number): BiggestFiles {
  const biggest = new BiggestFiles(now, most);
  for (const entry of entries) {
    biggest.add(entry);
  }
  return biggest;
}

describe('the biggest files', () => {
  it('are those that sorting all of them would give, to the byte', () => {
    const sizes = fc.array(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), { maxLength: 60 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 20 }), (given, most) => {
        const biggest = biggestOf(
          given.map((size, index) => ({ uuid: String(index), size })),
          most,
        );
        const sorted = given.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)).slice(0, most);
        assert.deepEqual(
          biggest.files.map(({ size }) => size),
          sorted,
        );
        assert.equal(
          biggest.totals.size,
          given.reduce((sum, size) => sum + size, 0n),
        );
      }),
    );
  });

  it('leave out folders, what is gone, what has no size, and what is listed again', () => {
    const { files, totals } = biggestOf([
      { uuid: 'a', name: 'a.mp4', size: 5n, type: 'FILE', modifiedTime: now },
      { uuid: 'a', name: 'a.mp4', size: 6n, type: 'FILE' },
      { uuid: 'b', size: 9n, type: 'FOLDER' },
      { uuid: 'c', size: 9n, status: 'DELETED' },
      { uuid: 'd', size: 9n, status: 'EXPIRED' },
      { uuid: 'e', size: 0n, extension: 'adoc' },
      { uuid: 'f', type: 'FILE' },
      { name: 'no id.zip', size: 3n },
    ]);
    assert.deepEqual(
      files.map(({ dentryUuid, size }) => [dentryUuid, size]),
      [
        ['a', 5n],
        ['', 3n],
      ],
    );
    assert.equal(totals.untold, 2);
    assert.equal(totals.entries, 8);
    assert.deepEqual([...totals.byKind.keys()], ['video', 'archive']);
    assert.deepEqual([...totals.byAge.keys()], ['month', 'unknown']);
  });

  it('have a kind by their extension, and an age by their last change', () => {
    assert.equal(kindOf({ extension: 'MP4' }), 'video');
    assert.equal(kindOf({ path: '/a.b/Report.PDF' }), 'document');
    assert.equal(kindOf({ name: 'x.tar.gz' }), 'archive');
    assert.equal(kindOf({ name: '__proto__' }), 'other');
    assert.equal(kindOf({ extension: 'constructor' }), 'other');
    const day = 86_400_000;
    assert.deepEqual(
      [0, 30, 31, 365, 366].map(days => ageOf(now - days * day, now)),
      ['month', 'month', 'year', 'year', 'older'],
    );
  });
});

/** A page of the list as DingTalk would send it, cut out of one text as every answer is. */
function pageText(start: number, more: boolean): unknown {
  const entries = Array.from({ length: 50 }, (_, index) => {
    const number = start + index;
    const uuid = `uuid${String(number).padStart(28, '0')}`;
    return `{"uuid":"${uuid}","name":"File ${number}.bin","path":"/A folder of some length/File ${number}.bin","type":"FILE","size":${long + BigInt((number * 7919) % 100_000)},"modifiedTime":"2026-06-01T02:00:00Z","status":"NORMAL"}`;
  });
  const next = more ? `,"nextToken":"${start + 50}"` : '';
  return parse(`{"dentries":[${entries.join(',')}]${next}}`, undefined, text =>
    /^-?\d+$/.test(text) ? BigInt(text) : Number(text),
  );
}

const startOf = (body: unknown) =>
  Number((body as { option: { nextToken?: string } }).option.nextToken ?? '0');

describe('listing a space', () => {
  it('takes 100,000 files above 2^53 to the byte, with less than 60 MB over the start', async function () {
    this.timeout(60_000);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    collect();
    const before = process.memoryUsage().heapUsed;
    let most = 0;
    const client = clientOf((_, body) => pageText(startOf(body), startOf(body) < 99_950));
    let pages = 0;
    const kept = await askBiggest(client, acme, all, signal, () => {
      pages++;
      if (pages % 200 === 0) {
        collect();
        most = Math.max(most, process.memoryUsage().heapUsed - before);
      }
    });
    const megabytes = most / 1e6;
    console.log(`      ${megabytes.toFixed(1)} MB over the start`);
    assert.ok(pages > 1900 && megabytes > 0 && megabytes < 60, String(megabytes));
    assert.equal(kept.calls, 2000);
    assert.equal(kept.totals.files, 100_000);
    // 7919 is no divisor of 100,000, so that each remainder comes once.
    assert.equal(kept.totals.size, 100_000n * long + (99_999n * 100_000n) / 2n);
    assert.deepEqual(
      kept.files.map(({ size }) => size),
      Array.from({ length: 200 }, (_, index) => long + 99_999n - BigInt(index)),
    );
    assert.equal(kept.ending, 'complete');
  });

  it('keeps what is there when it is cancelled, within a second', async () => {
    const controller = new AbortController();
    let cancelledAt = 0;
    const client = clientOf((_, body) => {
      if (startOf(body) === 500) {
        cancelledAt = performance.now();
        controller.abort();
      }
      return pageText(startOf(body), true);
    });
    const kept = await askBiggest(client, acme, all, controller.signal, () => {});
    assert.ok(performance.now() - cancelledAt < 1000);
    assert.equal(kept.ending, 'cancelled');
    assert.equal(kept.calls, 10);
    assert.equal(kept.files.length, 200);
    assert.match(filesPage(kept, [], words).facts[0] ?? '', /^Canceled\. Files and folders listed: 500\./);
  });

  it('keeps what is there when a call fails, but throws the failure of the first', async () => {
    const failing = (at: number) =>
      clientOf((_, body) =>
        startOf(body) === at
          ? Promise.reject(new DingTalkError('monthlyQuotaUsed'))
          : pageText(startOf(body), true),
      );
    const kept = await askBiggest(failing(100), acme, all, signal, () => {});
    assert.equal(kept.ending, 'failed');
    assert.equal(kept.failure?.kind, 'monthlyQuotaUsed');
    assert.equal(kept.totals.files, 100);
    await assert.rejects(
      askBiggest(failing(0), acme, all, signal, () => {}),
      { kind: 'monthlyQuotaUsed' },
    );
  });

  it('ends where DingTalk repeats itself', async () => {
    const client = clientOf(() => ({ dentries: [{ uuid: 'a', size: 1n }], nextToken: 'same' }));
    const kept = await askBiggest(client, acme, all, signal, () => {});
    assert.equal(kept.ending, 'cutOff');
    assert.equal(kept.calls, 2);
  });

  it('takes one call for the top folder alone', async () => {
    const asked: string[] = [];
    const client = clientOf((api, _, query) => {
      asked.push(`${api} ${JSON.stringify(query)}`);
      return { dentries: [{ uuid: 'a', name: 'a.zip', size: 9n, type: 'FILE' }], nextToken: 'more' };
    });
    const kept = await askBiggest(client, acme, { spaceId: '1', scope: 'top' }, signal, () => {});
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /^listDentries .*"parentId":"0".*"orderBy":"SIZE","order":"DESC"/);
    assert.equal(kept.files[0]?.size, 9n);
  });
});

describe('the table of the biggest files', () => {
  it('sorts sizes as numbers, and equal ones as they came', () => {
    const biggest = biggestOf([9n, 10n, 200n, 10n].map((size, index) => ({ uuid: `u${index}`, size })));
    const { files, totals } = biggest;
    const kept: KeptFiles = {
      ...all,
      corpId: acme.corpId,
      organization: 'Acme',
      endpoint: acme.endpoint,
      askedAt: now,
      files,
      totals,
      calls: 1,
      ending: 'complete',
    };
    const page = filesPage(kept, [], words);
    const table = tableOf(page.table ?? assert.fail(), 'en');
    const shown = (isDescending: boolean) =>
      arrange(table, { search: '', unfolded: [], sort: { column: 'size', isDescending } }).map(row =>
        table.columns[0]?.text(row),
      );
    assert.deepEqual(shown(false), ['9 B', '10 B', '10 B', '200 B']);
    assert.deepEqual(shown(true), ['200 B', '10 B', '10 B', '9 B']);
  });
});

describe('the biggest files as a page and as files', () => {
  const name = '=1+1\u202e|<b>"x"\n.zip';
  const biggest = biggestOf([
    { uuid: 'aUuid', name, path: `/x/${name}`, size: long + 1n, modifiedTime: now },
    { name: 'b.mp4', size: 5n },
  ]);
  const kept: KeptFiles = {
    ...all,
    corpId: acme.corpId,
    organization: 'Acme',
    endpoint: acme.endpoint,
    askedAt: now,
    files: biggest.files,
    totals: biggest.totals,
    calls: 1,
    ending: 'complete',
  };
  const textOf = (format: 'csv' | 'json' | 'markdown') => [...exportFiles(kept, [], format, words)].join('');

  it('are exact and harmless', () => {
    const csv = textOf('csv');
    assert.ok(csv.includes(`"'=1+1`) && csv.includes(`"${long + 1n}"`));
    const json = JSON.parse(textOf('json'));
    assert.equal(json.files[0].size, String(long + 1n));
    assert.equal(json.files[0].name, name);
    assert.equal(json.totals.byKind.archive.size, String(long + 1n));
    const markdown = textOf('markdown');
    assert.ok(!markdown.includes('<b>') && !markdown.includes('\u202e'));
    assert.ok(markdown.includes('[aUuid](https://'));
    const { table } = filesPage(kept, [], words);
    const keys = new TextDecoder().decode(table?.rowKeys).split('\n').slice(0, 2);
    const only = (format: 'csv' | 'markdown') =>
      [...exportFiles(kept, [], format, words, keys.slice(1))].join('');
    assert.deepEqual(only('csv').split('\r\n').length, 1 + 1 + 1);
    assert.ok(only('csv').includes('b.mp4') && !only('csv').includes('aUuid'));
    assert.ok(only('markdown').includes('Files shown: 1 of 2'));
    for (const column of table?.columns ?? []) {
      if (column.kind === 'text' || column.kind === 'amount') {
        assert.equal(new TextDecoder().decode(column.lines).split('\n').length, 2 + 1, column.id);
      }
    }
  });
});
