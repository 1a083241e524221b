import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Audit, AuditItem, AuditOutcome } from '../../../src/audit/audit.ts';
import { resultRows } from '../../../src/audit/result/resultRows.ts';
import { columns } from '../../../src/pages/contract.ts';
import { arrange, countKeys, outcomeAt, tableOf } from '../../../src/pages/table.ts';
import { about, uuidOf } from '../audit/world.ts';

function auditOf(items: readonly AuditItem[], outcomes: readonly (AuditOutcome | undefined)[]): Audit {
  const results = items.flatMap(({ dentryUuid }, index) => {
    const outcome = outcomes[index];
    return outcome === undefined
      ? []
      : [[dentryUuid, { dentryUuid, outcome, answeredAt: 10 - index }] as const];
  });
  return { ...about, id: 'x', startedAt: 0, items, results: new Map(results) };
}

const audit = auditOf(
  [
    { dentryUuid: uuidOf(0), name: 'Contract B', path: '/Legal/合同' },
    { dentryUuid: uuidOf(1), name: 'contract a\n\u202egnp' },
    { dentryUuid: uuidOf(2) },
    { dentryUuid: uuidOf(3), name: 'Plan' },
  ],
  [{ inheritance: 'BREAK' }, { kind: 'notFound', code: 'dentryNotExist' }, { inheritance: 'NEW_MODE' }],
);
const everything = { search: '' };

describe('the rows of a table of results', () => {
  it('come over whole, cleaned, and with what was not asked about', async () => {
    const table = tableOf(await resultRows(audit));
    assert.equal(table.length, 4);
    assert.deepEqual(table.names, ['Contract B', 'contract a gnp', '', 'Plan']);
    assert.deepEqual(
      [0, 1, 2, 3].map(row => outcomeAt(table, row)),
      [
        { key: 'BREAK', text: 'Broken here (BREAK)', icon: 'broken', code: '' },
        { key: 'notFound', text: 'Not found', icon: 'failed', code: 'dentryNotExist' },
        { key: 'NEW_MODE', text: 'NEW_MODE', icon: 'unknown', code: '' },
        { key: '', text: 'Not checked yet', icon: 'unanswered', code: '' },
      ],
    );
    assert.equal(tableOf(await resultRows(auditOf([], []))).length, 0);
  });

  it('are filtered, searched and sorted', async () => {
    const table = tableOf(await resultRows(audit));
    assert.deepEqual(arrange(table, everything, 'en'), [0, 1, 2, 3]);
    assert.deepEqual(arrange(table, { ...everything, filter: 'BREAK' }, 'en'), [0]);
    assert.deepEqual(arrange(table, { ...everything, filter: '' }, 'en'), [3]);
    assert.deepEqual(arrange(table, { search: 'CONTRACT a' }, 'en'), [0, 1]);
    assert.deepEqual(arrange(table, { search: '合同' }, 'en'), [0]);
    const by = (column: (typeof columns)[number], isDescending = false) =>
      arrange(table, { ...everything, sort: { column, isDescending } }, 'en');
    assert.deepEqual(by('name'), [2, 1, 0, 3]);
    assert.deepEqual(by('name', true), [3, 0, 1, 2]);
    assert.deepEqual(by('answeredAt'), [3, 2, 1, 0]);
    assert.deepEqual(by('outcome'), [0, 2, 3, 1]);
  });

  it('are each counted and shown once, however they are named and sorted', async () => {
    const outcome = fc.option(fc.constantFrom('BREAK', 'PASS_ON', 'constructor', '__proto__'), {
      nil: undefined,
    });
    const rows = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), outcome), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom(...columns),
        fc.boolean(),
        async (named, column, isDescending) => {
          const any = auditOf(
            named.map(([name], index) => ({ dentryUuid: uuidOf(index), name })),
            named.map(([, inheritance]) => (inheritance === undefined ? undefined : { inheritance })),
          );
          const table = tableOf(await resultRows(any));
          const shown = arrange(table, { search: '', sort: { column, isDescending } }, 'zh-cn');
          assert.deepEqual(
            shown.toSorted((a, b) => a - b),
            named.map((_, index) => index),
          );
          const counted = countKeys(table);
          for (const { key, count } of counted) {
            assert.equal(arrange(table, { search: '', filter: key }, 'en').length, count);
          }
          assert.equal(
            counted.reduce((sum, { count }) => sum + count, 0),
            named.length,
          );
        },
      ),
    );
  });
});
