import assert from 'node:assert/strict';
import { L, M, nodes, person, read, U, uuids, V, W } from './reading.ts';

describe('how lines end', () => {
  const rows = Array.from({ length: 101 }, (_, number) => `Row${String(number).padStart(28, '0')}a`);
  it('costs no row of a table or a text', async () => {
    for (const end of ['\r\n', '\n', '\r', '\u2028', '\u2029', '\u0085']) {
      for (const other of ['\n', '\r\n', '\r', '\u2028']) {
        for (const at of [0, 1, 50, 100]) {
          const text = [`dentryUuid,name`, ...rows.map(uuid => `${uuid},a b`)].reduce(
            (all, row, index) => all + (index === 0 ? '' : index === at + 1 ? other : end) + row,
            '',
          );
          assert.deepEqual(uuids(await read(text, 'x.csv')), rows, JSON.stringify([end, other, at]));
          assert.deepEqual(uuids(await read(text)), rows, JSON.stringify([end, other, at]));
        }
      }
    }
    assert.deepEqual(uuids(await read(`dentryUuid,name\r\n${U},a\n${V},b\n`, 'x.csv')), [U, V]);
  });
});

describe('how a table begins', () => {
  const good: Readonly<Record<string, string>> = {
    'sep=;': `sep=;\ndentryUuid;name\n${U};a, b\n${V};c\n`,
    '"sep=," with a mark': `\ufeff"sep=,"\r\ndentryUuid,name\r\n${U},"a, b"\r\n${V},c\r\n`,
    'sep=| in capitals': `SEP=|\r\ndentryUuid|name\r\n${U}|a, b\r\n${V}|c\r\n`,
    'a title': `Files of May\ndentryUuid,name\n${U},"a, b"\n${V},c\n`,
    'a title, filled up with commas': `Files of May,,\n,,\nname,dentryUuid,x\n"a, b",${U},1\nc,${V},2\n`,
    'titles and a blank line': `Report,1\nBy: me, you\n\nname,dentryUuid\n"a, b",${U}\nc,${V}\n`,
    'blank lines': `\n\n  \ndentryUuid,name\n${U},"a, b"\n${V},c\n`,
    'a header one cell short': `name\n"a, b",${U}\nc,${V}\n`,
    'a header one cell short, as R writes it': `dentryUuid,name\n1,${U},"a, b"\n2,${V},c\n`,
    'a line break in the header': `"dentry\nUuid","file\r\nname"\n${U},"a, b"\n${V},c\n`,
    'a header in Chinese': `文件名称,文件ID\n"a, b",${U}\nc,${V}\n`,
    tabs: `dentryUuid\tname\n${U}\ta, b\n${V}\tc\n`,
    semicolons: `name;dentryUuid\na, b;${U}\nc;${V}\n`,
    pipes: `name|dentryUuid\na, b|${U}\nc|${V}\n`,
    'a Markdown table': `| dentryUuid | name |\n|---|:---|\n| ${U} | a, b |\n| ${V} | c |\n`,
    'no header': `${U},"a, b"\n${V},c\n`,
    'placeholders first': `dentryUuid,name\nnull,x\n-,y\n${U},"a, b"\n${V},c\n`,
    'people beside the files': `creatorId,name,nodeId,unionId\n${person},"a, b",${U},${person}\n${W},c,${V},${W}\n`,
    'the link beside the id': `dentryUuid,name,link\n${U},"a, b",${L}\n${V},c,${M}\n`,
    'two columns that say the same': `a,b\n${U},${L}\n${V},${M}\n`,
  };
  for (const [what, text] of Object.entries(good)) {
    it(`does not matter: ${what}`, async () => {
      const { items, skipped } = await read(text, 'x.csv');
      assert.deepEqual(
        items.map(({ dentryUuid }) => dentryUuid),
        [U, V],
      );
      if (/name|文件名/.test(text) && !what.endsWith('short')) {
        assert.deepEqual(
          items.map(({ name }) => name),
          ['a, b', 'c'],
        );
      }
      assert.equal(skipped.count, what === 'placeholders first' ? 2 : 0, JSON.stringify(skipped.examples));
    });
  }

  it('is the same in what is pasted from a spreadsheet: its names and its people are known', async () => {
    for (const delimiter of ['\t', ',', ';']) {
      const rows = [
        ['name', 'dentryUuid', 'creatorId'],
        ['a b', U, person],
        ['合同', V, W],
        ['c', '-', W],
      ];
      const { items, skipped } = await read(rows.map(row => row.join(delimiter)).join('\r\n'));
      assert.deepEqual(items, [
        { dentryUuid: U, name: 'a b' },
        { dentryUuid: V, name: '合同' },
      ]);
      assert.deepEqual(skipped, { count: 1, examples: [{ line: 4, text: '-' }] });
    }
  });

  it('is the same in a table of Markdown', async () => {
    const table = `| dentryUuid | name | creatorId |\n| --- | --- | --- |\n| [${U}](${L}) | a\\_b | ${person} |\n`;
    for (const text of [table, `# Files\n\n- of May\n\n${table}`]) {
      assert.deepEqual((await read(text)).items, [{ dentryUuid: U, name: 'a_b' }]);
    }
    assert.deepEqual(uuids(await read(`${table}\nSee also ${M}`)).slice(0, 1), [U]);
    assert.ok(uuids(await read(`${table}\nSee also ${M}`)).includes(V));
  });

  it('never makes a question of the header', async () => {
    for (const word of ['dentryUuid', 'nodeId', 'link', '文件链接', 'dentryUuid (文件ID)', 'UUID']) {
      for (const text of [`${word}\n${U}`, `${word}\n\n${U}\n`, `x\n${word}\n${U}`]) {
        for (const file of ['', 'x.csv', 'x.tsv']) {
          assert.deepEqual(uuids(await read(text, file)), [U], JSON.stringify([text, file]));
        }
      }
    }
  });

  it('takes an id that begins with a dash from our own CSV', async () => {
    const dashed = [`-${U.slice(1)}`, `-${U}`, '-short1'];
    const rows = dashed.map(uuid => `"'${uuid}","x","${nodes}${uuid}"\r\n`);
    assert.deepEqual(uuids(await read(`\ufeffdentryUuid,name,link\r\n${rows.join('')}`, 'x.csv')), dashed);
  });
});
