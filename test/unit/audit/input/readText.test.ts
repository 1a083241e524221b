import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { maxAuditItems } from '../../../../src/audit/audit.ts';
import { readCsv, readTable } from '../../../../src/audit/input/csv.ts';
import type { FileList } from '../../../../src/audit/input/fileList.ts';
import { decodeInput, maxInputBytes, readInputFile } from '../../../../src/audit/input/inputFile.ts';
import { readJson } from '../../../../src/audit/input/readJson.ts';
import { readText } from '../../../../src/audit/input/readText.ts';
import type { CsvColumn } from '../../../../src/audit/input/table.ts';
import { withFolder } from '../../../support/withFolder.ts';
import { uuidOf } from '../world.ts';

const [a, b, c] = [
  'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l',
  'Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi',
  'ctkmLQOdYGT8XXxPhDvNX1VHfTpc2Wkn',
];
const link = (dentryUuid: string) => `https://alidocs.dingtalk.com/i/nodes/${dentryUuid}`;
const uuids = ({ items }: FileList) => items.map(({ dentryUuid }) => dentryUuid);
const refusal = (sentence: RegExp) => (error: unknown) => {
  const { kind, details } = error as { kind: string; details: { sentence: string } };
  assert.equal(kind, 'invalidParameter');
  assert.match(details.sentence, sentence);
  return true;
};

/** How often others had a turn while `work` was done. */
async function turnsOfOthers(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => {
    turns++;
  }, 1);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return turns;
}

describe('audit input: text', () => {
  it('finds uuids and links wherever they stand, counts duplicates, and tells junk with its line', async () => {
    const text = `${a}\r\n\r\nPayroll: ${link(b)}?utm_scene=x#y, see also "${c}".\nnothing here\n${link(a)}\n190000000123456\nhttps://example.com/i/nodes/${a}\n`;
    const found = await readText(text);
    assert.deepEqual(uuids(found), [a, b, c]);
    assert.equal(found.duplicates, 1);
    assert.deepEqual(found.skipped, {
      count: 3,
      examples: [
        { line: 4, text: 'nothing here' },
        { line: 6, text: '190000000123456' },
        { line: 7, text: `https://example.com/i/nodes/${a}`.slice(0, 60) },
      ],
    });
  });

  it('cleans what it quotes, and quotes little', async () => {
    const { skipped } = await readText(`\u202egnp.exe ${'x '.repeat(5000)}\n`.repeat(10));
    assert.equal(skipped.count, 10);
    assert.equal(skipped.examples.length, 3);
    assert.match(skipped.examples[0]?.text ?? '', /^gnp\.exe x x/);
    assert.ok((skipped.examples[0]?.text.length ?? 0) <= 60);
  });

  it('refuses more files than an audit takes', async () => {
    const text = Array.from({ length: maxAuditItems + 1 }, (_, number) => uuidOf(number)).join('\n');
    await assert.rejects(readText(text), refusal(/limit of 100,?000 files/));
  });

  it('leaves others their turn in 25 MB of one line, and of many', async () => {
    const one = 'word '.repeat(5_000_000);
    const many = 'some words that name no file\n'.repeat(875_000);
    for (const text of [one, many]) {
      const turns = await turnsOfOthers(() => readText(text));
      assert.ok(turns > 5, `${turns} turns`);
    }
  });
});

describe('audit input: JSON', () => {
  it('takes strings and objects, with names and paths', async () => {
    const found = await readJson(
      JSON.stringify({
        dentries: [
          { uuid: a, name: 'Plan\u202e', path: '/x/Plan', size: 5, children: [{ link: link(b) }] },
          { dentryUuid: 'bad id', name: 'Bad' },
          { dentryUuid: a },
        ],
        more: [c, 'junk'],
        remark: 'not a file',
      }),
    );
    assert.deepEqual(found.items, [
      { dentryUuid: a, name: 'Plan\u202e', path: '/x/Plan' },
      { dentryUuid: b },
      { dentryUuid: c },
    ]);
    assert.equal(found.duplicates, 1);
    assert.deepEqual(found.skipped.examples, [{ text: 'bad id' }, { text: 'junk' }]);
  });

  it('survives what is hostile', async () => {
    const deep = 200_000;
    assert.deepEqual(uuids(await readJson(`${'['.repeat(deep)}"${a}"${']'.repeat(deep)}`)), [a]);
    assert.deepEqual(uuids(await readJson('{"__proto__":{"uuid":1},"constructor":null}')), []);
    await assert.rejects(readJson('{"a":'), refusal(/not valid JSON/));
  });
});

describe('audit input: CSV', () => {
  it('finds the columns that name files, and reads one with name and path', async () => {
    const text = `\ufeffNo,Name,Path,dentryUuid,Parent\r\n1,"Plan, ""A""\nsecond line",/x,${a},${c}\r\n2,=cmd|x,/y,${link(b)},${c}\r\n3,合同,/z,oops?,${c}\r\n4,Again,/x,${a},\r\n`;
    const table = await readTable(text);
    const { columns } = table;
    assert.deepEqual(
      columns.map(({ header, fitting, filled }) => [header, fitting, filled]),
      [
        ['dentryUuid', 3, 4],
        ['Parent', 3, 3],
      ],
    );
    const found = await readCsv(text, table, columns[0] as CsvColumn);
    assert.deepEqual(found.items, [
      { dentryUuid: a, name: 'Plan, "A"\nsecond line', path: '/x' },
      { dentryUuid: b, name: '=cmd|x', path: '/y' },
    ]);
    assert.equal(found.duplicates, 1);
    assert.deepEqual(found.skipped, { count: 1, examples: [{ line: 5, text: 'oops?' }] });
  });

  it('does without a header, and with semicolons or tabs', async () => {
    for (const delimiter of [',', ';', '\t']) {
      const text = `${a}${delimiter}y\n${b}${delimiter}z`;
      const table = await readTable(text);
      const [column] = table.columns;
      assert.deepEqual(
        [column?.index, column?.header, column?.fitting, column?.filled],
        [0, 'Column 1', 2, 2],
      );
      assert.deepEqual(uuids(await readCsv(text, table, column as CsvColumn)), [a, b]);
    }
  });

  it('says so where there is no such column', async () => {
    assert.deepEqual((await readTable('a,b\n1,2\n')).columns, []);
    assert.deepEqual((await readTable('')).columns, []);
  });

  it('finds nothing in 200,000 columns of junk, refuses an open quote, and leaves others their turn', async () => {
    const wide = `${'x,'.repeat(200_000)}\n`.repeat(2);
    const open = `name,uuid\n"${`${a},\n`.repeat(100_000)}`;
    const table = { dataFrom: 0, name: -1, path: -1, columns: [] };
    const column = { index: 5, header: '', rank: 0, fitting: 0, filled: 0, named: [] };
    const works = [
      async () => assert.deepEqual((await readTable(wide)).columns, []),
      async () => assert.equal((await readCsv(wide, table, column)).skipped.count, 2),
      () => assert.rejects(readTable(open), refusal(/too long/)),
      () => assert.rejects(readCsv(open, table, column), refusal(/too long/)),
    ];
    for (const work of works) {
      const turns = await turnsOfOthers(work);
      assert.ok(turns > 5, `${turns} turns`);
    }
  }).timeout(180_000);
});

describe('audit input: files', () => {
  it('are read as UTF-8, UTF-16 and GB 18030', async () => {
    const gbk = Buffer.from([0xba, 0xcf, 0xcd, 0xac]);
    assert.equal(await decodeInput(gbk), '合同');
    assert.equal(await decodeInput(Buffer.from('合同')), '合同');
    assert.equal(await decodeInput(Buffer.from('\ufeff合同', 'utf16le')), '合同');
    assert.equal(await decodeInput(Buffer.from('\ufeff合同', 'utf16le').swap16()), '合同');
  });

  it('are refused where they are no text, or too large, of which no more is read than tells so', async () => {
    await withFolder(async folder => {
      const file = path.join(folder, 'x.csv');
      await writeFile(file, Buffer.from('PK\u0003\u0004\0\0\0'));
      await assert.rejects(readInputFile(file), refusal(/not a text.*CSV/));
      await truncate(file, 200 * 1024 * 1024);
      const before = process.memoryUsage().arrayBuffers;
      await assert.rejects(readInputFile(file), refusal(/limit of 50 MB/));
      assert.ok(process.memoryUsage().arrayBuffers - before < 2.5 * maxInputBytes);
      await assert.rejects(readInputFile(path.join(folder, 'none')), { code: 'ENOENT' });
    });
  });
});
