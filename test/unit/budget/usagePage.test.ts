import assert from 'node:assert/strict';
import { usagePage } from '../../../src/budget/usagePage.ts';

const rows = [
  { month: '2026-11', corpId: 'ding1', purpose: 'lookup', calls: 36 },
  { month: '2026-11', corpId: 'ding1', purpose: 'quota', calls: 4 },
  { month: '2026-11', corpId: 'ding2', purpose: 'quota', calls: 5 },
  { month: '2026-10', corpId: 'ding2', purpose: '\u202enew', calls: 7 },
];
const names = new Map([['ding2', 'Beta']]);

describe('the page of the API usage', () => {
  it('has the sum of all organizations first, then each, with the same columns', () => {
    const { sections } = usagePage(rows, names, 5000, 'en');
    assert.deepEqual(
      sections?.all.map(({ heading, limit, columns, bars }) => ({ heading, limit, columns, bars })),
      [
        {
          heading: 'All Organizations',
          limit: 10_000,
          columns: ['Storage', 'Lookups', 'new'],
          bars: [
            { label: '2026-11', values: [9, 36, 0] },
            { label: '2026-10', values: [0, 0, 7] },
          ],
        },
        {
          heading: 'Beta (ding2)',
          limit: 5000,
          columns: ['Storage', 'Lookups', 'new'],
          bars: [
            { label: '2026-11', values: [5, 0, 0] },
            { label: '2026-10', values: [0, 0, 7] },
          ],
        },
        {
          heading: 'ding1',
          limit: 5000,
          columns: ['Storage', 'Lookups', 'new'],
          bars: [{ label: '2026-11', values: [4, 36, 0] }],
        },
      ],
    );
  });

  it('has no sum of one organization, and says so where there is nothing', () => {
    const one = rows.filter(({ corpId }) => corpId === 'ding1');
    assert.deepEqual(
      usagePage(one, names, 5000, 'en').sections?.all.map(({ heading }) => heading),
      ['ding1'],
    );
    const none = usagePage([], names, 5000, 'en');
    assert.deepEqual(none.sections?.all, []);
    assert.match(none.facts[1] ?? '', /^No metered call/);
  });
});
