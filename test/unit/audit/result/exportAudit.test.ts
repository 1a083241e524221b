import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Audit, AuditItem, AuditOutcome } from '../../../../src/audit/audit.ts';
import { readInput } from '../../../../src/audit/input/readFiles.ts';
import { exportAudit, onlyFiles } from '../../../../src/audit/result/exportAudit.ts';
import { auditText, auditTitle } from '../../../../src/audit/words.ts';
import { errorKinds } from '../../../../src/dingtalk/errors.ts';
import { writeWhole } from '../../../../src/editor/documents/writeWhole.ts';
import { type ExportFormat, exportFileName, exportFormats } from '../../../../src/text/exportFormats.ts';
import { withFolder } from '../../../support/withFolder.ts';
import { about, itemsOf, uuidOf } from '../world.ts';

const answeredAt = Date.UTC(2026, 0, 2, 3, 4, 5);

function auditOf(items: readonly AuditItem[], outcomes: readonly (AuditOutcome | undefined)[]): Audit {
  const results = items.flatMap(({ dentryUuid }, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [[dentryUuid, { dentryUuid, outcome, answeredAt }] as const];
  });
  return { ...about, id: 'x', startedAt: 0, items, results: new Map(results) };
}

const text = (audit: Audit, format: ExportFormat) => [...exportAudit(audit, format)].join('');

const audit = auditOf(
  [
    { dentryUuid: uuidOf(0), name: "=cmd|'/C calc'!A0", path: '/合同/"a", b' },
    { dentryUuid: uuidOf(1), name: '\uff1d1+1' },
    { dentryUuid: uuidOf(2), name: 'a|b <img src=x> [l](https://x.example) \u202egnp' },
  ],
  [{ inheritance: 'BREAK' }, { kind: 'notFound', code: 'dentryNotExist' }],
);

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'=+-@"\',;\t\r\n|\uff1d\uff0b\uff0d\uff20a \\'), maxLength: 8 }),
);
const outcome = fc.option(
  fc.oneof(
    fc.record({ inheritance: anyText }),
    fc.record({ kind: fc.constantFrom(...errorKinds), code: anyText }),
  ),
  { nil: undefined },
);
const anyAudit = fc.array(fc.tuple(anyText, anyText, outcome), { maxLength: 30 }).map(rows =>
  auditOf(
    rows.map(([name, path], index) => ({ dentryUuid: uuidOf(index), name, path })),
    rows.map(([, , each]) => each),
  ),
);

describe('an exported audit', () => {
  it('is a CSV that Excel reads, and that runs nothing', () => {
    assert.equal(
      text(audit, 'csv'),
      [
        '\ufeffdentryUuid,name,path,inheritance,problem,code,answeredAt,link',
        `"${uuidOf(0)}","'=cmd|'/C calc'!A0","/合同/""a"", b","BREAK","","","2026-01-02T03:04:05.000Z","https://alidocs.dingtalk.com/i/nodes/${uuidOf(0)}"`,
        `"${uuidOf(1)}","'\uff1d1+1","","","notFound","dentryNotExist","2026-01-02T03:04:05.000Z","https://alidocs.dingtalk.com/i/nodes/${uuidOf(1)}"`,
        `"${uuidOf(2)}","a|b <img src=x> [l](https://x.example) \u202egnp","","","unanswered","","","https://alidocs.dingtalk.com/i/nodes/${uuidOf(2)}"`,
        '',
      ].join('\r\n'),
    );
  });

  it('links to the pages of the region in which it was begun', () => {
    const abroad = { ...audit, endpoint: 'https://api.dingtalk.io' };
    for (const format of ['csv', 'json', 'markdown'] as const) {
      assert.ok(text(abroad, format).includes(`https://alidocs.dingtalk.io/i/nodes/${uuidOf(0)}`));
      assert.ok(!text(abroad, format).includes('alidocs.dingtalk.com'));
    }
  });

  it('has names and paths as they were given, however long', async () => {
    const name = `a  b\n${'合同'.repeat(1000)}`;
    const long = auditOf([{ dentryUuid: uuidOf(0), name, path: name }], []);
    assert.ok(text(long, 'csv').includes(`"${name}"`));
    assert.equal(JSON.parse(text(long, 'json')).items[0].name, name);
    const line = name.replace('\n', ' ');
    assert.ok(text(long, 'markdown').includes(`| ${line} | ${line} |`));
    assert.ok((await auditText(long, 'en')).includes(line));
  });

  it('can be audited again, an id that begins with a dash among it', async () => {
    const dashed = `-${uuidOf(1).slice(1)}`;
    const again = auditOf(
      [
        { dentryUuid: uuidOf(0), name: '=1' },
        { dentryUuid: dashed },
        { dentryUuid: '-x1' },
        { dentryUuid: '-5' },
      ],
      [],
    );
    for (const format of ['csv', 'json', 'markdown'] as const) {
      const list = await readInput(`x.${exportFormats[format]}`, 'x', text(again, format), () =>
        assert.fail(),
      );
      const expected = [uuidOf(0), dashed, '-x1', '-5'].slice(
        0,
        format === 'csv' ? 4 : format === 'json' ? 2 : 1,
      );
      assert.deepEqual(
        list?.items.map(({ dentryUuid }) => dentryUuid),
        expected,
        format,
      );
    }
  });

  it('is, as CSV, the same again when it is read, but for apostrophes before what would run', () => {
    fc.assert(
      fc.property(anyAudit, any => {
        const csv = text(any, 'csv');
        const rows: Record<string, string>[] = parse(csv, {
          bom: true,
          columns: true,
          record_delimiter: '\r\n',
        });
        assert.equal(rows.length, any.items.length);
        for (const [index, row] of rows.entries()) {
          const item = any.items[index];
          const told = any.results.get(item?.dentryUuid ?? '')?.outcome;
          const failure = told !== undefined && 'kind' in told ? told : undefined;
          const bare = (cell = '') => (cell.startsWith("'") ? cell.slice(1) : cell);
          const same = (cell: string | undefined, value: string | undefined = '') =>
            assert.ok(cell === value || bare(cell) === value, `${cell} for ${value}`);
          same(row.name, item?.name);
          same(row.path, item?.path);
          same(row.inheritance, told !== undefined && 'inheritance' in told ? told.inheritance : '');
          same(row.code, failure?.code);
          assert.equal(row.problem, told === undefined ? 'unanswered' : (failure?.kind ?? ''));
          for (const cell of Object.values(row)) {
            assert.doesNotMatch(cell, /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/);
          }
        }
      }),
    );
  });

  it('is, as JSON, exact and complete, with nothing that disguises the text', () => {
    const json = text(audit, 'json');
    assert.ok(!json.includes('\u202e'));
    const read = JSON.parse(json);
    assert.deepEqual(read.audit, {
      id: 'x',
      name: 'files.csv',
      corpId: about.corpId,
      organization: 'Acme',
      startedAt: '1970-01-01T00:00:00.000Z',
    });
    assert.deepEqual([read.total, read.answered, read.counts], [3, 2, { BREAK: 1, notFound: 1 }]);
    assert.equal(read.items[2].problem, 'unanswered');
    fc.assert(
      fc.property(anyAudit, any => {
        const { items } = JSON.parse(text(any, 'json'));
        assert.deepEqual(
          items.map(({ dentryUuid, name, path }: AuditItem) => ({ dentryUuid, name, path })),
          any.items,
        );
      }),
    );
  });

  it('is, as Markdown, a table with one line for each file, whatever their names', () => {
    const lines = text(audit, 'markdown').split('\n');
    assert.deepEqual(lines.slice(0, 6), [
      '# Audit: files.csv',
      '',
      '- Organization: Acme (dingacme0001)',
      '- Started: 1970-01-01T00:00:00.000Z',
      '- Completed: 2 of 3',
      '- Broken here (BREAK): 1',
    ]);
    assert.match(lines.at(-2) ?? '', /a\\\|b \\<img src=x\\> \\\[l\\\]\(https\\:\/\/x\.example\) {2}gnp/);
    fc.assert(
      fc.property(anyAudit, any => {
        const table = text(any, 'markdown')
          .split('\n')
          .filter(line => line.startsWith('| '));
        assert.equal(table.length, any.items.length + 2);
        for (const line of table) {
          assert.equal(line.split(/(?<!\\)(?:\\\\)*\|/).length, 8, line);
        }
      }),
    );
  });

  it('gets a file name that every disk takes, whatever the audit is called', () =>
    withFolder(async folder => {
      const cases: [string, string][] = [
        ['v1.2 check', 'Audit v1.2 check.csv'],
        ['Q3.final', 'Audit Q3.final.csv'],
        ['files.csv', 'Audit files.csv'],
        ['a/b:c', 'Audit a b c.csv'],
        ['x'.repeat(250), `Audit ${'x'.repeat(245)}.csv`],
        ['合'.repeat(84), `Audit ${'合'.repeat(81)}.csv`],
        [`${'x'.repeat(240)}🇨🇳e\u0301`, `Audit ${'x'.repeat(240)}.csv`],
      ];
      for (const [name, file] of cases) {
        assert.equal(exportFileName(auditTitle(name), 'csv'), file);
        await writeWhole(path.join(folder, file), exportAudit(audit, 'csv'));
        assert.ok((await readdir(folder)).includes(file));
      }
    }));

  it('is written whole or not at all', () =>
    withFolder(async folder => {
      const file = path.join(folder, 'audit.csv');
      const long = auditOf(itemsOf(2500), []);
      await writeWhole(file, exportAudit(long, 'csv'));
      assert.equal((await readFile(file, 'utf8')).split('\r\n').length, 2502);
      const torn = function* () {
        yield 'a half';
        throw new Error('the rest is lost');
      };
      await assert.rejects(writeWhole(file, torn()), /the rest is lost/);
      assert.deepEqual(await readdir(folder), ['audit.csv']);
      assert.equal((await readFile(file, 'utf8')).split('\r\n').length, 2502);
    }));
});

describe('a part of an audit', () => {
  it('has the files asked for, in that order, and counts no others', () => {
    const part = onlyFiles(audit, [uuidOf(2), uuidOf(0), uuidOf(2), 'nowhere']);
    const { total, answered, counts, items } = JSON.parse(text(part, 'json'));
    assert.deepEqual([total, answered, counts], [2, 1, { BREAK: 1 }]);
    assert.deepEqual(
      items.map(({ dentryUuid }: AuditItem) => dentryUuid),
      [uuidOf(2), uuidOf(0)],
    );
  });
});
