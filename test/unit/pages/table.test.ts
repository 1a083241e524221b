import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Audit, AuditItem, AuditOutcome } from '../../../src/audit/audit.ts';
import { resultPage, resultTable } from '../../../src/audit/result/resultRows.ts';
import { arrange, groupOf, isNarrowed } from '../../../src/pages/arrange.ts';
import { textLines } from '../../../src/pages/contract.ts';
import { selectOne } from '../../../src/pages/grid/selection.ts';
import { TextLines } from '../../../src/pages/lines.ts';
import { countKeys, type Table, tableOf } from '../../../src/pages/table.ts';
import { isPlain } from '../../../src/pages/viewState.ts';
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
const everything = { search: '', unfolded: [] };
const tableFor = async (of: Audit) => tableOf(await resultTable(of), 'en');
const column = (table: Table, id: string) => table.columns.find(each => each.id === id);

describe('the rows of a table', () => {
  it('come over whole, cleaned, and with what was not asked about', async () => {
    const table = await tableFor(audit);
    assert.equal(table.length, 4);
    const rows = [0, 1, 2, 3];
    assert.deepEqual(
      rows.map(row => column(table, 'name')?.text(row)),
      ['Contract B', 'contract a gnp', '', 'Plan'],
    );
    assert.deepEqual(
      rows.map(row => column(table, 'outcome')?.choice(row)),
      [
        { key: 'BREAK', text: 'Broken here (BREAK)', icon: 'bad', code: '' },
        { key: 'notFound', text: 'Not found', icon: 'failed', code: 'dentryNotExist' },
        { key: 'NEW_MODE', text: 'NEW_MODE', icon: 'unknown', code: '' },
        { key: '', text: 'Not checked yet', icon: 'unknown', code: '' },
      ],
    );
    assert.equal((await tableFor(auditOf([], []))).length, 0);
  });

  it('are shown without the columns that have nothing', async () => {
    const ids = (table: Table) => table.columns.map(({ id }) => id);
    assert.deepEqual(ids(await tableFor(audit)), ['outcome', 'name', 'path', 'dentryUuid', 'answeredAt']);
    const bare = auditOf([{ dentryUuid: uuidOf(0) }], [undefined]);
    assert.deepEqual(ids(await tableFor(bare)), ['outcome', 'dentryUuid']);
  });

  it('are told apart by their keys, or else by their ids', async () => {
    const data = await resultTable(audit);
    assert.equal(tableOf(data, 'en').rowKeyOf(1), uuidOf(1));
    const keyed = tableOf({ ...data, rowKeys: textLines(['a', 'b', 'c', 'd']) }, 'en');
    assert.deepEqual([keyed.rowKeyOf(1), keyed.idOf(1)], ['b', uuidOf(1)]);
  });

  it('are filtered, searched and sorted', async () => {
    const table = await tableFor(audit);
    assert.deepEqual(arrange(table, everything), [0, 1, 2, 3]);
    assert.deepEqual(arrange(table, { ...everything, filter: 'BREAK' }), [0]);
    assert.deepEqual(arrange(table, { ...everything, filter: '' }), [3]);
    assert.deepEqual(arrange(table, { ...everything, search: 'CONTRACT a' }), [0, 1]);
    assert.deepEqual(arrange(table, { ...everything, search: '合同' }), [0]);
    const by = (column: string, isDescending = false) =>
      arrange(table, { ...everything, sort: { column, isDescending } });
    assert.deepEqual(by('name'), [2, 1, 0, 3]);
    assert.deepEqual(by('name', true), [3, 0, 1, 2]);
    assert.deepEqual(by('answeredAt'), [3, 2, 1, 0]);
    assert.deepEqual(by('outcome'), [0, 2, 3, 1]);
    assert.deepEqual(by('a column of an older version'), [0, 1, 2, 3]);
  });

  it('are found by their names in either Unicode form', async () => {
    const named = (name: string) => ({ dentryUuid: uuidOf(name.length), name });
    const table = await tableFor(auditOf([named('Re\u0301sume\u0301'), named('R\u00e9sum\u00e9')], []));
    for (const search of ['r\u00c9sum', 're\u0301SUME\u0301']) {
      assert.deepEqual(arrange(table, { ...everything, search }), [0, 1]);
    }
  });

  it('are one line where their group is folded, until it is unfolded, filtered or searched', async () => {
    const table = tableOf({ ...(await resultTable(audit)), folded: ['BREAK', 'gone', ''] }, 'en');
    assert.deepEqual(arrange(table, everything), [1, 2, -1, -3]);
    assert.deepEqual(arrange(table, { ...everything, unfolded: ['BREAK'] }), [1, 2, -1, 0, -3]);
    assert.deepEqual(arrange(table, { ...everything, filter: 'BREAK' }), [0]);
    assert.deepEqual(arrange(table, { ...everything, search: 'plan' }), [3]);
    assert.deepEqual([groupOf(table, -1), groupOf(table, -3), groupOf(table, 0)], ['BREAK', '', undefined]);
  });

  it('are narrowed by a filter, be it the empty key, and by a search that is no blank', () => {
    assert.ok(isNarrowed({ filter: '', search: '' }));
    assert.ok(isNarrowed({ search: 'x' }));
    assert.ok(!isNarrowed({ search: ' ' }));
  });

  it('are each counted and shown once, however they are named and sorted', async () => {
    const outcome = fc.option(fc.constantFrom('BREAK', 'PASS_ON', 'constructor', '__proto__'), {
      nil: undefined,
    });
    const rows = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), outcome), { maxLength: 30 });
    const columns = fc.constantFrom('outcome', 'name', 'path', 'dentryUuid', 'answeredAt');
    await fc.assert(
      fc.asyncProperty(rows, columns, fc.boolean(), async (named, column, isDescending) => {
        const any = auditOf(
          named.map(([name], index) => ({ dentryUuid: uuidOf(index), name })),
          named.map(([, inheritance]) => (inheritance === undefined ? undefined : { inheritance })),
        );
        const table = tableOf(await resultTable(any), 'zh-cn');
        const shown = arrange(table, { ...everything, sort: { column, isDescending } });
        assert.deepEqual(
          shown.toSorted((a, b) => a - b),
          named.map((_, index) => index),
        );
        const counted = countKeys(table);
        for (const { key, count } of counted) {
          assert.equal(arrange(table, { ...everything, filter: key }).length, count);
        }
        assert.equal(
          counted.reduce((sum, { count }) => sum + count, 0),
          named.length,
        );
      }),
    );
  });
});

describe('the texts of a column', () => {
  it('come over byte by byte, one by one and all at once', () =>
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }).map(text => text.replaceAll('\n', ' '))),
        texts => {
          const whole = texts.map(text => text.toWellFormed());
          const lines = new TextLines(textLines(texts));
          assert.equal(lines.length, texts.length);
          assert.deepEqual(
            texts.map((_, row) => lines.text(row)),
            whole,
          );
          assert.deepEqual(lines.lines(), whole);
          assert.equal(lines.text(texts.length), '');
        },
      ),
    ));
});

describe('the first rows of a long table', () => {
  it('say how many there will be', async () => {
    const { table } = await resultPage(audit, 'en', 100_000);
    assert.equal(table?.total, 100_000);
    assert.equal((await resultPage(audit, 'en')).table?.total, undefined);
  });

  it('wait for the rest where they are not what is shown first', () => {
    const empty = { widths: {}, unfolded: [], range: 1, lines: {}, days: {} };
    const plain = { id: 'x', search: '', selection: selectOne(0), ...empty };
    assert.ok(isPlain(plain));
    assert.ok(isPlain({ ...plain, search: ' ', widths: { name: 90 } }));
    assert.ok(!isPlain({ ...plain, filter: '' }));
    assert.ok(!isPlain({ ...plain, search: 'x' }));
    assert.ok(!isPlain({ ...plain, sort: { column: 'name', isDescending: false } }));
    assert.ok(!isPlain({ ...plain, selection: selectOne(5000) }));
  });
});
