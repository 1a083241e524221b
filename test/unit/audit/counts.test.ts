import assert from 'node:assert/strict';
import { countAll, countFailures, countOutcomes, mayHavePassed, recount } from '../../../src/audit/audit.ts';
import { auditRow } from '../../../src/audit/result/auditRows.ts';
import type { AuditSummary } from '../../../src/audit/store/stored.ts';
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

  const facts = (change: Partial<AuditSummary>) => {
    const audit = { ...summary, counts, ...change };
    const [date, ...others] = auditRow({ kind: 'audit', auditId: 'x', audit }, 'en')
      .description?.split(' · ')
      .toReversed() ?? ['', ''];
    assert.match(date ?? '', /1970|1969/);
    return others.toReversed().join(' · ');
  };

  it('leads with what is unfinished, broken and failed, then the organization', () => {
    const found = new Map([
      ['PASS_ON', 1300],
      ['BREAK', 1200],
      ['notFound', 2],
      ['serverError', 1],
    ]);
    assert.equal(facts({ counts: found }), '1,200 broken · 3 failed · Acme');
    assert.equal(
      facts({ counts: found, isFinished: false, answered: 2503, total: 3000 }),
      'unfinished: 2,503 of 3,000 · 1,200 broken · 3 failed · Acme',
    );
    assert.equal(
      facts({ counts: new Map([['PASS_ON', 4]]), isFinished: false, isOpen: true, answered: 4 }),
      'running: 4 of 10 · 0 broken · Acme',
    );
    assert.equal(facts({ counts: new Map(), isFinished: false, answered: 0 }), 'unfinished: 0 of 10 · Acme');
  });

  it('says whether there are failures to ask again about', () => {
    assert.equal(contextOf({}), 'audit.finished.withFailures');
    assert.equal(contextOf({ isFinished: false }), 'audit.unfinished.withFailures');
    assert.equal(contextOf({ isOpen: true }), 'audit.open');
    const none = new Map([['BREAK', 10]]);
    assert.equal(contextOf({ counts: none }), 'audit.finished');
    assert.equal(contextOf({ counts: none, isFinished: false }), 'audit.unfinished');
  });
});
