import assert from 'node:assert/strict';
import { trendReport } from '../../../src/history/commands/trendReport.ts';
import { dayLength } from '../../../src/history/localDay.ts';
import { asOf, growthFacts, soonFull } from '../../../src/history/outlook.ts';
import { History } from '../../../src/history/store/history.ts';
import { trendOf } from '../../../src/history/trend.ts';
import { useFolder } from '../../support/withFolder.ts';
import { GB, noon, reading, TB, unlimited } from './series.ts';

const words = {
  language: 'en',
  size: (bytes: bigint) => `${bytes / GB} GB`,
  percent: ({ used, max = 0n }: { used: bigint; max?: bigint }) =>
    max > 0n ? `${(used * 100n) / max}%` : undefined,
  quotaText: ({ used }: { used: bigint }) => `${used}`,
  partitionName: (partitionType: string) => `| ${partitionType}\u202e`,
  units: [],
};
/** 60 days of so many GB a day, up to 60 * `perDay` GB. */
const grown = (perDay: bigint, max = TB) =>
  Array.from({ length: 60 }, (_, day) => reading(day, BigInt(day + 1) * perDay * GB, max));
const trend = (perDay: bigint, max?: bigint) => trendOf('dingacme', grown(perDay, max));
const last = noon(59);

describe('the outlook', () => {
  it('counts from now', () => {
    // 1024 - 600 GB at 10 GB a day.
    const [partition] = trend(10n).partitions;
    assert.ok(partition);
    const days = (now: number) => asOf(partition, now).fullInDays?.expected.toFixed(1);
    assert.deepEqual([last, last + 2 * dayLength, last - dayLength].map(days), ['42.4', '40.4', '42.4']);
    assert.equal(asOf(partition, last + 43 * dayLength).fullInDays, undefined);
    assert.equal(asOf(partition, last + 42 * dayLength).fullInDays?.earliest?.toFixed(1), '0.4');
  });

  it('says in a row what will be full within 90 days', () => {
    const text = (perDay: bigint, now = last, max?: bigint) =>
      soonFull(trend(perDay, max), now).get('PUBLIC_OSS_PARTITION');
    assert.equal(text(10n), 'full in about 6 weeks');
    assert.equal(text(6n), undefined);
    assert.equal(text(7n), 'full in about 12 weeks');
    assert.equal(text(1n), undefined);
    assert.equal(text(18n), undefined);
    assert.equal(text(10n, last, unlimited), undefined);
    assert.equal(text(10n, last + 40 * dayLength), 'full in about 2 days');
    assert.equal(text(10n, last + 60 * dayLength), undefined);
  });

  it('has growth and forecast in a hover', () => {
    const facts = (perDay: bigint, max?: bigint) => growthFacts(trend(perDay, max).partitions, last, words);
    assert.deepEqual(facts(10n), [
      ['Growth', 'growing 70 GB a week'],
      ['Forecast', 'full in about 6 weeks (6 to 7)'],
    ]);
    assert.deepEqual(facts(10n, unlimited), [['Growth', 'growing 70 GB a week']]);
    const few = trendOf('dingacme', grown(10n).slice(0, 5)).partitions;
    assert.deepEqual(growthFacts(few, last, words), [['Growth', 'Not enough readings yet: 5 of 8 days.']]);
    const both = [...few, ...few.map(each => ({ ...each, partitionType: 'MINI' }))];
    assert.deepEqual(
      growthFacts(both, last, words).map(([name]) => name),
      ['Growth of | PUBLIC_OSS_PARTITION\u202e', 'Growth of | MINI\u202e'],
    );
    assert.deepEqual(growthFacts([], last, words), []);
  });
});

describe('a trend as text', () => {
  it('has the finding, the steps, and a reading for each day, newest first', () => {
    const cleaned = grown(10n).map((each, day) =>
      day < 30 ? each : { ...each, quota: { ...each.quota, used: each.quota.used - 100n * GB } },
    );
    const text = trendReport(
      'Acme',
      trendOf('dingacme', [...cleaned, reading(60, 1n, 2n * TB, 'SHARE')]),
      words,
    );
    const lines = text.split('\n');
    assert.equal(lines[0], '# Acme');
    assert.equal(lines[2], '## PUBLIC OSS PARTITION');
    assert.match(
      text,
      /\n- Jan 31, 2026.*: 90 GB less, probably a cleanup\n- Mar 2, 2026.*: the capacity changed\n/,
    );
    const table = lines.filter(line => line.startsWith('|'));
    assert.equal(table.length, 63);
    assert.match(table[2] ?? '', /^\| Mar 2, 2026.* \| +0 GB \| +2048 GB \| +0% \|$/);
    assert.match(table.at(-1) ?? '', /^\| Jan 1, 2026/);
  });

  it('says that there is none', () => {
    assert.match(trendReport('Acme', { corpId: 'a', partitions: [] }, words), /^# Acme\n\nNo readings/);
    const noLimit = trendReport('Acme', trendOf('a', [reading(0, 5n * GB, unlimited)]), words);
    assert.match(noLimit, /\| no limit set \| +\|\n$/);
  });
});

describe('the history', () => {
  const folder = useFolder();

  it('reads back what it keeps, of the last 90 days alone for a row', async () => {
    const warnings: string[] = [];
    let now = 0;
    const history = new History({
      folder: folder.path,
      now: () => now + 0.25,
      samples: async corpId => [{ ...reading(0, 7n), partitionType: corpId }],
      log: { warn: line => warnings.push(line) },
    });
    for (const each of [reading(0, 1n), reading(95, 2n), reading(100, 3n)]) {
      now = each.at;
      history.keep('dingacme', [each, { partitionType: 'unreadable' }]);
    }
    const useds = async (what: 'trend' | 'recentTrend') =>
      (await history[what]('dingacme')).partitions.flatMap(({ readings }) =>
        readings.map(({ used }) => used),
      );
    assert.deepEqual(await useds('trend'), [1n, 2n, 3n]);
    assert.deepEqual(await useds('recentTrend'), [2n, 3n]);
    assert.deepEqual((await history.readings('sample x'))[0]?.partitionType, 'sample x');
    assert.equal((await history.recentTrend('sample x')).partitions.length, 1);
    await history.forget('dingacme');
    assert.deepEqual(await useds('trend'), []);
    assert.deepEqual(warnings, []);
  });

  it('of many windows is read as a whole', async () => {
    const log = { warn: assert.fail };
    for (let window = 0; window < 20; window++) {
      new History({ folder: folder.path, now: () => noon(window), samples: async () => [], log }).keep('a', [
        reading(window, BigInt(window)),
      ]);
    }
    const history = new History({ folder: folder.path, now: () => noon(101), samples: async () => [], log });
    const [partition] = (await history.recentTrend('a')).partitions;
    assert.deepEqual(
      partition?.readings.map(({ used }) => used),
      [10n, 11n, 12n, 13n, 14n, 15n, 16n, 17n, 18n, 19n],
    );
  });

  it('loses a reading where the disk cannot be written, says so once, and throws nothing', () => {
    const warnings: string[] = [];
    const history = new History({
      folder: '/dev/null',
      now: () => 1,
      samples: async () => [],
      log: { warn: line => warnings.push(line) },
    });
    history.keep('dingacme', [reading(0, 1n)]);
    history.keep('dingacme', [reading(0, 1n)]);
    assert.deepEqual(warnings, ['The history of the storage cannot be written: ENOTDIR']);
  });
});
