import assert from 'node:assert/strict';
import { organizationsPage } from '../../../../src/history/page/organizationsPage.ts';
import { trendPage } from '../../../../src/history/page/trendPage.ts';
import type { Reading } from '../../../../src/history/readings.ts';
import { trendOf } from '../../../../src/history/trend.ts';
import { GB, noon, reading, TB, unlimited } from '../series.ts';
import { figures } from './figures.ts';

const days = (count: number, used: (day: number) => bigint, max: bigint | ((day: number) => bigint) = TB) =>
  Array.from({ length: count }, (_, day) =>
    reading(day, used(day), typeof max === 'bigint' ? max : max(day)),
  );
const chartOf = (readings: readonly Reading[], now = readings.at(-1)?.at ?? 0) =>
  trendPage('Trend', trendOf('ding1', readings), figures, now).charts?.all[0];
const growing = days(90, day => (600n + 3n * BigInt(day)) * GB);

describe('the page of a trend', () => {
  it('has a chart for each partition, with its finding', () => {
    const mini = growing.map(each => ({ ...each, partitionType: 'MINI_OSS_PARTITION' }));
    const page = trendPage('Trend', trendOf('ding1', [...growing, ...mini]), figures, noon(89));
    assert.deepEqual(
      page.charts?.all.map(({ heading }) => heading),
      ['Public cloud OSS', 'Dedicated MiniOSS'],
    );
    assert.match(
      page.charts?.all[0]?.finding ?? '',
      /^Used space is growing 21 GB a week; full in about 7 weeks \(7 to 8\)\.$/,
    );
    assert.deepEqual(
      page.actions.map(({ name }) => name),
      ['export', 'asText'],
    );
  });

  it('has one point a day, whose text is exact where the number is not, and every reading in the table', () => {
    const huge = 2n ** 63n - 1n;
    const first = { ...reading(0, huge), at: noon(0) - 1000 };
    const chart = chartOf([first, reading(0, huge, huge), reading(1, 1n, huge)]);
    assert.deepEqual(
      chart?.lines[0]?.points.map(({ text }) => text),
      ['100% · 8 EB of 8 EB · full', '<0.1% · 1 B of 8 EB · 8 EB less, probably a cleanup'],
    );
    assert.equal(chart?.rows.length, 3);
    assert.equal(chart?.columns.length, chart?.rows[0]?.cells.length);
  });

  it('says where there was a gap', () => {
    const chart = chartOf([reading(0, GB), reading(7, GB), reading(20, GB)]);
    assert.deepEqual(
      chart?.lines[0]?.points.map(({ text }) => / · after .*$/.exec(text)?.[0]),
      [undefined, undefined, ' · after 12 days without a reading'],
    );
  });

  it('has the levels of the settings at each capacity there was', () => {
    const chart = chartOf(
      days(
        40,
        () => 100n * GB,
        day => (day < 20 ? TB : 2n * TB),
      ),
    );
    assert.deepEqual(
      chart?.limits.map(({ kind, text, steps }) => [kind, text, steps.map(({ value }) => value / 1024 ** 4)]),
      [
        ['capacity', 'Capacity 2 TB', [1, 2]],
        ['error', '95%', [0.95, 1.9]],
        ['warning', '80%', [0.8, 1.6]],
      ],
    );
    assert.deepEqual(
      chart?.marks.map(({ kind, text }) => [kind, text]),
      [['capacity', 'Jan 21: capacity 1 TB → 2 TB']],
    );
  });

  it('marks a cleanup with its date and size, with the year of another year', () => {
    const readings = days(40, day => (day < 20 ? 700n : 600n) * GB);
    assert.deepEqual(
      chartOf(readings)?.marks.map(({ text }) => text),
      ['Jan 21: −100 GB'],
    );
    assert.deepEqual(
      chartOf(readings, noon(400))?.marks.map(({ text }) => text),
      ['Jan 21, 2026: −100 GB'],
    );
  });

  it('has a forecast from the last reading on, and none without a capacity', () => {
    const forecast = chartOf(growing)?.forecast;
    assert.equal(forecast?.at, noon(89));
    assert.equal(forecast?.reaches, Number(TB));
    assert.ok(forecast?.earliest !== undefined && forecast.earliest <= forecast.expected);
    const endless = chartOf(days(90, day => BigInt(day) * GB, unlimited));
    assert.equal(endless?.forecast, undefined);
    assert.deepEqual(endless?.limits, []);
    assert.equal(endless?.rows[0]?.cells[2], 'no limit set');
  });

  it('says where there is nothing', () => {
    const page = trendPage('Trend', trendOf('ding1', []), figures, 0);
    assert.deepEqual(page.charts?.all, []);
    assert.equal(page.facts.length, 1);
  });
});

describe('the page of several organizations', () => {
  const named = (label: string, readings: readonly Reading[]) => ({ label, trend: trendOf(label, readings) });
  const page = organizationsPage(
    'All',
    [
      named('Acme', growing),
      named(
        'Full',
        days(3, () => TB),
      ),
      named(
        'Endless',
        days(20, () => GB, unlimited),
      ),
      named('New', []),
    ],
    3,
    figures,
    noon(89),
  );
  const [chart] = page.charts?.all ?? [];

  it('has the percentages of those with a capacity, and says how many others there are', () => {
    assert.deepEqual(
      chart?.lines.map(({ id, name }) => [id, name]),
      [
        ['Acme', 'Acme 84.7% · full in about 7 weeks'],
        ['Full', 'Full 100%'],
      ],
    );
    assert.match(page.facts[0] ?? '', /^5 organizations are not listed/);
    assert.equal(
      chart?.finding,
      'Full: Full. Expected to become full within 90 days: Acme (full in about 7 weeks).',
    );
    assert.equal(chart?.lines[1]?.points.at(-1)?.value, 100);
  });

  it('has a row for each day, with a cell for each organization', () => {
    assert.equal(chart?.rows.length, 90);
    assert.deepEqual(chart?.rows[0]?.cells, ['Jan 1, 2026', '58.6%', '100%']);
    assert.deepEqual(chart?.rows[89]?.cells, ['Mar 31, 2026', '84.7%', '']);
  });

  it('shows six at first', () => {
    const many = Array.from({ length: 9 }, (_, index) => named(`ding${index}`, growing));
    const all = organizationsPage('All', many, 0, figures, noon(89));
    assert.equal(all.charts?.all[0]?.lines.length, 9);
    assert.equal(all.charts?.all[0]?.shown?.length, 6);
    assert.match(all.charts?.all[0]?.finding ?? '', /ding2 \(full in about 7 weeks\) and 6 more\.$/);
    assert.deepEqual(all.facts, []);
  });
});
