import assert from 'node:assert/strict';
import type { Audit, AuditOutcome } from '../../../../src/audit/audit.ts';
import { comparisonPage } from '../../../../src/audit/result/comparisonPage.ts';
import { arrange } from '../../../../src/pages/arrange.ts';
import { tableOf } from '../../../../src/pages/table.ts';
import { about } from '../world.ts';

function auditOf(told: Record<string, AuditOutcome | undefined>, name: string): Audit {
  const items = Object.keys(told).map(dentryUuid => ({ dentryUuid }));
  const results = Object.entries(told).flatMap(([dentryUuid, outcome]) =>
    outcome === undefined ? [] : [[dentryUuid, { dentryUuid, outcome, answeredAt: 1 }] as const],
  );
  return { ...about, name, id: name, startedAt: 0, items, results: new Map(results) };
}

const [broken, inherits] = [{ inheritance: 'BREAK' }, { inheritance: 'PASS_ON' }];

describe('the page of a comparison', () => {
  it('lists what changed, folds what only one audit has, and counts what is unchanged', async () => {
    const first = auditOf({ same: broken, turned: inherits, left: broken, late: undefined }, 'May\n2026');
    const second = auditOf({ same: broken, turned: broken, late: inherits, come: inherits }, 'June');
    const page = await comparisonPage(first, second, 'en');
    assert.match(page.facts.join('\n'), /^First: May 2026 · Acme · [^T]+ · 3 of 4\nSecond: June · /);
    assert.equal(page.facts[2], 'Unchanged, and not listed: 1');
    assert.ok(page.table);
    const table = tableOf(page.table, 'en');
    const textOf = (row: number) => table.columns.map(column => column.text(row)).join(' | ');
    const shown = arrange(table, { search: '', unfolded: ['added', 'leftOut', 'unanswered'] });
    assert.deepEqual(
      shown.map(line => (line < 0 ? table.folded[-1 - line] : textOf(line))),
      [
        'Newly broken | Inherits (PASS_ON) | Broken here (BREAK) | turned',
        'added',
        'Only in the second audit |  | Inherits (PASS_ON) | come',
        'leftOut',
        'Only in the first audit | Broken here (BREAK) |  | left',
        'unanswered',
        'Not yet checked in both audits | Not checked yet | Inherits (PASS_ON) | late',
      ],
    );
    assert.equal(arrange(table, { search: '', unfolded: [] }).length, 4);
  });
});
