import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Audit, AuditResult } from '../../../../src/audit/audit.ts';
import { type Progress, type RunOptions, runAudit } from '../../../../src/audit/run/runAudit.ts';
import { DingTalkError, type ErrorKind } from '../../../../src/dingtalk/errors.ts';
import { about, itemsOf, uuidOf, wordsOf } from '../world.ts';

const auditOf = (count: number, results: AuditResult[] = []): Audit => ({
  ...about,
  id: 'x',
  startedAt: 0,
  items: itemsOf(count),
  results: new Map(results.map(result => [result.dentryUuid, result])),
});

/** Runs an audit in which a file fails as `fail` says, given how often it was asked about. */
async function run(
  audit: Audit,
  fail: (number: number, time: number) => ErrorKind | undefined = () => undefined,
  options: Partial<RunOptions> = {},
) {
  const asked = new Map<string, number>();
  const kept = new Map<string, string>();
  let underWay = 0;
  let most = 0;
  const end = await runAudit(audit, {
    async ask(dentryUuid) {
      const time = (asked.get(dentryUuid) ?? 0) + 1;
      asked.set(dentryUuid, time);
      most = Math.max(most, ++underWay);
      await nextTurn();
      underWay--;
      const kind = fail(Number(dentryUuid.slice(5)), time);
      if (kind !== undefined) throw new DingTalkError(kind, { code: `${kind}Code` });
      return 'PASS_ON';
    },
    async append(result) {
      await nextTurn();
      assert.ok(!kept.has(result.dentryUuid), 'kept twice');
      kept.set(result.dentryUuid, wordsOf(result));
    },
    now: () => 7,
    ...options,
  });
  return { end, asked, kept, most };
}

describe('a run of an audit', () => {
  it('asks about each file once, many at a time, and tells how far it is', async () => {
    const told: Progress[] = [];
    const onProgress = (progress: Progress) => void told.push(progress);
    const { end, asked, kept, most } = await run(auditOf(100), undefined, { onProgress });
    assert.deepEqual(end, { state: 'finished' });
    assert.deepEqual([asked.size, kept.size, most], [100, 100, 24]);
    assert.ok([...asked.values()].every(times => times === 1));
    assert.deepEqual(told.at(-1), {
      total: 100,
      answered: 100,
      answeredNow: 100,
      isEnding: false,
      isOffline: false,
    });
  });

  it('asks only for what is missing', async () => {
    const had = { dentryUuid: uuidOf(1), outcome: { inheritance: 'BREAK' }, answeredAt: 1 };
    const { asked, end } = await run(auditOf(3, [had]));
    assert.deepEqual([...asked.keys()], [uuidOf(0), uuidOf(2)]);
    assert.equal(end.state, 'finished');
    assert.equal((await run(auditOf(1, [{ ...had, dentryUuid: uuidOf(0) }]))).end.state, 'finished');
  });

  it('asks about the given files alone, and a file that is not answered keeps its result', async () => {
    const failed = (number: number): AuditResult => ({
      dentryUuid: uuidOf(number),
      outcome: { kind: 'userNotPermitted' },
      answeredAt: 1,
    });
    const audit = auditOf(
      60,
      Array.from({ length: 40 }, (_, number) => failed(number)),
    );
    const files = Array.from({ length: 30 }, (_, number) => uuidOf(number));
    const told: Progress[] = [];
    const onProgress = (progress: Progress) => void told.push(progress);
    const whole = await run(audit, number => (number < 25 ? 'userNotPermitted' : undefined), {
      files,
      onProgress,
    });
    assert.deepEqual(whole.end, { state: 'finished' });
    assert.deepEqual([...whole.asked.keys()], files);
    assert.equal(whole.kept.size, 30);
    assert.deepEqual([told[0]?.total, told[0]?.answered, told.at(-1)?.answered], [30, 1, 30]);
    const paused = await run(audit, number => (number === 3 ? 'ipBlocked' : undefined), { files });
    assert.equal(paused.end.state, 'paused');
    assert.ok(!paused.kept.has(uuidOf(3)));
  });

  it('is finished where it is cancelled during the last answers', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const { end } = await run(auditOf(20), undefined, { onProgress, signal: controller.signal });
    assert.deepEqual(end, { state: 'finished' });
  });

  it('takes what is wrong with one file for its result', async () => {
    const kinds: ErrorKind[] = ['notFound', 'userNotPermitted', 'otherOrganization', 'invalidParameter'];
    const { end, kept } = await run(auditOf(8), number => [...kinds, 'badAnswer' as const][number]);
    assert.equal(end.state, 'finished');
    assert.deepEqual(
      [...kept.values()].toSorted(),
      [...kinds, 'badAnswer']
        .map(kind => `${kind} ${kind}Code`)
        .concat(['PASS_ON', 'PASS_ON', 'PASS_ON'])
        .toSorted(),
    );
  });

  const useless: ErrorKind[] = [
    'monthlyQuotaUsed',
    'signedOut',
    'badCredential',
    'tokenExpired',
    'missingScope',
    'ipNotAllowed',
    'ipBlocked',
    'certificate',
    'notSupported',
  ];
  for (const kind of useless) {
    it(`pauses for ${kind}, keeps what was under way, and leaves the file unanswered`, async () => {
      const { end, asked, kept } = await run(auditOf(200), number => (number === 30 ? kind : undefined));
      assert.equal(end.state === 'paused' && end.reason.kind, kind);
      assert.ok(!kept.has(uuidOf(30)));
      assert.equal(kept.size, asked.size - 1);
      assert.ok(asked.size <= 30 + 24 + 24, `${asked.size} asked`);
    });
  }

  it('gives what may pass two more turns at the end, then takes the failure for the result', async () => {
    const { end, asked, kept } = await run(auditOf(60), (number, time) => {
      if (number === 5) return 'serverError';
      return number === 6 && time < 3 ? 'throttled' : undefined;
    });
    assert.equal(end.state, 'finished');
    assert.equal(kept.get(uuidOf(5)), 'serverError serverErrorCode');
    assert.equal(kept.get(uuidOf(6)), 'PASS_ON');
    assert.deepEqual([asked.get(uuidOf(5)), asked.get(uuidOf(6)), asked.get(uuidOf(7))], [3, 3, 1]);
  });

  it('pauses where file after file fails by what may pass, without a result', async () => {
    const { end, kept, asked } = await run(auditOf(500), number =>
      number >= 100 ? 'serverError' : undefined,
    );
    assert.equal(end.state === 'paused' && end.reason.kind, 'serverError');
    assert.equal(kept.size, 100);
    assert.ok(asked.size < 100 + 3 * 24, `${asked.size} asked`);
  });

  it('pauses once where every first file fails alike, as by a user without rights', async () => {
    const first = await run(auditOf(500), () => 'userNotPermitted');
    assert.equal(first.end.state === 'paused' && first.end.reason.code, 'userNotPermittedCode');
    assert.ok(first.kept.size < 20 + 2 * 24, `${first.kept.size} kept`);
    const kept = [...first.kept.keys()].map(dentryUuid => ({
      dentryUuid,
      outcome: { kind: 'userNotPermitted' as const },
      answeredAt: 1,
    }));
    assert.equal((await run(auditOf(500, kept), () => 'userNotPermitted')).end.state, 'finished');
    assert.equal((await run(auditOf(100), () => 'notFound')).end.state, 'finished');
  });

  it('when cancelled asks nothing new, and keeps the answers that were under way', async () => {
    const controller = new AbortController();
    const onProgress = ({ answered }: Progress) => answered === 50 && controller.abort();
    const { end, asked, kept } = await run(auditOf(500), undefined, {
      onProgress,
      signal: controller.signal,
    });
    assert.deepEqual(end, { state: 'cancelled' });
    assert.equal(kept.size, asked.size);
    assert.ok(asked.size <= 50 + 2 * 24, `${asked.size} asked`);
    assert.equal((await run(auditOf(1), undefined, { signal: controller.signal })).asked.size, 0);
  });

  it('does not wait for ever for what is under way', async () => {
    const controller = new AbortController();
    const ask = (_: string, signal: AbortSignal) =>
      new Promise<string>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        controller.abort();
      });
    const { end, kept } = await run(auditOf(5), undefined, { ask, signal: controller.signal, grace: 20 });
    assert.deepEqual([end.state, kept.size], ['cancelled', 0]);
  });

  it('ends with the error where an answer cannot be kept', async () => {
    const append = () => Promise.reject(Object.assign(new Error('disk'), { code: 'ENOSPC' }));
    await assert.rejects(run(auditOf(100), undefined, { append }), { code: 'ENOSPC' });
  });
});
