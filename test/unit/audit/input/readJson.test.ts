import assert from 'node:assert/strict';
import { readInput } from '../../../../src/audit/input/readFiles.ts';
import { corpId, hash, L, M, never, person, read, requestId, U, uuids, V, W } from './reading.ts';

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
