import assert from 'node:assert/strict';
import path from 'node:path';
import { type AuditResult, brokenFiles, listedKey } from '../../../../src/audit/audit.ts';
import { auditRow } from '../../../../src/audit/result/auditRows.ts';
import { compareAudits } from '../../../../src/audit/result/compareAudits.ts';
import { exportAudit } from '../../../../src/audit/result/exportAudit.ts';
import { grantPage } from '../../../../src/audit/result/grantRows.ts';
import { resultTable } from '../../../../src/audit/result/resultRows.ts';
import { runAudit } from '../../../../src/audit/run/runAudit.ts';
import { Audits } from '../../../../src/audit/store/auditStore.ts';
import { DingTalkError } from '../../../../src/dingtalk/errors.ts';
import type { Grant } from '../../../../src/grants/grant.ts';
import { unseenSentence } from '../../../../src/grants/grantWords.ts';
import { textLines } from '../../../../src/pages/contract.ts';
import { withFolder } from '../../../support/withFolder.ts';
import { about, corpId, itemsOf, uuidOf } from '../world.ts';

const everyone: Grant = { member: { type: 'ORG', id: corpId, corpId, name: 'Acme' }, role: { id: 'READER' } };
const outsider: Grant = {
  member: { type: 'USER', id: 'o1', corpId: 'dingother', name: 'Otto' },
  role: { id: 'MANAGER', name: '管理者' },
  durationSeconds: 86_400,
  grantedOn: 'other',
};
const items = [
  { dentryUuid: uuidOf(0), name: 'Payroll.xlsx', path: '/HR/Payroll.xlsx' },
  ...itemsOf(4).slice(1),
];
const results: AuditResult[] = [
  { dentryUuid: uuidOf(0), outcome: { grants: [everyone, outsider], isCutOff: false }, answeredAt: 1 },
  { dentryUuid: uuidOf(1), outcome: { grants: [], isCutOff: true }, answeredAt: 2 },
  { dentryUuid: uuidOf(2), outcome: { kind: 'notFound', code: 'dentryNotExist' }, answeredAt: 3 },
];

/** An audit about grants that was stopped before its last file. */
async function listedIn(folder: string): Promise<{ audits: Audits; id: string }> {
  const audits = new Audits(path.join(folder, 'audits'), () => 1000);
  const { id } = await audits.create({ ...about, about: 'grants' }, items);
  const { append, close } = await audits.open(id);
  await Promise.all(results.map(append));
  await close(false);
  return { audits, id };
}

describe('an audit about grants', () => {
  it('is of the files whose inheritance is broken', () => {
    const modes = ['BREAK', 'PASS_ON', 'PASS_ON_READ_ONLY', 'BREAK'];
    const audit = {
      ...about,
      id: 'x',
      startedAt: 0,
      items: itemsOf(5),
      results: new Map(
        modes.map((inheritance, index) => [
          uuidOf(index),
          { dentryUuid: uuidOf(index), outcome: { inheritance }, answeredAt: 0 },
        ]),
      ),
    };
    assert.deepEqual(brokenFiles(audit), [{ dentryUuid: uuidOf(0) }, { dentryUuid: uuidOf(3) }]);
  });

  it('keeps its grants over a restart, and knows what is missing', () =>
    withFolder(async folder => {
      const { id } = await listedIn(folder);
      const again = new Audits(path.join(folder, 'audits'));
      const audit = await again.read(id);
      assert.equal(audit.about, 'grants');
      assert.deepEqual([...audit.results.values()], results);
      const { about: subject, counts, answered, isFinished } = await again.summary(id);
      assert.deepEqual([subject, answered, isFinished], ['grants', 3, false]);
      assert.deepEqual(
        [...counts],
        [
          [listedKey, 2],
          ['notFound', 1],
        ],
      );
    }));

  it('goes on with the files that have no answer, and pauses as any other', () =>
    withFolder(async folder => {
      const { audits, id } = await listedIn(folder);
      const open = await audits.open(id);
      const asked: string[] = [];
      const run = (ask: () => Promise<Grant[]>) =>
        runAudit(open.audit, {
          async ask(dentryUuid) {
            asked.push(dentryUuid);
            return { grants: await ask(), isCutOff: false };
          },
          append: open.append,
          now: () => 4,
        });
      const reason = new DingTalkError('missingScope');
      assert.deepEqual(await run(() => Promise.reject(reason)), { state: 'paused', reason });
      assert.deepEqual(await run(async () => [outsider]), { state: 'finished' });
      await open.close(true);
      assert.deepEqual(asked, [uuidOf(3), uuidOf(3)]);
      const { results: all } = await audits.read(id);
      assert.deepEqual(all.get(uuidOf(3))?.outcome, { grants: [outsider], isCutOff: false });
    }));

  it('is a page with a row for each grant, and one for a file without any', () =>
    withFolder(async folder => {
      const { audits, id } = await listedIn(folder);
      const { facts, table, foot } = await grantPage(await audits.read(id), 'en');
      assert.deepEqual(facts, [
        'Grants: 2 · Everyone in the organization: 1 · Outsiders: 1',
        'Completed: 3 of 4',
      ]);
      assert.equal(foot, unseenSentence());
      const column = (id: string) => table?.columns.find(each => each.id === id) ?? assert.fail(id);
      const [uuids, standing] = [column('dentryUuid'), column('standingOut')];
      assert.ok(uuids.kind === 'text' && standing.kind === 'choice');
      assert.deepEqual(uuids.lines, textLines([0, 0, 1, 2, 3].map(uuidOf)));
      // The manager comes first.
      const keys = [...standing.indexes].map(index => standing.choices[index]?.key);
      assert.deepEqual(keys, ['outsider', 'everyone', 'cutOff', 'notFound', '']);
      // By which the rows that it shows are exported: one of the two grants, and the file that was not found.
      const rowKeys = new TextDecoder().decode(table?.rowKeys).split('\n');
      const shown = [rowKeys[0] ?? '', rowKeys[3] ?? ''];
      const csv = [...exportAudit(await audits.read(id), 'csv', 'en', shown)]
        .join('')
        .trimEnd()
        .split('\r\n');
      assert.equal(csv.length, 1 + 2);
      assert.match(csv[1] ?? '', /"USER","o1","dingother"/);
      assert.match(csv[2] ?? '', /"notFound","dentryNotExist"/);
    }));

  it('is a row that says nothing about what is broken', () =>
    withFolder(async folder => {
      const { audits, id } = await listedIn(folder);
      const row = auditRow({ kind: 'audit', auditId: id, audit: await audits.summary(id) }, 'en');
      assert.match(row.description ?? '', /Grants listed 2/);
      assert.doesNotMatch(row.description ?? '', /broken/);
    }));

  it('is exported with a line for each grant', () =>
    withFolder(async folder => {
      const { audits, id } = await listedIn(folder);
      const audit = await audits.read(id);
      const csv = [...exportAudit(audit, 'csv')].join('').split('\r\n');
      assert.equal(csv.length, 1 + 5 + 1);
      assert.match(
        csv[1] ?? '',
        /"\/HR\/Payroll.xlsx","MANAGER","USER","o1","dingother","Otto","outsider","86400","other"/,
      );
      assert.match(csv[3] ?? '', /"incomplete"/);
      assert.match(csv[4] ?? '', /"notFound","dentryNotExist"/);
      assert.match(csv[5] ?? '', /"unanswered"/);
      const { files, note } = JSON.parse([...exportAudit(audit, 'json')].join(''));
      assert.deepEqual([files.length, note], [4, unseenSentence()]);
      assert.match([...exportAudit(audit, 'markdown')].join(''), /^# Audit files\.csv\n/);
    }));

  it('is no audit of inheritance: neither its table nor a comparison says that a file inherits', () =>
    withFolder(async folder => {
      const { audits, id } = await listedIn(folder);
      const audit = await audits.read(id);
      assert.doesNotMatch(JSON.stringify(await resultTable(audit)), /PASS_ON|BREAK/);
      const changes = compareAudits(audit, audit);
      assert.equal(changes.get('restored')?.length, 0);
      assert.equal(changes.get('newlyBroken')?.length, 0);
    }));
});
