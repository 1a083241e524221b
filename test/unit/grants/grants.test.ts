import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import type { Client } from '../../../src/dingtalk/client.ts';
import { exportGrants, type GrantReport, onlyShown } from '../../../src/grants/exportGrants.ts';
import {
  byRole,
  countGrants,
  type Grant,
  grantKey,
  listGrants,
  standingOut,
} from '../../../src/grants/grant.ts';
import { grantColumns } from '../../../src/grants/grantColumns.ts';
import {
  countsSentence,
  grantRoleText,
  limitText,
  memberKindText,
  memberText,
  unseenSentence,
} from '../../../src/grants/grantWords.ts';

const corpId = 'dingacme0001';
const grant = (
  type: string,
  id: string,
  role: string,
  rest: Partial<Grant> & { home?: string } = {},
): Grant => {
  const { home = corpId, ...others } = rest;
  return { member: { type, id, corpId: home, name: `${type} ${id}` }, role: { id: role }, ...others };
};
const everyone = grant('ORG', corpId, 'READER');
const outsider = grant('USER', 'o1', 'READER', { home: 'dingother', durationSeconds: 2_592_000 });
const owner = grant('USER', 'u1', 'OWNER');
const odd = grant('ROBOT', 'r1', 'CO_OWNER');
const editor = grant('DEPT', '47', 'EDITOR');
const all = [everyone, odd, editor, owner, outsider];

/** Answers with these pages. */
const clientOf = (...pages: object[]): Client => ({
  ask: async question => {
    const { parse: read } = await import('valibot');
    return read(question.answer, pages.shift());
  },
  askLegacy: () => assert.fail(),
});
const asked = { dentryUuid: 'uuid', unionId: 'union' };

describe('grants', () => {
  it('are listed from all pages, whatever is missing in one', async () => {
    const progress: number[] = [];
    const client = clientOf(
      {
        permissions: [
          {
            dentryUuid: 'uuid',
            member: { type: 'USER', id: 'u1', corpId, name: 'Dana' },
            role: { id: 'OWNER', name: '所有者' },
          },
          { dentryUuid: 'parent', member: { type: 'DEPT', id: '47' }, role: { id: 'EDITOR' }, duration: 60n },
        ],
        nextToken: 'more',
      },
      {
        permissions: [
          { member: null, role: 5, duration: null },
          { duration: -1 },
          { duration: 0 },
          'nonsense',
        ],
      },
    );
    const { grants, isCutOff } = await listGrants(client, asked, undefined, count => progress.push(count));
    const empty = { member: { type: '', id: '' }, role: { id: '' } };
    assert.deepEqual(grants, [
      { member: { type: 'USER', id: 'u1', corpId, name: 'Dana' }, role: { id: 'OWNER', name: '所有者' } },
      {
        member: { type: 'DEPT', id: '47' },
        role: { id: 'EDITOR' },
        durationSeconds: 60,
        grantedOn: 'parent',
      },
      empty,
      empty,
      empty,
      empty,
    ]);
    assert.deepEqual([isCutOff, progress], [false, [2, 6]]);
  });

  it('are cut off where the list starts over, and say so', async () => {
    const page = { permissions: [{ role: { id: 'READER' } }], nextToken: 'again' };
    const { grants, isCutOff } = await listGrants(clientOf(page, page, page), asked);
    assert.deepEqual([grants.length, isCutOff], [2, true]);
  });

  it('stand out if they are to everyone, or to another organization', () => {
    assert.deepEqual(
      all.map(each => standingOut(each, corpId)),
      ['everyone', undefined, undefined, undefined, 'outsider'],
    );
    const bare = (type: string, id: string) => ({ member: { type, id }, role: { id: 'READER' } });
    assert.equal(standingOut(bare('USER', 'x'), corpId), undefined);
    assert.equal(standingOut(bare('ORG', corpId), corpId), 'everyone');
    assert.equal(standingOut(bare('ORG', ''), corpId), 'everyone');
    // Everyone of another organization, whichever field says so.
    assert.equal(standingOut(bare('ORG', 'dingother'), corpId), 'outsider');
    assert.equal(standingOut(grant('ORG', 'dingother', 'READER', { home: 'dingother' }), corpId), 'outsider');
    assert.deepEqual(countGrants(all, corpId), { all: 5, everyone: 1, outsiders: 1 });
    assert.equal(
      countsSentence(countGrants(all, corpId), 'en'),
      'Grants: 5 · Everyone in the organization: 1 · Outsiders: 1',
    );
  });

  it('are in the order of their roles, what stands out first, unknown roles last', () => {
    const second = grant('USER', 'u2', 'READER');
    assert.deepEqual(byRole([second, ...all], corpId), [owner, editor, everyone, outsider, second, odd]);
  });

  it('have words, and show what is unknown as it came', () => {
    const roles = ['OWNER', 'MANAGER', 'EDITOR', 'DOWNLOADER', 'READER', 'X\u202e_1'];
    assert.deepEqual(
      roles.map(id => grantRoleText(grant('USER', 'a', id))),
      ['Owner', 'Manager', 'Editor', 'Can download', 'Can view', 'X _1'],
    );
    const kinds = ['ORG', 'DEPT', 'TAG', 'CONVERSATION', 'USER', 'DYNAMIC_GROUP', 'ROBOT'];
    assert.deepEqual(
      kinds.map(type => memberKindText(grant(type, 'a', 'READER'))),
      ['Organization', 'Department', 'Tag', 'Chat group', 'Person', 'Dynamic group', 'ROBOT'],
    );
    assert.equal(memberText({ member: { type: 'USER', id: 'u9' }, role: { id: 'READER' } }), 'u9');
    const limits: [number | undefined, string][] = [
      [undefined, ''],
      [40, '40 seconds'],
      [2400, '40 minutes'],
      [90_000, '1 day 1 hour'],
      [2_592_000, '30 days'],
      [2_592_061, '30 days 1 minute'],
    ];
    for (const [durationSeconds, text] of limits) {
      const limited = durationSeconds === undefined ? owner : { ...owner, durationSeconds };
      assert.equal(limitText(limited, 'en'), text);
    }
    assert.equal(limitText({ ...owner, durationSeconds: 2_592_000 }, 'zh-cn'), '30天');
  });

  it('never say whether they are inherited', () => {
    const columns = grantColumns(
      all.map(each => ({ grant: each })),
      corpId,
      'en',
    );
    assert.doesNotMatch(JSON.stringify(columns), /inherit/i);
    assert.match(unseenSentence(), /link sharing, whether a grant is inherited, who is in a department/);
  });

  it('are rows with a note where they stand out', () => {
    const note = { key: 'notFound', text: 'Not found', icon: 'failed', code: '' } as const;
    const columns = grantColumns([{ grant: everyone }, { grant: editor }, { note }], corpId, 'en');
    const standing = columns.find(({ id }) => id === 'standingOut');
    assert.ok(standing?.kind === 'choice');
    assert.deepEqual([...standing.indexes], [0, -1, 1]);
    assert.deepEqual(
      standing.choices.map(({ key, icon }) => [key, icon]),
      [
        ['everyone', 'bad'],
        ['notFound', 'failed'],
      ],
    );
    for (const column of columns) {
      if (column.kind === 'text')
        assert.equal(Buffer.from(column.lines).toString().split('\n').length, 4, column.id);
    }
  });
});

describe('exported grants', () => {
  const hostile = grant('USER', '=cmd()', 'READER', { home: 'dingother' });
  const report: GrantReport = {
    title: 'Who Can See a|b',
    facts: ['Broken here (BREAK)'],
    organization: 'Acme',
    corpId,
    language: 'en',
    files: [
      { dentryUuid: 'uuid1', name: 'a|b', path: '/x/a|b', grants: [...all, hostile], listedAt: 0 },
      { dentryUuid: 'uuid2', grants: [] },
      { dentryUuid: 'uuid3', problem: 'notFound', problemText: 'Not found', code: 'dentryNotExist' },
      { dentryUuid: 'uuid4', grants: [owner], isCutOff: true },
    ],
  };
  const text = (format: 'csv' | 'json' | 'markdown') => [...exportGrants(report, format)].join('');

  it('are one line for each, and one for a file without any', () => {
    const rows: Record<string, string>[] = parse(text('csv'), {
      bom: true,
      columns: true,
      record_delimiter: '\r\n',
    });
    assert.deepEqual(
      rows.map(({ dentryUuid, role, memberId, standsOut, problem }) => [
        dentryUuid,
        role,
        memberId,
        standsOut,
        problem,
      ]),
      [
        ['uuid1', 'OWNER', 'u1', '', ''],
        ['uuid1', 'EDITOR', '47', '', ''],
        ['uuid1', 'READER', corpId, 'everyone', ''],
        ['uuid1', 'READER', 'o1', 'outsider', ''],
        ['uuid1', 'READER', "'=cmd()", 'outsider', ''],
        ['uuid1', 'CO_OWNER', 'r1', '', ''],
        ['uuid2', '', '', '', ''],
        ['uuid3', '', '', '', 'notFound'],
        ['uuid4', 'OWNER', 'u1', '', 'incomplete'],
      ],
    );
    assert.equal(rows[3]?.durationSeconds, '2592000');
    assert.equal(rows[0]?.listedAt, '1970-01-01T00:00:00.000Z');
  });

  it('are only those that a page shows, of files that it shows', () => {
    const shown = [
      grantKey('uuid1', outsider),
      grantKey('uuid1', hostile),
      grantKey('uuid3'),
      grantKey('uuid4'),
      // Of another file, and of none.
      grantKey('uuid2', owner),
      'nowhere',
    ];
    const part = onlyShown(report, shown);
    assert.deepEqual(
      part.files.map(({ dentryUuid, grants }) => [dentryUuid, grants]),
      [
        ['uuid1', [outsider, hostile]],
        ['uuid3', undefined],
        ['uuid4', []],
      ],
    );
    const csv = [...exportGrants(part, 'csv')].join('').trimEnd().split('\r\n');
    assert.deepEqual(
      csv.slice(1).map(line => line.split(',')[5]),
      ['"o1"', `"'=cmd()"`, '""', '""'],
    );
    const markdown = [...exportGrants(part, 'markdown')].join('');
    assert.match(markdown, /\n- Broken here \(BREAK\)\n- Grants shown: 2 of 7\n- Grants: 2 · /);
    // Of the last file, the page shows only that its list was cut off.
    assert.doesNotMatch(markdown, /No grants/);
    assert.match(markdown, /There may be more grants/);
    assert.deepEqual(onlyShown(report, []).files, []);
  });

  it('are told apart by everything that a row shows', () => {
    const others = [
      owner,
      { ...owner, durationSeconds: 60 },
      { ...owner, grantedOn: 'parent' },
      { ...owner, role: { id: 'READER' } },
      { ...owner, member: { ...owner.member, corpId: 'dingother' } },
      { ...owner, member: { ...owner.member, type: 'DEPT' } },
      { ...owner, member: { ...owner.member, id: 'u\n1' } },
    ].map(each => grantKey('uuid', each));
    const keys = new Set([...others, grantKey('uuid'), grantKey('uuid2', owner)]);
    assert.equal(keys.size, others.length + 2);
    assert.doesNotMatch([...keys].join(''), /\n/);
  });

  it('are the same in JSON, with what the list cannot show', () => {
    const { note, files } = JSON.parse(text('json'));
    assert.equal(note, unseenSentence());
    assert.deepEqual(files[0].counts, { all: 6, everyone: 1, outsiders: 2 });
    assert.deepEqual(files[0].grants[0], owner);
    assert.equal(files[0].grants[3].standsOut, 'outsider');
    assert.deepEqual(files[2], {
      dentryUuid: 'uuid3',
      problem: 'notFound',
      code: 'dentryNotExist',
      link: 'https://alidocs.dingtalk.com/i/nodes/uuid3',
    });
  });

  it('are tables in Markdown, which names and ids cannot leave, and end with what the list cannot show', () => {
    const markdown = text('markdown');
    assert.match(
      markdown,
      /^# Who Can See a\\\|b\n\n- Organization: Acme \(dingacme0001\)\n- Broken here \(BREAK\)\n- Grants: 7 · /,
    );
    assert.match(markdown, /\nNo grants\.\n/);
    assert.match(markdown, /\nNot found\n/);
    assert.match(markdown, /There may be more grants/);
    assert.ok(markdown.endsWith(`${unseenSentence()}\n`));
    for (const line of markdown.split('\n').filter(each => each.startsWith('| '))) {
      assert.equal(line.split(/(?<!\\)\|/).length, 8, line);
    }
  });
});
