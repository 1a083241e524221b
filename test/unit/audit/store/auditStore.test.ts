import assert from 'node:assert/strict';
import { appendFile, copyFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AuditResult } from '../../../../src/audit/audit.ts';
import { Audits } from '../../../../src/audit/store/auditStore.ts';
import { Journal } from '../../../../src/audit/store/journal.ts';
import { withFolder } from '../../../support/withFolder.ts';
import { about, itemsOf, uuidOf, wordsOf } from '../world.ts';

const results: AuditResult[] = [
  { dentryUuid: uuidOf(0), outcome: { inheritance: 'BREAK' }, answeredAt: 1 },
  { dentryUuid: uuidOf(1), outcome: { kind: 'notFound', code: 'dentryNotExist' }, answeredAt: 2 },
  { dentryUuid: uuidOf(2), outcome: { inheritance: 'NEW\n"模式"' }, answeredAt: 3 },
];

describe('audits', () => {
  it('keep what they are told, over a restart', () =>
    withFolder(async folder => {
      const audits = new Audits(path.join(folder, 'not', 'there'), () => 1000);
      const items = [{ dentryUuid: uuidOf(0), name: '合同', path: '/x\ny' }, ...itemsOf(3).slice(1)];
      const begun = { ...about, endpoint: 'https://api.dingtalk.io' };
      const { id } = await audits.create(begun, items);
      const { append, close } = await audits.open(id);
      await Promise.all(results.map(append));
      await close(true);

      const again = new Audits(path.join(folder, 'not', 'there'));
      const audit = await again.read(id);
      assert.deepEqual(audit, { id, ...begun, startedAt: 1000, items, results: audit.results });
      assert.equal(await again.endpointOf(id), begun.endpoint);
      assert.deepEqual([...audit.results.values()], results);
      const counts = new Map(['BREAK', 'notFound', 'NEW\n"模式"'].map(key => [key, 1]));
      const summary = { id, ...about, startedAt: 1000, total: 3, answered: 3, isFinished: true };
      assert.deepEqual(await again.list(), [{ ...summary, isOpen: false, counts }]);
    }));

  it('show the first files of a long one before the rest is read', () =>
    withFolder(async folder => {
      const audits = new Audits(folder);
      const short = await audits.create(about, itemsOf(999));
      assert.equal(await audits.readFirst(short.id), undefined);
      const { id } = await audits.create(about, itemsOf(5000));
      const { append, close } = await audits.open(id);
      const numbers = Array.from({ length: 4000 }, (_, number) => number).filter(number => number !== 50);
      await Promise.all(
        numbers.map(number =>
          append({ dentryUuid: uuidOf(number), outcome: { inheritance: 'BREAK' }, answeredAt: number }),
        ),
      );
      await close(false);
      const first = await audits.readFirst(id);
      assert.equal(first?.total, 5000);
      assert.deepEqual(first?.audit.items, itemsOf(5000).slice(0, 100));
      const named = first?.audit.items.map(({ dentryUuid }) => wordsOf(first.audit.results.get(dentryUuid)));
      assert.deepEqual(
        named,
        Array.from({ length: 100 }, (_, n) => (n === 50 ? 'none' : 'BREAK')),
      );
      await assert.rejects(audits.readFirst('../x'), { kind: 'invalidParameter' });
    }));

  it('tell of new results while they are open, once a second at most, and count them', () =>
    withFolder(async folder => {
      const audits = new Audits(folder);
      const { id } = await audits.create(about, itemsOf(3));
      const before = await audits.summary(id);
      const told: string[] = [];
      audits.onDidProgress(progressed => told.push(progressed));
      const { append, close } = await audits.open(id);
      for (const result of results) {
        await append(result);
      }
      assert.deepEqual(told, [id]);
      const { answered, counts, isOpen } = await audits.summary(id);
      assert.deepEqual([answered, counts.get('BREAK'), isOpen], [3, 1, true]);
      assert.equal(audits.upToDate(before).answered, 3);
      await close(true);
      assert.equal(audits.upToDate(before), before);
    }));

  /** A finished audit of three files, of which one is readable. */
  async function finishedIn(folder: string) {
    let time = 1000;
    const audits = new Audits(folder, () => time++);
    const { id } = await audits.create(about, itemsOf(3));
    const { append, close } = await audits.open(id);
    for (const number of [0, 1, 2]) {
      const outcome =
        number === 0 ? { inheritance: 'BREAK' } : { kind: 'userNotPermitted' as const, code: 'x' };
      await append({ dentryUuid: uuidOf(number), outcome, answeredAt: number });
    }
    await close(true);
    const headerOf = async () => JSON.parse(await readFile(path.join(folder, id, 'audit.json'), 'utf8'));
    return { audits, id, headerOf };
  }
  const found: AuditResult = { dentryUuid: uuidOf(1), outcome: { inheritance: 'PASS_ON' }, answeredAt: 9 };

  it('replace results, and count each file once', () =>
    withFolder(async folder => {
      const { audits, id, headerOf } = await finishedIn(folder);
      const { finishedAt } = await headerOf();
      const { append, close, counts } = await audits.open(id);
      assert.deepEqual([...counts].toSorted(), [
        ['BREAK', 1],
        ['userNotPermitted', 2],
      ]);
      await append(found);
      const after = [
        ['BREAK', 1],
        ['PASS_ON', 1],
        ['userNotPermitted', 1],
      ];
      assert.deepEqual([...counts].toSorted(), after);
      await append({ ...found, dentryUuid: uuidOf(2) });
      assert.deepEqual([...counts].toSorted(), [
        ['BREAK', 1],
        ['PASS_ON', 2],
      ]);
      await close(true);
      const header = await headerOf();
      assert.deepEqual(header.counts.toSorted(), [
        ['BREAK', 1],
        ['PASS_ON', 2],
      ]);
      assert.ok(header.finishedAt > finishedAt);
      const [summary] = await new Audits(folder).list();
      assert.deepEqual([summary?.answered, summary?.isFinished], [3, true]);
      assert.deepEqual([...(summary?.counts ?? [])].toSorted(), [
        ['BREAK', 1],
        ['PASS_ON', 2],
      ]);
      assert.equal(wordsOf((await audits.read(id)).results.get(uuidOf(1))), 'PASS_ON');
    }));

  it('have the right counts, and every result, after a crash while results were replaced', () =>
    withFolder(async folder => {
      const { audits, id } = await finishedIn(folder);
      const { append, close } = await audits.open(id);
      await append(found);
      // What a process that is killed leaves, and another window finds.
      const [summary] = await new Audits(folder).list();
      assert.deepEqual([summary?.answered, summary?.isFinished], [3, true]);
      assert.deepEqual([...(summary?.counts ?? [])].toSorted(), [
        ['BREAK', 1],
        ['PASS_ON', 1],
        ['userNotPermitted', 1],
      ]);
      const { results: left } = await new Audits(folder).read(id);
      assert.deepEqual(
        [0, 1, 2].map(number => wordsOf(left.get(uuidOf(number)))),
        ['BREAK', 'PASS_ON', 'userNotPermitted x'],
      );
      await close(false);
    }));

  it('lose nothing but the torn line, wherever it was cut off, and go on behind it', () =>
    withFolder(async folder => {
      const audits = new Audits(folder);
      const { id } = await audits.create(about, itemsOf(4));
      const first = await audits.open(id);
      for (const result of results) await first.append(result);
      await first.close(false);
      const file = path.join(folder, id, 'answers.jsonl');
      const whole = await readFile(file);
      await copyFile(file, `${file}.whole`);
      for (let length = 0; length <= whole.length; length++) {
        await copyFile(`${file}.whole`, file);
        await truncate(file, length);
        const lines = whole.subarray(0, length).toString('latin1').split('\n').length - 1;
        const { audit, append, close } = await audits.open(id);
        assert.equal(audit.results.size, lines, `cut off after ${length} bytes`);
        await append({ dentryUuid: uuidOf(3), outcome: { inheritance: 'PASS_ON' }, answeredAt: 4 });
        await close(false);
        const { results: after } = await audits.read(id);
        assert.equal(after.size, lines + 1);
        assert.equal(wordsOf(after.get(uuidOf(3))), 'PASS_ON');
      }
    }));

  it('say at once that an answer cannot be kept, and can still be closed', async function () {
    if (process.platform !== 'linux') this.skip();
    const journal = await Journal.open('/dev/full');
    for (const result of results) await assert.rejects(journal.append(result), { code: 'ENOSPC' });
    // A device that is always full cannot be flushed either; a disk can.
    await assert.rejects(journal.close(), { code: 'EINVAL' });
  });

  it('take lines that are no answers for none', () =>
    withFolder(async folder => {
      const audits = new Audits(folder);
      const { id } = await audits.create(about, itemsOf(3));
      const rubbish = ['', '\0\0\0', 'null', '[]', '{"u":"x"}', '{"u":"x","k":"nonsense","t":1}', '{"u":1}'];
      await appendFile(path.join(folder, id, 'answers.jsonl'), `${rubbish.join('\n')}\n`);
      assert.equal((await audits.read(id)).results.size, 0);
    }));

  it('are worked on in one window at a time', () =>
    withFolder(async folder => {
      const audits = new Audits(folder);
      const { id } = await audits.create(about, itemsOf(1));
      const held = await audits.open(id);
      const underWay = { details: { parameter: 'auditId', sentence: /already running/ } };
      const isUnderWay = (error: unknown) => {
        const { details } = error as { details: { sentence: string } };
        return underWay.details.sentence.test(details.sentence);
      };
      await assert.rejects(new Audits(folder).open(id), isUnderWay);
      await assert.rejects(new Audits(folder).delete(id), isUnderWay);
      await held.close(false);
      await (await new Audits(folder).open(id)).close(false);
    }));

  it('are renamed and deleted, and leave nothing', () =>
    withFolder(async folder => {
      const audits = new Audits(folder);
      const { id } = await audits.create(about, itemsOf(1));
      const other = await audits.create({ ...about, name: 'other' }, itemsOf(1));
      await audits.rename(id, 'New name');
      assert.equal((await audits.read(id)).name, 'New name');
      await audits.delete(id);
      await assert.rejects(audits.read(id), { kind: 'invalidParameter' });
      assert.deepEqual(await readdir(folder), [other.id]);
    }));

  it('are found by their own ids alone, and those that cannot be read are left out', () =>
    withFolder(async folder => {
      const audits = new Audits(path.join(folder, 'audits'));
      assert.deepEqual(await audits.list(), []);
      await writeFile(path.join(folder, 'audit.json'), '{"version":1}');
      for (const id of ['', '..', '../..', '.', 'x'.repeat(36), '../audits']) {
        await assert.rejects(audits.read(id), { kind: 'invalidParameter' });
        await assert.rejects(audits.delete(id), { kind: 'invalidParameter' });
      }
      const { id } = await audits.create(about, itemsOf(1));
      const broken = '00000000-0000-0000-0000-000000000000';
      await mkdir(path.join(folder, 'audits', broken));
      await writeFile(path.join(folder, 'audits', broken, 'audit.json'), '{"version":2}');
      const listed = await audits.list();
      assert.deepEqual(
        listed.map(summary => [summary.id, summary.answered, summary.isFinished]),
        [[id, 0, false]],
      );
    }));
});
