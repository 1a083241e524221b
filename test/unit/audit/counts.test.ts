import assert from 'node:assert/strict';
import { countAll, countFailures, countOutcomes, mayHavePassed, recount } from '../../../src/audit/audit.ts';
import { auditRow } from '../../../src/audit/result/auditRows.ts';
import type { AuditSummary } from '../../../src/audit/store/auditStore.ts';
import { about, uuidOf } from './world.ts';

const counts = new Map([
  ['BREAK', 3],
  ['constructor', 2],
  ['notFound', 4],
  ['userNotPermitted', 1],
]);

describe('the counts of an audit', () => {
  it('tell failures from modes, unknown ones too', () => {
    assert.equal(countAll(counts), 10);
    assert.equal(countFailures(counts), 5);
    assert.equal(countFailures(new Map([['PASS_ON', 7]])), 0);
  });

  it('know which failures may have passed', () => {
    assert.equal(mayHavePassed(counts), true);
    for (const key of ['notFound', 'otherOrganization', 'invalidParameter', 'BREAK']) {
      assert.equal(mayHavePassed(new Map([[key, 1]])), false, key);
    }
    for (const key of ['userNotPermitted', 'offline', 'timeout', 'serverError', 'throttled', 'badAnswer']) {
      assert.equal(mayHavePassed(new Map([[key, 1]])), true, key);
    }
  });

  it('have no key that counts nothing', () => {
    const result = { dentryUuid: uuidOf(0), outcome: { kind: 'notFound' as const }, answeredAt: 1 };
    const found = countOutcomes([result, result]);
    recount(found, result, -1);
    assert.deepEqual([...found], [['notFound', 1]]);
    recount(found, result, -1);
    recount(found, undefined, -1);
    assert.deepEqual([...found], []);
  });
});

describe('the row of an audit', () => {
  const summary = {
    ...about,
    id: 'x',
    startedAt: 0,
    total: 10,
    answered: 10,
    isOpen: false,
    isFinished: true,
  };
  const contextOf = (change: Partial<AuditSummary>) => {
    const audit = { ...summary, counts, ...change };
    return auditRow({ kind: 'audit', auditId: 'x', audit }, 'en').contextValue;
  };

  it('says whether there are failures to ask again about', () => {
    assert.equal(contextOf({}), 'audit.finished.withFailures');
    assert.equal(contextOf({ isFinished: false }), 'audit.unfinished.withFailures');
    assert.equal(contextOf({ isOpen: true }), 'audit.open');
    const none = new Map([['BREAK', 10]]);
    assert.equal(contextOf({ counts: none }), 'audit.finished');
    assert.equal(contextOf({ counts: none, isFinished: false }), 'audit.unfinished');
  });
});
