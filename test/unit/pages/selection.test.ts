import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  clamp,
  countSelected,
  extendTo,
  isSelected,
  selectAll,
  selectedOf,
  selectOne,
  toggle,
} from '../../../src/pages/grid/selection.ts';

const list = ['a', 'b', 'c', 'd', 'e'];

describe('the selection of a table', () => {
  it('is one row, a range from the anchor, or single rows', () => {
    const from = selectOne(3);
    assert.deepEqual(selectedOf(from, list), ['d']);
    const up = extendTo(from, 1);
    assert.deepEqual(selectedOf(up, list), ['b', 'c', 'd']);
    // Shift again: from where it started.
    assert.deepEqual(selectedOf(extendTo(up, 4), list), ['d', 'e']);
    const hole = toggle(up, 2);
    assert.deepEqual(selectedOf(hole, list), ['b', 'd']);
    assert.equal(hole.active, 2);
    assert.deepEqual(selectedOf(toggle(hole, 0), list), ['a', 'b', 'd']);
  });

  it('is all rows, with the active one where it was', () => {
    const all = selectAll(selectOne(2), 100_000);
    assert.equal(countSelected(all), 100_000);
    assert.equal(all.active, 2);
    assert.equal(countSelected(selectAll(selectOne(0), 0)), 0);
  });

  it('keeps to the rows that are left', () => {
    assert.deepEqual(selectedOf(clamp(selectAll(selectOne(0), 5), 2), list), ['a', 'b']);
    assert.deepEqual(clamp(selectOne(4), 3), selectOne(2));
    assert.deepEqual(clamp(selectOne(4), 0), selectOne(0));
  });

  it('has after any clicks what a set of rows has', () => {
    const clicks = fc.array(fc.tuple(fc.constantFrom('one', 'extend', 'toggle'), fc.nat(9)), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(clicks, steps => {
        let selection = selectOne(0);
        let rows = new Set([0]);
        for (const [kind, index] of steps) {
          if (kind === 'one') {
            selection = selectOne(index);
            rows = new Set([index]);
          } else if (kind === 'toggle') {
            selection = toggle(selection, index);
            if (!rows.delete(index)) rows.add(index);
          } else {
            const [from, to] = [selection.anchor, index].toSorted((a, b) => a - b) as [number, number];
            selection = extendTo(selection, index);
            rows = new Set(Array.from({ length: to - from + 1 }, (_, step) => from + step));
          }
        }
        const numbers = Array.from({ length: 10 }, (_, index) => index);
        const expected = numbers.filter(index => rows.has(index));
        assert.deepEqual(selectedOf(selection, numbers), expected);
        assert.deepEqual(
          numbers.filter(index => isSelected(selection, index)),
          expected,
        );
        assert.equal(countSelected(selection), expected.length);
      }),
    );
  });
});
