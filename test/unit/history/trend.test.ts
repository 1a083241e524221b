import assert from 'node:assert/strict';
import type { Reading } from '../../../src/history/readings.ts';
import { weeksOf } from '../../../src/history/slope.ts';
import { daily, join, stepBetween } from '../../../src/history/steps.ts';
import { trendOf } from '../../../src/history/trend.ts';
import { GB, noon, reading, seeded, TB, unlimited } from './series.ts';

const days = (count: number) => Array.from({ length: count }, (_, day) => day);
const partition = (readings: readonly Reading[]) => {
  const [first] = trendOf('dingacme', readings).partitions;
  return first ?? assert.fail('no partition');
};

describe('trend, by hand', () => {
  it('tells a steady growth, with its range, to the day', () => {
    // 60 days of 4 GB a day up to 636 GB: 388 GB are free, enough for 97 days.
    const trend = partition(days(60).map(day => reading(day, 400n * GB + BigInt(day) * 4n * GB)));
    assert.equal(trend.verdict, 'growing');
    assert.ok(Math.abs((trend.growthPerDay ?? 0) / Number(4n * GB) - 1) < 0.001);
    assert.equal(Math.round(trend.fullInDays?.expected ?? 0), 97);
    assert.equal(Math.round(trend.fullInDays?.earliest ?? 0), 97);
    assert.equal(Math.round(trend.fullInDays?.latest ?? 0), 97);
  });

  it('takes a clean-up and a purchase out, and marks them', () => {
    const all = days(50).map(day => {
      const used = 500n * GB + BigInt(day) * 2n * GB - (day >= 20 ? 100n * GB : 0n);
      return reading(day, used, day >= 35 ? 2n * TB : TB);
    });
    const trend = partition(all);
    assert.ok(Math.abs((trend.growthPerDay ?? 0) / Number(2n * GB) - 1) < 0.01);
    assert.deepEqual(trend.steps, [
      { at: noon(20), kind: 'fall', by: -98n * GB },
      { at: noon(35), kind: 'capacity', by: 2n * GB },
    ]);
  });

  it('is silent below 8 days or two weeks', () => {
    const five = partition([0, 4, 8, 12, 16].map(day => reading(day, BigInt(day) * GB)));
    assert.deepEqual([five.verdict, five.days, five.growthPerDay], ['notEnough', 5, undefined]);
    assert.equal(partition(days(13).map(day => reading(day, BigInt(day) * GB))).verdict, 'notEnough');
    assert.notEqual(partition(days(15).map(day => reading(day, BigInt(day) * 9n * GB))).verdict, 'notEnough');
  });

  it('knows flat, shrinking, full and unlimited', () => {
    const verdictOf = (used: (day: number) => bigint, max?: bigint) =>
      partition(days(30).map(day => reading(day, used(day), max))).verdict;
    assert.equal(
      verdictOf(() => 5n * GB),
      'noTrend',
    );
    assert.equal(
      verdictOf(day => 500n * GB - BigInt(day) * GB),
      'shrinking',
    );
    assert.equal(
      verdictOf(() => TB),
      'full',
    );
    assert.equal(
      verdictOf(day => BigInt(day), 0n),
      'full',
    );
    assert.equal(
      verdictOf(day => BigInt(day) * GB, unlimited),
      'noLimit',
    );
    assert.equal(
      verdictOf(day => BigInt(day) * GB, -5n),
      'noLimit',
    );
    assert.equal(
      verdictOf(day => BigInt(day) * 1024n),
      'moreThanAYear',
    );
    assert.deepEqual(trendOf('dingacme', []).partitions, []);
  });

  it('keeps every byte of what is shown', () => {
    const used = 9_223_372_036_854_775_806n;
    assert.equal(partition([reading(0, used, used + 1n)]).readings[0]?.used, used);
  });

  it('takes one value a day, and gives no range over a long gap', () => {
    const twice = days(60).flatMap(day => [reading(day, 0n), reading(day, BigInt(day) * GB)]);
    assert.equal(join(twice).points.length, 120);
    assert.equal(partition(twice).days, 60);
    const gap = partition(
      days(60)
        .filter(day => day < 8 || day > 40)
        .map(day => reading(day, BigInt(day) * 9n * GB)),
    );
    assert.equal(gap.verdict, 'growing');
    assert.equal(gap.fullInDays?.earliest, undefined);
  });
});

describe('trend of 1,500 simulated series', () => {
  const random = seeded(42);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

  /**
   * Weekdays grow log-normally, weekends are quiet, 60 % of the days have a reading, and now and then there is a
   * cleanup. How much weekdays differ in real organizations is unknown; errors grow with it.
   */
  function simulate(length: number, cleans: boolean) {
    const rate = Math.exp(0.5 * normal());
    const weekday = (day: number) => rate * Math.exp(0.8 * normal()) * (day % 7 < 5 ? 1 : 0.15);
    const truth = (rate * Math.exp(0.32) * (5 + 2 * 0.15)) / 7;
    let used = 500;
    const readings: Reading[] = [];
    for (let day = 0; day < length; day++) {
      used += weekday(day);
      if (cleans && random() < 1 / 60) used -= 80 + random() * 60;
      if (random() < 0.6) readings.push(reading(day, BigInt(Math.round(used * 1e6)) * (GB / 1_000_000n)));
    }
    return { readings, truth: truth * Number(GB) };
  }

  const median = (values: number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

  for (const [length, limit] of [
    [45, 0.15],
    [90, 0.1],
  ] as const) {
    it(`errs by ${limit * 100} % at most at ${length} days, and its range holds the truth`, () => {
      const errors: number[] = [];
      let [held, ranges] = [0, 0];
      for (let run = 0; run < 750; run++) {
        const { readings, truth } = simulate(length, true);
        errors.push(Math.abs((partition(readings).growthPerDay ?? 0) / truth - 1));
        const weeks = weeksOf(join(daily(readings)).points);
        if (weeks.length >= 6) {
          ranges++;
          if (truth >= Math.min(...weeks) && truth <= Math.max(...weeks)) held++;
        }
      }
      const figures = `median ${median(errors)}, ${held} of ${ranges}`;
      assert.ok(median(errors) <= limit, figures);
      assert.ok(ranges > 300 && held >= 0.9 * ranges, figures);
    });
  }

  it('sees hardly any step where there is none', () => {
    let seen = 0;
    for (let run = 0; run < 1500; run++) {
      const { readings } = simulate(60, false);
      if (readings.some((each, index) => index > 0 && stepBetween(readings[index - 1] ?? each, each))) seen++;
    }
    assert.ok(seen < 15, `${seen} of 1500`);
  });
});
