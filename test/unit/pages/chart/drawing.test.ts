import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Drawing, drawingOf } from '../../../../src/pages/chart/drawing.ts';
import { dayLength, spanOf } from '../../../../src/pages/chart/span.ts';
import type { Chart } from '../../../../src/pages/contract.ts';
import { noon } from '../../history/series.ts';
import { chartOf, points } from './charts.ts';

const size = { width: 600, height: 240, language: 'en' };
const draw = (chart: Chart, days?: number): Drawing =>
  drawingOf(chart, chart.lines, spanOf(chart, days), size);
const line = (drawing: Drawing) => drawing.lines[0]?.path ?? '';
const starts = (path: string) => path.split('M').length - 1;
/** The corners of a path, whole pixels. */
const corners = (path = '') =>
  [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [
    Math.round(Number(x)),
    Math.round(Number(y)),
  ]);
const days = (count: number) => Array.from({ length: count }, (_, day) => [day, 50 + day / 10] as const);

describe('the drawing of a chart', () => {
  it('goes from the first reading to now, and from zero to the capacity', () => {
    const drawing = draw(chartOf(points([0, 40], [5, 45], [10, 50])));
    const { left, right, bottom, yOf, xOf } = drawing;
    assert.equal(xOf(noon(0)), left);
    assert.equal(xOf(noon(10)), right);
    assert.equal(yOf(0), bottom);
    assert.deepEqual(
      corners(line(drawing)).map(([, y]) => y),
      [40, 45, 50].map(value => Math.round(yOf(value))),
    );
    const [capacity] = drawing.limits;
    assert.deepEqual(corners(capacity?.path)[0], [left, Math.round(yOf(100))]);
    assert.ok(yOf(100) > drawing.top, 'the capacity is in the drawing');
  });

  it('has a gap where there were no readings for more than a week', () => {
    assert.equal(starts(line(draw(chartOf(points([0, 40], [7, 41], [14, 42]))))), 1);
    const drawing = draw(chartOf(points([0, 40], [1, 40], [9, 42], [18, 50], [19, 51])));
    assert.equal(starts(line(drawing)), 3);
    // Room for all dots here; with little room, a reading by itself still has one.
    const crowded = chartOf(points(...days(200), [220, 80], [240, 81], [241, 82]));
    const dots = draw(crowded).lines[0]?.dots.map(({ x }) => Math.round(x));
    assert.deepEqual(
      dots,
      [199, 220, 241].map(day => Math.round(draw(crowded).xOf(noon(day)))),
    );
  });

  it('shows a range, and at least a week', () => {
    const chart = chartOf(points(...days(100)));
    assert.equal(spanOf(chart, 30).from, noon(99) - 30 * dayLength);
    assert.equal(corners(line(draw(chart, 30))).length, 31);
    assert.equal(spanOf(chart, undefined).from, noon(0));
    assert.equal(spanOf(chart, 365).from, noon(0), 'no empty year');
    const short = chartOf(points([0, 1], [1, 2]));
    assert.equal(spanOf(short, 30).from, noon(1) - 7 * dayLength);
    assert.deepEqual(line(draw(chartOf(points(), { now: noon(3) }))), '');
  });

  it('only names a capacity that is far above, rather than drawing the line flat', () => {
    const { limits, yOf, top } = draw(chartOf(points([0, 1], [30, 2])));
    assert.deepEqual(
      limits.map(({ path, text }) => [path, text]),
      [[undefined, 'Capacity 100']],
    );
    assert.ok(yOf(2) < top + 30);
    const percent = draw(chartOf(points([0, 1], [30, 2]), { top: 100 }));
    assert.notEqual(percent.limits[0]?.path, undefined);
  });

  it('draws a capacity that changed as steps, with its text where the present one begins', () => {
    const steps = [
      { at: noon(0), value: 60 },
      { at: noon(20), value: 100 },
    ];
    const chart = chartOf(points([0, 50], [20, 55], [40, 60]), {
      limits: [
        { kind: 'capacity', text: 'Capacity 100', steps },
        { kind: 'error', text: '95%', steps: steps.map(step => ({ ...step, value: step.value * 0.95 })) },
      ],
    });
    const { limits, xOf, yOf } = draw(chart);
    const heights = corners(limits[0]?.path).map(([, y]) => y);
    assert.deepEqual([...new Set(heights)], [60, 100].map(yOf).map(Math.round));
    assert.ok(Math.abs((limits[0]?.x ?? 0) - xOf(noon(20))) < 8);
    const [first = 0, second = 0] = limits.map(({ y }) => y);
    assert.ok(second - first >= 14, 'the texts do not stand in each other');
  });

  it('has a forecast that fans out from the last reading to the capacity, no longer than the range', () => {
    const forecast = { at: noon(99), value: 60, reaches: 100, expected: 50, earliest: 40, latest: 80 };
    const chart = chartOf(points(...days(99), [99, 60]), { forecast });
    const { until, now } = spanOf(chart, 30);
    assert.equal(until - now, 30 * dayLength);
    const drawing = draw(chart, 90);
    const { xOf, yOf } = drawing;
    const band = corners(drawing.forecast?.band);
    const at = (day: number, value: number) => [Math.round(xOf(noon(99 + day))), Math.round(yOf(value))];
    for (const corner of [at(0, 60), at(40, 100), at(80, 100), at(40, 80)]) {
      assert.ok(
        band.some(each => each.join() === corner.join()),
        `${corner} is not in ${band.join(' ')}`,
      );
    }
    assert.deepEqual(corners(drawing.forecast?.line).at(-1), at(50, 100));
    const { earliest: _, latest: __, ...rough } = forecast;
    assert.equal(draw({ ...chart, forecast: rough }, 90).forecast?.band, undefined);
  });

  it('marks the steps of its range', () => {
    const marks = [1, 50, 80].map(day => ({ at: noon(day), kind: 'fall' as const, text: `Day ${day}` }));
    const chart = chartOf(points(...days(100)), { marks });
    assert.deepEqual(
      draw(chart, 60).marks.map(({ label }) => label?.text),
      ['Day 50', 'Day 80'],
    );
  });

  it('has finite numbers alone, whatever the readings are', () => {
    const value = fc.oneof(fc.integer({ min: -5, max: 200 }), fc.constantFrom(0, 1, 9.3e18, -1e18));
    const day = fc.integer({ min: 0, max: 1200 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(day, value), { selector: ([day]) => day, maxLength: 40 }),
        fc.record({
          limit: value,
          expected: fc.integer({ min: 0, max: 400 }),
          width: fc.integer({ min: 1, max: 2000 }),
        }),
        fc.constantFrom(30, 90, 365, undefined),
        (unsorted, { limit, expected, width }, range) => {
          const line = points(...unsorted.toSorted(([a], [b]) => a - b));
          const last = line.at(-1);
          const chart = chartOf(line, {
            limits: [{ kind: 'capacity', text: '', steps: [{ at: noon(0), value: limit }] }],
            marks: line.map(({ at }) => ({ at, kind: 'rise', text: 'Jan 1: +1 GB' })),
            ...(last === undefined
              ? {}
              : {
                  forecast: {
                    ...last,
                    reaches: limit,
                    expected,
                    earliest: expected / 2,
                    latest: expected * 9,
                  },
                }),
          });
          const drawing = drawingOf(chart, chart.lines, spanOf(chart, range), { ...size, width });
          assert.doesNotMatch(JSON.stringify(drawing), /NaN|null|Infinity/);
        },
      ),
    );
  });
});
