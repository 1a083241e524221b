import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { maxAuditItems } from '../../../../src/audit/audit.ts';
import { findColumns, readCsv } from '../../../../src/audit/input/csv.ts';
import type { Found } from '../../../../src/audit/input/found.ts';
import { decodeInput, maxInputBytes, readInputFile } from '../../../../src/audit/input/inputFile.ts';
import { formatOf, readJson, readText } from '../../../../src/audit/input/readText.ts';
import { uuidOf, withFolder } from '../world.ts';

const [a, b, c] = [
  'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l',
  'Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi',
  'ctkmLQOdYGT8XXxPhDvNX1VHfTpc2Wkn',
];
const link = (dentryUuid: string) => `https://alidocs.dingtalk.com/i/nodes/${dentryUuid}`;
const uuids = ({ items }: Found) => items.map(({ dentryUuid }) => dentryUuid);
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
    assert.deepEqual(found.junk, {
      count: 3,
      examples: [
        { line: 4, text: 'nothing here' },
        { line: 6, text: '190000000123456' },
        { line: 7, text: `https://example.com/i/nodes/${a}`.slice(0, 60) },
      ],
    });
  });

  it('takes an id of another shape only where it has a line of its own', async () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    assert.deepEqual(uuids(await readText(id)), [id]);
    assert.deepEqual(uuids(await readText(`the report_2026_final_version2 of today`)), []);
  });

  it('cleans what it quotes, and quotes little', async () => {
    const { junk } = await readText(`\u202egnp.exe ${'x '.repeat(5000)}\n`.repeat(10));
    assert.equal(junk.count, 10);
    assert.equal(junk.examples.length, 3);
    assert.match(junk.examples[0]?.text ?? '', /^gnp\.exe x x/);
    assert.ok((junk.examples[0]?.text.length ?? 0) <= 60);
  });

  it('refuses more files than an audit takes', async () => {
    const text = Array.from({ length: maxAuditItems + 1 }, (_, number) => uuidOf(number)).join('\n');
    await assert.rejects(readText(text), refusal(/limit of 100,?000 files/));
  });

  it('leaves others their turn in 5 MB of one line, and of many', async () => {
    const one = 'word '.repeat(1_000_000);
    const many = 'some words that name no file\n'.repeat(175_000);
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
      { dentryUuid: a, name: 'Plan', path: '/x/Plan' },
      { dentryUuid: b },
      { dentryUuid: c },
    ]);
    assert.equal(found.duplicates, 1);
    assert.deepEqual(found.junk.examples, [{ text: 'bad id' }, { text: 'junk' }]);
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
    const columns = await findColumns(text);
    assert.deepEqual(
      columns.map(({ header, fitting, filled }) => [header, fitting, filled]),
      [
        ['dentryUuid', 3, 4],
        ['Parent', 3, 3],
      ],
    );
    const found = await readCsv(text, columns[0]?.index ?? -1);
    assert.deepEqual(found.items, [
      { dentryUuid: a, name: 'Plan, "A" second line', path: '/x' },
      { dentryUuid: b, name: '=cmd|x', path: '/y' },
    ]);
    assert.equal(found.duplicates, 1);
    assert.deepEqual(found.junk, { count: 1, examples: [{ line: 5, text: 'oops?' }] });
  });

  it('does without a header, and with semicolons or tabs', async () => {
    for (const delimiter of [',', ';', '\t']) {
      const text = [`名称${delimiter}x`, `${a}${delimiter}y`].slice(1).join('\n');
      const columns = await findColumns(`${text}\n${b}${delimiter}z`);
      assert.deepEqual(columns, [{ index: 0, header: 'Column 1', fitting: 2, filled: 2 }]);
      assert.deepEqual(uuids(await readCsv(text, 0)), [a]);
    }
  });

  it('says so where there is no such column', async () => {
    assert.deepEqual(await findColumns('a,b\n1,2\n'), []);
    assert.deepEqual(await findColumns(''), []);
  });

  it('finds nothing in 200,000 columns of junk, refuses an open quote, and leaves others their turn', async () => {
    const wide = `${'x,'.repeat(200_000)}\n`.repeat(2);
    const open = `name,uuid\n"${`${a},\n`.repeat(100_000)}`;
    const works = [
      async () => assert.deepEqual(await findColumns(wide), []),
      async () => assert.deepEqual(uuids(await readCsv(wide, 5)), ['x']),
      () => assert.rejects(findColumns(open), refusal(/too long/)),
      () => assert.rejects(readCsv(open, 0), refusal(/too long/)),
    ];
    for (const work of works) {
      const turns = await turnsOfOthers(work);
      assert.ok(turns > 5, `${turns} turns`);
    }
  }).timeout(60_000);
});

describe('audit input: files', () => {
  it('are told by their names, JSON also by how it begins', () => {
    assert.equal(formatOf('a.CSV', ''), 'csv');
    assert.equal(formatOf('a.tsv', ''), 'csv');
    assert.equal(formatOf('a.json', ''), 'json');
    assert.equal(formatOf('', ` [ "${a}" ]`), 'json');
    assert.equal(formatOf('', '{"dentries":[]}'), 'json');
    assert.equal(formatOf('a.txt', `[Plan](${link(a)})`), 'text');
  });

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
