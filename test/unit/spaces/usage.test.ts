import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import type { DriveSpace } from '../../../src/dingtalk/endpoints/drive.ts';
import { DingTalkError } from '../../../src/dingtalk/errors.ts';
import { askUsage, binOf } from '../../../src/spaces/usage/askUsage.ts';
import { exportUsage } from '../../../src/spaces/usage/exportUsage.ts';
import { otherOf, resultOf, spaceListOf, sumOf } from '../../../src/spaces/usage/spaceUsage.ts';
import { spacesPage } from '../../../src/spaces/usage/usagePage.ts';
import { problemOf } from '../../../src/spaces/words.ts';
import { acme, clientOf, usage, words } from './spaces.ts';

const { signal } = new AbortController();
const long = 2n ** 53n;

const space = (spaceId: string, used: bigint | undefined, over: Partial<DriveSpace> = {}): DriveSpace => ({
  spaceId,
  name: `Space ${spaceId}`,
  used,
  ...over,
});
const listOf = (...spaces: DriveSpace[]) => spaceListOf(spaces, false);
const barsOf = (kept = usage()) => spacesPage(kept, [], words).sections?.all[0]?.bars ?? [];
const factsOf = (kept = usage()) => spacesPage(kept, [], words).facts.join('\n');

describe('what fills the storage', () => {
  it('keeps each space once, the biggest first, to the byte', () => {
    const list = listOf(
      space('1', long + 1n),
      space('2', long + 2n),
      space('1', long + 3n, { max: 5n }),
      space('3', 0n),
      space('4', undefined),
      space('5', -1n),
      { used: 7n },
    );
    assert.deepEqual(
      list.spaces.map(({ spaceId, used }) => [spaceId, used]),
      [
        ['1', long + 3n],
        ['2', long + 2n],
        ['3', 0n],
      ],
    );
    assert.equal(list.spaces[0]?.max, 5n);
    assert.equal(list.untold, 3);
    assert.equal(sumOf(list.spaces), 2n * long + 5n);
  });

  for (const [name, used, other] of [
    ['below', 2n * long + 100n, 97n],
    ['equal to', 2n * long + 3n, 0n],
    ['above', 2n * long + 2n, undefined],
  ] as const) {
    it(`tells the remainder where the sum is ${name} what the organization uses`, () => {
      const list = listOf(space('1', long + 1n), space('2', long + 2n));
      const kept = usage({ used, list });
      assert.equal(otherOf(kept), other);
      const result = resultOf(kept);
      assert.deepEqual(Object.hasOwn(result, 'other'), other !== undefined);
      assert.equal(result.used, used);
      assert.equal(barsOf(kept).length, other === undefined ? 2 : 3);
      assert.equal(/more than the/.test(factsOf(kept)), other === undefined);
      assert.equal(factsOf(kept).includes('see the admin console'), other === 97n);
      assert.ok(barsOf(kept).every(({ told }) => told !== undefined));
    });
  }

  it('makes up no remainder of a list that did not end, or without the figures of the organization', () => {
    const list = spaceListOf([space('1', 5n)], true);
    assert.equal(otherOf({ used: 100n, list }), undefined);
    assert.match(factsOf(usage({ used: 100n, list })), /list of spaces is incomplete/);
    assert.equal(otherOf({ list: listOf(space('1', 5n)) }), undefined);
    assert.match(factsOf(usage({ list: listOf(space('1', 5n)) })), /The Drive spaces use 5 B\./);
  });

  it('says that there are no spaces', () => {
    const kept = usage({ used: 100n, list: listOf() });
    assert.match(factsOf(kept), /There are no Drive spaces\./);
    assert.deepEqual(
      barsOf(kept).map(({ label }) => label),
      ['Documents, meetings, minutes, and other apps'],
    );
    assert.deepEqual(resultOf(kept), { corpId: acme.corpId, used: 100n, spaces: [], other: 100n });
    assert.equal(spacesPage(usage({ list: listOf() }), [], words).sections, undefined);
  });

  it('draws 3,000 spaces as 100 bars and one of the others, and exports all', () => {
    const many = Array.from({ length: 3000 }, (_, index) => space(String(index), BigInt(index) + long));
    const kept = usage({ used: 3000n * long + 10_000_000n, list: spaceListOf(many, false) });
    const bars = barsOf(kept);
    assert.equal(bars.length, 102);
    const rest = BigInt(2900) * long + BigInt((2899 * 2900) / 2);
    assert.equal(bars[100]?.label, '2,900 smaller spaces');
    assert.equal(bars[100]?.told?.cells[0], `${rest} B`);
    assert.equal(bars[101]?.told?.cells[0], `${10_000_000n - BigInt((2999 * 3000) / 2)} B`);
    const csv = [...exportUsage(kept, [], 'csv', words)].join('');
    assert.equal(csv.split('\r\n').length, 1 + 3000 + 2 + 1);
  });

  it('survives hostile names', () => {
    const name = '=cmd|"x"!A1,\u202e</td><script>[a](http://b) | `c`\r\n';
    const kept = usage({
      used: 10n,
      list: listOf(space('=1+1', 5n, { name }), space('2', 1n, { name: undefined })),
    });
    const rows = parse([...exportUsage(kept, [], 'csv', words)].join(''), {
      bom: true,
      columns: true,
    }) as Record<string, string>[];
    assert.deepEqual(
      rows.map(row => [row.kind, row.spaceId, row.used]),
      [
        ['space', "'=1+1", '5'],
        ['space', '2', '1'],
        ['other', '', '4'],
        ['organization', acme.corpId, '10'],
      ],
    );
    assert.ok(rows[0]?.name?.startsWith("'=cmd"));
    const json = JSON.parse([...exportUsage(kept, [], 'json', words)].join(''));
    assert.equal(json.spaces[0].name, name);
    assert.equal(json.other, '4');
    const markdown = [...exportUsage(kept, [], 'markdown', words)].join('');
    assert.ok(
      !markdown.includes('<script>') && !markdown.includes('\u202e') && !/(?<!\\)\]\(http/.test(markdown),
    );
    for (const { label } of barsOf(kept)) {
      assert.doesNotMatch(label, /[\u202e\r\n]/);
    }
    assert.equal(barsOf(kept)[1]?.label, 'Unnamed');
  });

  it('says what has grown since the last time, what is new and what is gone', () => {
    const before = {
      at: Date.UTC(2026, 10, 1),
      used: new Map([
        ['1', 3n],
        ['2', 9n],
        ['3', 4n],
        ['gone', 1n],
      ]),
    };
    const list = listOf(space('1', 10n), space('2', 5n), space('3', 4n), space('4', 1n));
    const kept = usage({ used: 100n, list, before });
    assert.deepEqual(
      barsOf(kept).map(({ told }) => told?.cells.at(-1)),
      ['+7 B', '\u22124 B', '0', 'new', ''],
    );
    assert.match(factsOf(kept), /Spaces gone since then: 1/);
    assert.match([...exportUsage(kept, [], 'markdown', words)].join(''), /Since 2026-11-01/);
  });
});

describe('asking what fills the storage', () => {
  const figures = async () =>
    ({ partitions: [{ partitionType: 'P', quota: { used: 100n, type: '' } }], calls: 1 }) as const;
  const scopeMissing = new DingTalkError('missingScope', { requiredScopes: ['Drive.Space.Read'] });

  it('counts the calls of all pages, and reads numbers as DingTalk sends them', async () => {
    const client = clientOf((_, __, query) => {
      const { nextToken = '0' } = query as { nextToken?: string };
      const start = Number(nextToken);
      const spaces = Array.from({ length: 50 }, (_, index) => ({
        spaceId: String(start + index),
        spaceName: 'x',
        quota: -1n,
        usedQuota: long + 1n,
      }));
      return { spaces, nextToken: start < 2950 ? String(start + 50) : '' };
    });
    const seen: number[] = [];
    const kept = await askUsage(client, acme, figures(), signal, count => seen.push(count));
    assert.equal(kept.list?.spaces.length, 3000);
    assert.equal(sumOf(kept.list?.spaces ?? []), 3000n * (long + 1n));
    assert.ok(kept.list?.spaces.every(({ max }) => max === undefined));
    assert.equal(kept.calls, 61);
    assert.equal(seen.at(-1), 3000);
  });

  it('keeps the rest where one part is refused, with the link that requests the permission', async () => {
    const refusing = clientOf(() => Promise.reject(scopeMissing));
    const kept = await askUsage(refusing, acme, figures(), signal, () => {});
    assert.equal(kept.used, 100n);
    assert.deepEqual(
      kept.failures.map(({ part }) => part),
      ['spaces'],
    );
    const problems = kept.failures.map(({ failure }) => problemOf(failure, acme));
    const page = spacesPage(kept, problems, words);
    assert.match(page.facts.join('\n'), /Drive\.Space\.Read[\s\S]*The organization uses 100 B/);
    assert.deepEqual(page.actions[0], { name: 'remedy0', text: 'Request Drive.Space.Read' });
    assert.match(
      String(problems[0]?.remedies[0]?.arguments[0]),
      /appscope\/apply\?content=ding-client%23Drive/,
    );
    assert.throws(() => resultOf(kept), scopeMissing);
  });

  it('throws the failure if there is nothing else', async () => {
    const refusing = clientOf(() => Promise.reject(scopeMissing));
    const noFigures = Promise.reject(new DingTalkError('timeout'));
    await assert.rejects(
      askUsage(refusing, acme, noFigures, signal, () => {}),
      { kind: 'missingScope' },
    );
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const client = clientOf((_, __, query) => {
      controller.abort();
      return { spaces: [], nextToken: JSON.stringify(query) };
    });
    await assert.rejects(
      askUsage(client, acme, figures(), controller.signal, () => {}),
      { name: 'AbortError' },
    );
  });

  it('ends when it is cancelled while the figures of the organization do not come', async () => {
    const controller = new AbortController();
    const never = new Promise<never>(() => {});
    const client = clientOf(() => {
      setImmediate(() => controller.abort());
      return { spaces: [], nextToken: '' };
    });
    await assert.rejects(
      askUsage(client, acme, never, controller.signal, () => {}),
      { name: 'AbortError' },
    );
  });
});

describe('the recycle bin', () => {
  const now = Date.UTC(2026, 10, 27);
  const day = 86_400_000;

  it('counts what goes within 7 days, of 30', () => {
    const deleted = [0, 22, 23, 29].map(days => ({ size: long + 1n, deletedAt: now - days * day }));
    const bin = binOf([...deleted, { type: 'FOLDER' }], false, now);
    assert.equal(bin.items, 5);
    assert.equal(bin.size, 4n * (long + 1n));
    assert.deepEqual(bin.soon, { items: 2, size: 2n * (long + 1n) });
    assert.equal(bin.untold, 1);
    assert.equal(bin.oldestAt, now - 29 * day);
    const facts = factsOf(usage({ bin }));
    assert.match(facts, /^In the recycle bin: /m);
    assert.doesNotMatch(facts, /freed/);
  });

  it('says that it is empty, or that there is more', () => {
    assert.match(factsOf(usage({ bin: binOf([], false, now) })), /The recycle bin is empty/);
    assert.match(factsOf(usage({ bin: binOf([{ size: 1n }], true, now) })), /at least 1 B \(items: 1\)/);
  });
});
