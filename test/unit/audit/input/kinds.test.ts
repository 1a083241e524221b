import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readInput } from '../../../../src/audit/input/readFiles.ts';
import { readDentryUuid, suggestedDentryUuid } from '../../../../src/dingtalk/dentryUuid.ts';
import { times } from '../../../support/thorough.ts';
import { corpId, hash, L, M, nodes, person, read, requestId, token, U, uuids, V, W } from './reading.ts';

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
        if (!/\bi\/nodes.*nodes/.test(input))
          assert.equal(suggestedDentryUuid(input), U, `selection ${shown}`);
      }
    });
  }
});

describe('what names no file', () => {
  for (const [kind, inputs] of Object.entries(noFile)) {
    it(`is skipped, counted and shown: ${kind}`, async () => {
      for (const input of inputs) {
        const shown = JSON.stringify(input);
        assert.equal(suggestedDentryUuid(input), undefined, `selection ${shown}`);
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

  it('only those are asked about that were put in', async () => {
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
          const offered = suggestedDentryUuid(text);
          assert.ok(offered === undefined || put.has(offered), offered);
        },
      ),
      { numRuns: times(5000, 1000) },
    );
  }).timeout(300_000);
});
