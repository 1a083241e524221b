import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import type { FileList } from '../../../../src/audit/input/fileList.ts';
import { decodeInput } from '../../../../src/audit/input/inputFile.ts';
import { readFiles, readInput } from '../../../../src/audit/input/readFiles.ts';
import { offeredDentryUuid, readDentryUuid } from '../../../../src/dingtalk/dentryUuid.ts';
import { withFolder } from '../../../support/withFolder.ts';

const U = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';
const V = 'Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi';
const W = 'ctkmLQOdYGT8XXxPhDvNX1VHfTpc2Wkn';
const person = 'Pe7sonXq2LrT8vB1nM5kD4fG9hJ0aSzY';
const nodes = 'https://alidocs.dingtalk.com/i/nodes/';
const [L, M] = [nodes + U, nodes + V];
const hash = '9b2f1c7d5e3a4f60819c2d3e4f5a6b7c8d9e0f12';
const token = '0123456789abcdef0123456789abcdef';
const requestId = '0F8FAD5B-D9CB-469F-A165-70867728950E';
const corpId = 'ding9f50b15bccd16741ffe93478753d9884';

const uuids = ({ items }: FileList) => items.map(({ dentryUuid }) => dentryUuid);
const never = () => assert.fail('asked which column');

/** What is read of a text that was pasted; or of a file, where its name says what it is. Nothing where it is refused. */
async function read(text: string, file = ''): Promise<FileList> {
  try {
    return (await readInput(file, 'it', text, never)) ?? assert.fail();
  } catch (error) {
    const { kind, details } = error as { kind?: string; details?: { sentence?: string } };
    assert.equal(kind, 'invalidParameter', String(error));
    assert.match(details?.sentence ?? '', /No dentryUuids|no column/);
    return { items: [], duplicates: 0, skipped: { count: 0, examples: [] } };
  }
}

/** Of one file, each must be read in the look-up box, from a selection, a text, a cell and JSON. */
const oneFile: Readonly<Record<string, readonly string[]>> = {
  'hosts of documents': [
    L,
    `https://docs.dingtalk.com/i/nodes/${U}`,
    `https://alidocs.dingtalk.io/i/nodes/${U}`,
    `http://docs.dingtalk.io/i/nodes/${U}/`,
    `HTTPS://DOCS.DingTalk.COM/i/nodes/${U}?utm_scene=team_space&corpId=${corpId}#heading`,
    `https://alidocs.dingtalk.com:443/i/nodes/${U}/edit`,
    `alidocs.dingtalk.com/i/nodes/${U}`,
    `//docs.dingtalk.io/i/nodes/${U}`,
    `https://alidocs%2Edingtalk%2Ecom/i/nodes/${U}`,
    `${L}?iframeQuery=nodeId%3D${V}&sideDoc=${W}`,
    `${L}/${V}`,
    `https://alidocs.dingtalk.com/i/m/nodes/${U}`,
    `https://alidocs.dingtalk.com/i/#/nodes/${U}`,
    `https://alidocs.dingtalk.com./i/nodes/${U}`,
  ],
  'what surrounds a link': [
    `（${L}）`,
    `${L}请查收`,
    `请看${L}，谢谢`,
    `“${L}”`,
    `‘${L}’`,
    `「${L}」`,
    `《${L}》`,
    `See ${L}.`,
    `${L}。`,
    `${L}、`,
    `${L}；`,
    `${L}：`,
    `${L}！`,
    `${L};`,
    `${L}:`,
    `(${L})`,
    `[${L}]`,
    `{${L}}`,
    `**${L}**`,
    `__${L}__`,
    `_${L}_`,
    `~~${L}~~`,
    `==${L}==`,
    `\`${L}\``,
    `- [ ] ${L}`,
    `* ${L}`,
    `1. ${L}`,
    `> ${L}`,
    `# ${L}`,
    `[合同 (终稿)](${L} "title")`,
    `[${L}](${L})`,
    `![x](${L})`,
    `<${L}>`,
    `<a href="${L}" target=_blank>合同</a>`,
    `<a href='${L}'>`,
    `<td>${L}</td>`,
    `| ${L} |`,
    `|${L}|`,
    `link=${L}`,
    `$${L}$`,
    `${L}…`,
    `${L}——合同`,
    `【${U}】`,
    `${U}。`,
    `文件${U}在此`,
    `i/nodes/${U}`,
    `[[${L}|合同]]`,
    `{{${L}}}`,
    `\\url{${L}}`,
    `📄${L}👍`,
    `ファイル${U}です`,
  ],
  'a link inside another, encoded or escaped': [
    `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(L)}&pc_slide=true`,
    `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(encodeURIComponent(`${L}?a=b`))}`,
    `https://login.dingtalk.com/?redirect=${encodeURIComponent(`${L}?a=b&c=d`)}&state=x`,
    `https://login.dingtalk.com/?redirect=${encodeURIComponent(L).toLowerCase().replace(U.toLowerCase(), U)}`,
    `https://web.archive.org/web/2026/${L}`,
    `mailto:?body=${encodeURIComponent(`see ${L} now`)}`,
    L.replaceAll('/', '\\u002F'),
    L.replaceAll('/', '\\\\u002f'),
    L.replaceAll('/', '\\/'),
    L.replaceAll('/', '\\\\/'),
    L.replaceAll('/', '\\x2F'),
    L.replaceAll('/', '&#x2F;'),
    L.replaceAll('/', '&#47;'),
    `${L}&amp;x=1`,
    `${L}\\u0026x=1`,
    `${L}\\nnext`,
    `log: first\\n${L}\\r\\n`,
    `first\\n${U}`,
    `first\\t${U}\\n`,
    `x%20${U}%20`,
    `%0A${U}`,
    `%250A${U}`,
    `\\u3000${U}`,
    `{\\"dentryUuid\\":\\"${U}\\"}`,
    `&quot;${U}&quot;`,
  ],
  'invisible characters': [
    `${U}\u200b`,
    `\ufeff${U}`,
    `\ufeff${L}`,
    `\u202a${L}\u202c`,
    `\u2066${U}\u2069`,
    `${U.slice(0, 16)}\u00ad${U.slice(16)}`,
    `https://ali\u200bdocs.dingtalk.com/\u200bi/\u200bnodes/\u200b${U.slice(0, 9)}\u200b${U.slice(9)}`,
    `\u00a0${U}\u00a0`,
    `\u3000${L}\u3000`,
    `\u2003${U}\u2009`,
    `${L}\u200bsee`,
    `${U}\u200c合同`,
    `\u2060${U}\u2060`,
    `${U}\ufe0f`,
  ],
  'spreadsheet text': [
    `="${U}"`,
    `"=""${U}"""`,
    `'${U}`,
    `  ${U}  `,
    `=HYPERLINK("${L}","合同")`,
    `=T("${U}")`,
    `＝"${U}"`,
    `"'${U}"`,
    `="${L}"`,
    `\t${U}`,
  ],
};

/** What names no file, anywhere: never asked about. */
const noFile: Readonly<Record<string, readonly string[]>> = {
  'what is near a file and is none': [
    hash,
    token,
    requestId,
    requestId.toLowerCase(),
    corpId,
    'dingtalk4b1rx2m8q0zt',
    `creatorId: ${person}`,
    `"unionId":"${person}"`,
    `operatorId=${person}`,
    `access_token=${person}`,
    `Authorization: Bearer ${person}`,
    `<modifierId>${person}</modifierId>`,
    `nextToken: '${person}'`,
    `创建人：${person}`,
    `commit ${hash}`,
    `token ${person}`,
    `unionId ${person}`,
    `x-acs-dingtalk-access-token: ${person}`,
    `ACCESS_TOKEN=${person}`,
    `https://alidocs.dingtalk.com@example.com/i/nodes/${U}`,
    `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${hash}`,
    `https://github.com/a/b/commit/${hash}`,
    `https://example.com/i/nodes/${U}`,
    `https://alidocs.dingtalk.com.evil.io/i/nodes/${U}`,
    `https://evil-alidocs.dingtalk.com/i/nodes/${U}`,
    `https://alidocs.dingtalk.com/i/spaces/a1b2c3d4e5f6g7h8/overview`,
    `https://alidocs.dingtalk.com/i/p/${U.slice(0, 12)}`,
    'getPermissionInheritanceResponse',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  ],
  'what is left of an id': [
    `${nodes}${U.slice(1)}`,
    `${nodes}${U.slice(0, 20)}…`,
    `${nodes}${U.slice(0, 20)}...`,
    `${nodes}${U.slice(0, 20)}=\n${U.slice(20)}`,
    `${L}abc`,
    `${nodes}${U}${V}`,
    `2F${U}`,
    `u002F${U}`,
    `n${U}`,
    `${U.slice(0, 10)} ${U.slice(10)}`,
    `https://alidocs.dingtalk.com/i/nodes/`,
  ],
  placeholders: [
    'null',
    'None',
    'NULL',
    '-',
    '--',
    'N/A',
    '#N/A',
    'n/a',
    'deleted',
    'TBD',
    'undefined',
    '无',
    '0',
    '…',
    'nan',
    '（无）',
    '<null>',
    '"null"',
    '已删除',
    '#REF!',
    '?',
    '\u200b',
  ],
};

const asCsv = (cell: string) => `name,dentryUuid\na,${V}\nb,"${cell.replaceAll('"', '""')}"\n`;
const asJson = (value: string) =>
  JSON.stringify([
    { name: 'a', dentryUuid: V },
    { name: 'b', dentryUuid: value },
  ]);

describe('however a file is named', () => {
  for (const [kind, inputs] of Object.entries(oneFile)) {
    it(`it is read: ${kind}`, async () => {
      for (const input of inputs) {
        const shown = JSON.stringify(input);
        assert.deepEqual(readDentryUuid(input), { dentryUuid: U }, `box ${shown}`);
        assert.deepEqual(uuids(await read(input)), [U], `text ${shown}`);
        assert.deepEqual(uuids(await read(`${M}\n${input}\n`)), [V, U], `lines ${shown}`);
        assert.deepEqual(uuids(await read(asCsv(input), 'x.csv')), [V, U], `cell ${shown}`);
        assert.deepEqual(uuids(await read(asJson(input))), [V, U], `JSON ${shown}`);
        if (!/\bi\/nodes.*nodes/.test(input)) assert.equal(offeredDentryUuid(input), U, `selection ${shown}`);
      }
    });
  }
});

describe('what names no file', () => {
  for (const [kind, inputs] of Object.entries(noFile)) {
    it(`is skipped, counted and shown: ${kind}`, async () => {
      for (const input of inputs) {
        const shown = JSON.stringify(input);
        assert.equal(offeredDentryUuid(input), undefined, `selection ${shown}`);
        assert.deepEqual(uuids(await read(input)), [], `text ${shown}`);
        const isOneLine = !input.includes('\n');
        for (const list of [
          await read(`${M}\n${input}\n`),
          await read(asCsv(input), 'x.csv'),
          await read(asJson(input)),
        ]) {
          assert.deepEqual(uuids(list), [V], shown);
          if (isOneLine && input !== '\u200b') assert.equal(list.skipped.count, 1, shown);
        }
      }
    });
  }

  it('is shown with its line', async () => {
    const { skipped } = await read(`name,dentryUuid\na,null\nb,${U}\nc,deleted\n`, 'x.csv');
    assert.deepEqual(skipped, {
      count: 2,
      examples: [
        { line: 2, text: 'null' },
        { line: 4, text: 'deleted' },
      ],
    });
  });

  it('is refused in the look-up box without a question to DingTalk', () => {
    for (const input of [...(noFile.placeholders ?? []), `${L} ${M}`, `${L}abc`, nodes + U.slice(1)]) {
      assert.ok('problem' in readDentryUuid(input), input);
    }
  });
});

describe('what JSON names', () => {
  const cases: Readonly<Record<string, [unknown, readonly string[]]>> = {
    'our own answer': [{ corpId, dentryUuid: U, inheritance: 'BREAK', askedAt: 1, askedAtIso: 'x' }, [U]],
    'our own argument': [{ corpId, dentryUuids: [U, V] }, [U, V]],
    'our own export': [
      {
        audit: { id: person, name: 'x', corpId, organization: 'Acme', startedAt: 'x' },
        total: 2,
        items: [
          { dentryUuid: U, name: 'a', link: L, code: null },
          { dentryUuid: V, name: 'b', link: M },
        ],
      },
      [U, V],
    ],
    'nodes of a knowledge base': [
      {
        nodes: [
          {
            nodeId: U,
            name: 'Plan',
            workspaceId: W,
            creatorId: person,
            modifierId: person,
            url: `${L}?utm_source=x`,
          },
        ],
        nextToken: W,
      },
      [U],
    ],
    'entries of a space': [
      {
        dentries: [
          { id: '1', spaceId: '2', uuid: U, parentId: '0', creatorId: person, properties: { x: W } },
        ],
      },
      [U],
    ],
    'people around a file': [
      { file: { id: 5, creator: { id: person, uuid: person, name: 'x' }, link: L }, owners: [person] },
      [U],
    ],
    'lists of people': [{ userIds: [person], memberIds: [W], files: [U] }, [U]],
    'a root': [{ workspaces: [{ workspaceId: W, rootNodeId: person, name: 'x' }], documents: [L] }, [U]],
    'ids as keys': [{ [U]: { name: 'Plan' }, [V]: 'BREAK' }, [U, V]],
    'names as keys': [{ Plan: U, Budget: M }, [U, V]],
    'lists of texts': [
      [U, `see ${M}`],
      [U, V],
    ],
    'children of a file': [{ uuid: U, tags: [W], children: [{ uuid: V, children: [W] }] }, [U, V, W]],
    'a hash and a token': [{ commit: hash, sha256: W, accessToken: person, requestId, link: L }, [U]],
    'JSON in JSON': [{ body: JSON.stringify({ dentryUuid: U, creatorId: person }) }, [U]],
    'a link where the id is missing': [{ dentryUuid: null, link: L }, [U]],
  };
  for (const [what, [value, expected]] of Object.entries(cases)) {
    it(`is only files: ${what}`, async () => {
      for (const text of [
        JSON.stringify(value),
        JSON.stringify(value, undefined, 2),
        `\ufeff \n${JSON.stringify(value)}`,
      ]) {
        assert.deepEqual(uuids(await read(text)), expected);
        assert.deepEqual(uuids(await read(text, 'x.json')), expected);
      }
    });
  }

  it('has the names and paths that stand beside it, whole', async () => {
    const name = `Plan \u202e ${'合同'.repeat(400)}  two  spaces\n`;
    const { items } = await read(
      JSON.stringify([
        { nodeId: U, name },
        { uuid: V, title: 'T', path: '/a/ b' },
      ]),
    );
    assert.deepEqual(items, [
      { dentryUuid: U, name },
      { dentryUuid: V, name: 'T', path: '/a/ b' },
    ]);
    const long = await read(JSON.stringify([{ uuid: U, name: '👩'.repeat(5000) }]));
    assert.equal(long.items[0]?.name, '👩'.repeat(4096));
  });

  it('is skipped and counted where there is a placeholder in its place', async () => {
    for (const value of [null, '', 'null', 'None', '-', 0, 'N/A']) {
      const { items, skipped } = await read(JSON.stringify([{ dentryUuid: value }, { dentryUuid: U }]));
      assert.deepEqual([items.length, skipped.count], [1, 1], String(value));
    }
  });
});

describe('JSON line by line', () => {
  const lines = [`{"dentryUuid":"${U}","name":"a"}`, `{"dentryUuid":"${V}","creatorId":"${person}"}`];
  it('is read, from a file of any name or the clipboard', async () => {
    for (const end of ['\n', '\r\n', '\r', '\n\n', ' \n ']) {
      for (const file of ['', 'x.jsonl', 'x.NDJSON', 'x.json', 'x.txt', 'x.log']) {
        const list = await read(lines.join(end), file);
        assert.deepEqual(list, {
          items: [{ dentryUuid: U, name: 'a' }, { dentryUuid: V }],
          duplicates: 0,
          skipped: { count: 0, examples: [] },
        });
      }
    }
    assert.deepEqual(uuids(await read(`["${U}"]\n["${V}"]`)), [U, V]);
    assert.deepEqual(uuids(await read(`"${U}"\n"${V}"`, 'x.jsonl')), [U, V]);
  });

  it('goes on after a line that is torn or none', async () => {
    const list = await read(
      `${lines[0]}\nnot JSON\n\n${lines[1]}\n{"dentryUuid":"${W}","creatorId":"${person}`,
    );
    assert.deepEqual(uuids(list), [U, V, W]);
    assert.deepEqual(list.skipped, { count: 1, examples: [{ line: 2, text: 'not JSON' }] });
  });

  it('is text where it is none after all, unless the name says that it is JSON', async () => {
    const texts = [
      `[合同](${L})`,
      `{'dentryUuid': '${U}', 'creatorId': '${person}'}`,
      `[ ] ${L}`,
      `{ dentryUuid: "${U}" }`,
      `["${U}",]`,
      `// files\n["${U}"]`,
      `[2026-01-01] INFO {"dentryUuid":"${U}","unionId":"${person}"}`,
      `"${L}" is it`,
    ];
    for (const text of texts) {
      assert.deepEqual(uuids(await read(text)), [U], text);
      await assert.rejects(readInput('x.json', 'x.json', text, never), /not valid JSON/);
    }
  });
});

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

describe('how bytes are a text', () => {
  const table = `dentryUuid,名称\n${U},合同终稿\n${V},预算\n`;
  const utf8 = Buffer.from(table);
  const read8 = async (bytes: Uint8Array) => decodeInput(bytes);
  it('stays UTF-8 with a byte that is wrong, and has one replacement character', async () => {
    for (const at of [0, 11, 20, utf8.length - 1]) {
      for (const wrong of [0xe9, 0xff, 0x80, 0xc3, 0xa1]) {
        const bytes = Buffer.concat([utf8.subarray(0, at), Buffer.from([wrong]), utf8.subarray(at)]);
        const text = await read8(bytes);
        assert.equal(text.replaceAll('\ufffd', '').length >= table.length - 2, true);
        assert.ok(text.includes('合同终稿'));
        assert.deepEqual(uuids(await read(text, 'x.csv')).at(-1), V);
      }
    }
    const ascii = Buffer.concat([Buffer.from([0xe9]), Buffer.from(`${U}\n`)]);
    assert.equal(await read8(ascii), `\ufffd${U}\n`);
    assert.equal(
      await read8(Buffer.concat([Buffer.from(`${U},caf`), Buffer.from([0xe9, 0x0a])])),
      `${U},caf\ufffd\n`,
    );
  });

  it('stays UTF-8 where it is cut off inside its last character', async () => {
    for (const character of ['合', '表', 'é', '👩', '同']) {
      const whole = Buffer.from(`${U},${character}`);
      for (let length = Buffer.from(U).length + 2; length < whole.length; length++) {
        assert.equal(await read8(whole.subarray(0, length)), `${U},\ufffd`, `${character} ${length}`);
      }
    }
  });

  it('is GB 18030 where it is that, whole or cut off, and UTF-16 with and without its mark', async () => {
    const gb = [0xba, 0xcf, 0xcd, 0xac, 0xd6, 0xd5, 0xb8, 0xe5];
    assert.equal(await read8(Buffer.from(gb)), '合同终稿');
    assert.equal(await read8(Buffer.from([...Buffer.from(`${U},`), ...gb.slice(0, 2), 0x0a])), `${U},合\n`);
    assert.equal(await read8(Buffer.from([...Buffer.from(`${U},`), ...gb.slice(0, 7)])), `${U},合同终\ufffd`);
    for (const mark of ['\ufeff', '']) {
      const bytes = Buffer.from(mark + table, 'utf16le');
      assert.equal(await read8(bytes), table);
      assert.equal(await read8(Buffer.from(bytes).swap16()), table);
    }
  });
});

describe('what is hostile', () => {
  const length = 1_000_000;
  for (const part of [
    '\\',
    '%25',
    'a',
    'a-',
    '_',
    '.',
    '"',
    '/',
    'a\u200b',
    '&a',
    'aB',
    'docs',
    '\\n',
    'a:',
    '[',
    U,
  ]) {
    it(`is read to its end: ${JSON.stringify(part)}`, async () => {
      const text = part.repeat(length / part.length);
      for (const file of ['', 'x.csv', 'x.json', 'x.jsonl']) {
        for (const begin of ['', `${U} `, `dentryUuid,name\n${U},`, 'alidocs.dingtalk.com/i/']) {
          await readInput(file, 'it', begin + text, async ([first]) => first).catch(error =>
            assert.equal(error.kind, 'invalidParameter', String(error)),
          );
        }
      }
      readDentryUuid(text);
      offeredDentryUuid(text);
    });
  }
});

describe('files by argument', () => {
  it('are read from a text or a file, with what was named again and what names none', async () => {
    const text = `${L}\n${U}\nnothing\n${V}\n`;
    const expected = { items: 2, duplicates: 1, skipped: 1 };
    const numbers = ({ items, duplicates, skipped }: FileList) => ({
      items: items.length,
      duplicates,
      skipped: skipped.count,
    });
    assert.deepEqual(numbers(await readFiles({ text })), expected);
    await withFolder(async folder => {
      const file = path.join(folder, 'files.txt');
      await writeFile(file, text);
      assert.deepEqual(numbers(await readFiles({ file })), expected);

      const refused = (parameter: string) => (error: unknown) => {
        const { kind, details } = error as { kind: string; details: { parameter: string; sentence: string } };
        assert.deepEqual([kind, details.parameter], ['invalidParameter', parameter]);
        assert.ok(details.sentence);
        return true;
      };
      await assert.rejects(readFiles({ text: 'nothing' }), refused('text'));
      await assert.rejects(readFiles({ text: '' }), refused('text'));
      for (const bad of [path.join(folder, 'none.csv'), folder, 'files.txt', '']) {
        await assert.rejects(readFiles({ file: bad }), refused('file'), bad);
      }
      const unclear = path.join(folder, 'x.csv');
      await writeFile(unclear, `a,b\n${U},${V}\n${V},${W}\n`);
      await assert.rejects(readFiles({ file: unclear }), refused('file'));
    });
  });
});

describe('whatever surrounds ids', () => {
  const id = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'),
    minLength: 32,
    maxLength: 32,
  });
  const link = fc.tuple(
    fc.constantFrom(
      'https://alidocs.dingtalk.com',
      'http://docs.dingtalk.io',
      'docs.dingtalk.com',
      'https://example.com',
    ),
    fc.constantFrom(
      '/i/nodes/',
      '\\/i\\/nodes\\/',
      '%2Fi%2Fnodes%2F',
      '%252Fi%252Fnodes%252F',
      '\\u002Fi\\u002Fnodes\\u002F',
      '&#x2F;i&#x2F;nodes&#x2F;',
    ),
  );
  const around = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        '',
        ' ',
        '\n',
        '\r\n',
        '\t',
        ',',
        ';',
        '|',
        '"',
        "'",
        '`',
        '**',
        '__',
        '_',
        '-',
        '- [ ] ',
        '=',
        '="',
        '（',
        '）',
        '“',
        '”',
        '。',
        '，',
        '、',
        '：',
        '！',
        '.',
        '…',
        '请查收',
        '\\n',
        '\\t',
        '\\u002F',
        '%2F',
        '%252F',
        '%20',
        '&amp;',
        '&',
        '?',
        '#',
        '/',
        '\\/',
        '\u200b',
        '\u00ad',
        '\ufeff',
        '\u202e',
        '\u00a0',
        '<',
        '>',
        '[',
        '](',
        ')',
        '{',
        '}',
        '{"dentryUuid":"',
        '{"creatorId":"',
        '"}',
        'dentryUuid,name\n',
        'sep=;\n',
        'null',
        'N/A',
        'dingtalk://x?url=https%3A%2F%2F',
        'corpId: ',
        'dentryUuid: ',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) },
  );
  const part = fc.oneof(
    { weight: 2, arbitrary: id.map(text => ({ text, ids: [text] })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(link, id)
        .map(([[host, slashes], text]) => ({ text: host + slashes + text, ids: [text] })),
    },
    { weight: 5, arbitrary: around.map(text => ({ text, ids: [] as string[] })) },
  );

  it('only those are asked about that were put in (5,000)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 12 }),
        fc.constantFrom('', 'x.csv', 'x.jsonl', 'x.txt', 'x.tsv'),
        async (parts, file) => {
          const text = parts.map(each => each.text).join('');
          const put = new Set(parts.flatMap(({ ids }) => ids));
          const asked = await readInput(file, 'it', text, async columns => columns[0]).then(
            list => (list === undefined ? [] : uuids(list)),
            (error: { kind?: string }) => {
              assert.equal(error.kind, 'invalidParameter', String(error));
              return [];
            },
          );
          for (const dentryUuid of asked) {
            // So our own CSV has an id that begins with a dash.
            assert.ok(put.has(dentryUuid) || text.includes(`'${dentryUuid}`), dentryUuid);
          }
          const offered = offeredDentryUuid(text);
          assert.ok(offered === undefined || put.has(offered), offered);
        },
      ),
      { numRuns: 5000 },
    );
  }).timeout(120_000);
});
