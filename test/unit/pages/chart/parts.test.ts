import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cursorByKey, nearest } from '../../../../src/pages/chart/cursorKeys.ts';
import { place, spread, widthOf } from '../../../../src/pages/chart/labels.ts';
import { dayTicks, valueTicks } from '../../../../src/pages/chart/scales.ts';
import { dayLength } from '../../../../src/pages/chart/span.ts';
import { noon } from '../../history/series.ts';

const units = ['B', 'KB', 'MB'].map((name, index) => ({ size: 1024 ** index, text: `{0} ${name}` }));

describe('the scales of a chart', () => {
  it('have round values in the largest unit that fits', () => {
    const texts = (high: number, count = 4) =>
      valueTicks(units, [0, high], count, 'en').map(({ text }) => text);
    assert.deepEqual(texts(1.06 * 1024 ** 2, 5), ['0 MB', '0.2 MB', '0.4 MB', '0.6 MB', '0.8 MB', '1 MB']);
    assert.deepEqual(texts(900 * 1024), ['0 KB', '200 KB', '400 KB', '600 KB', '800 KB']);
    assert.deepEqual(texts(0.5), ['0 B', '0.1 B', '0.2 B', '0.3 B', '0.4 B', '0.5 B']);
    assert.equal(valueTicks(units, [0, 4096], 4, 'en')[1]?.value, 1024);
  });

  it('have no day twice, and months in a long time', () => {
    const span = (count: number) => ({ from: noon(0), now: noon(count), until: noon(count) });
    const texts = (count: number, ticks: number) =>
      dayTicks(span(count), ticks, 'en').map(({ text }) => text);
    assert.deepEqual(texts(2, 8), ['Jan 1', 'Jan 2', 'Jan 3']);
    assert.equal(new Set(texts(7, 30)).size, texts(7, 30).length);
    assert.ok(
      texts(900, 6).every(text => /^[A-Z][a-z]{2} 20\d\d$/.test(text)),
      texts(900, 6).join(),
    );
  });
});

describe('the texts in a chart', () => {
  it('stand in no other, and in no mark', () => {
    const wanted = fc.record({
      x: fc.integer({ min: 40, max: 760 }),
      text: fc.constantFrom('Jan 1: −1 GB', '10月25日'),
    });
    fc.assert(
      fc.property(fc.array(wanted, { maxLength: 30 }), labels => {
        const placed = place(labels, { left: 40, right: 780, rows: 3 }).flatMap(({ x, row }, index) => {
          const text = labels[index]?.text ?? '';
          return x === undefined ? [] : [{ from: x, to: x + widthOf(text), row }];
        });
        for (const [index, each] of placed.entries()) {
          assert.ok(each.from >= 40 && each.to <= 780);
          assert.ok(
            !placed.some(
              (other, at) =>
                at !== index && other.row === each.row && other.from < each.to && each.from < other.to,
            ),
          );
          assert.ok(each.row > 0 || labels.every(({ x }) => x <= each.from || x >= each.to));
        }
      }),
    );
    assert.deepEqual(
      place([{ x: 700, text: 'Jan 1' }], { left: 0, right: 710, rows: 1 })[0]?.x,
      700 - 6 - widthOf('Jan 1'),
    );
  });

  it('are moved down where they would touch', () => {
    assert.deepEqual(spread([10, 12, 60], 14), [10, 24, 60]);
    assert.deepEqual(spread([-5], 14), [0]);
  });
});

describe('the day cursor', () => {
  const days = [0, 1, 2, 3, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29].map(noon);
  const dayAt = (key: string, index: number) => {
    const to = cursorByKey(key, index, days);
    return to === undefined ? undefined : Math.round(((days[to] ?? 0) - noon(0)) / dayLength);
  };

  it('moves by a day, a week and to the ends, and never beyond', () => {
    assert.equal(dayAt('ArrowRight', 3), 20);
    assert.equal(dayAt('ArrowLeft', 4), 3);
    assert.equal(dayAt('ArrowUp', 13), 29);
    assert.equal(dayAt('ArrowDown', 0), 0);
    assert.equal(dayAt('PageDown', 13), 22);
    assert.equal(dayAt('PageUp', 4), 27);
    assert.equal(dayAt('Home', 9), 0);
    assert.equal(dayAt('End', 2), 29);
    assert.equal(dayAt('Tab', 2), undefined);
    assert.equal(dayAt('constructor', 2), undefined);
  });

  it('leaves a gap by a page, too', () => {
    assert.equal(dayAt('PageUp', 3), 20);
    assert.equal(dayAt('PageDown', 4), 3);
  });

  it('follows the mouse to the nearest day', () => {
    assert.equal(nearest([10, 20, 40], 14), 0);
    assert.equal(nearest([10, 20, 40], 16), 1);
    assert.equal(nearest([10, 20, 40], 999), 2);
    assert.equal(nearest([10, 20, 40], -5), 0);
    assert.equal(nearest([], 5), -1);
  });
});
