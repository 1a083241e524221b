import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Audit, AuditOutcome } from '../../../../src/audit/audit.ts';
import {
  changes,
  compareAudits,
  comparisonText,
  countChanges,
} from '../../../../src/audit/result/compareAudits.ts';
import { about, uuidOf } from '../world.ts';

type Told = AuditOutcome | undefined;

const broken: Told = { inheritance: 'BREAK' };
const inherits: Told = { inheritance: 'PASS_ON' };
const other: Told = { inheritance: 'NEW_MODE' };
const missing: Told = { kind: 'notFound', code: 'dentryNotExist' };
const foreign: Told = { kind: 'otherOrganization' };
const refused: Told = { kind: 'userNotPermitted' };

/** An audit of the files that are told of; `undefined` is one without an answer. */
function auditOf(told: ReadonlyMap<string, Told>, name: string): Audit {
  const results = [...told].flatMap(([dentryUuid, outcome]) =>
    outcome === undefined ? [] : [[dentryUuid, { dentryUuid, outcome, answeredAt: 1 }] as const],
  );
  const items = [...told.keys()].map(dentryUuid => ({ dentryUuid }));
  return { ...about, name, id: name, startedAt: 0, items, results: new Map(results) };
}

function changeFrom(before: Told, after: Told): string {
  const first = auditOf(new Map([['a', before]]), 'first');
  const comparison = compareAudits(first, auditOf(new Map([['a', after]]), 'second'));
  return changes.filter(change => comparison.get(change)?.length === 1).join();
}

describe('a comparison of two audits', () => {
  it('tells each change by its name, and never guesses', () => {
    const cases: [Told, Told, string][] = [
      [inherits, broken, 'newlyBroken'],
      [other, broken, 'newlyBroken'],
      [broken, inherits, 'restored'],
      [broken, other, 'changed'],
      [inherits, missing, 'gone'],
      [foreign, missing, 'gone'],
      [broken, refused, 'nowUnreadable'],
      // What it was before is not known: it may have been broken all the time.
      [refused, broken, 'nowReadable'],
      [missing, inherits, 'nowReadable'],
      [foreign, refused, 'changed'],
      [missing, foreign, 'changed'],
      [undefined, broken, 'unanswered'],
      [broken, undefined, 'unanswered'],
      [broken, broken, 'unchanged'],
      [missing, missing, 'unchanged'],
    ];
    for (const [before, after, change] of cases) {
      assert.equal(changeFrom(before, after), change, JSON.stringify([before, after]));
    }
  });

  it('counts every file of either once', () => {
    const told = fc.constantFrom(broken, inherits, other, missing, foreign, refused, undefined);
    const files = fc
      .array(fc.tuple(fc.nat(30), told), { maxLength: 40 })
      .map(rows => new Map(rows.map(([number, each]) => [uuidOf(number), each])));
    fc.assert(
      fc.property(files, files, (before, after) => {
        const counts = countChanges(compareAudits(auditOf(before, 'first'), auditOf(after, 'second')));
        const sum = Object.values(counts).reduce((total, count) => total + count, 0);
        assert.equal(sum, new Set([...before.keys(), ...after.keys()]).size);
        assert.equal(counts.added, [...after.keys()].filter(key => !before.has(key)).length);
        assert.equal(counts.leftOut, [...before.keys()].filter(key => !after.has(key)).length);
      }),
    );
  });

  it('is a text with the counts first, then a table for each change', () => {
    const first = auditOf(
      new Map([
        ['a', inherits],
        ['b', broken],
        ['c', broken],
      ]),
      'May | *x*',
    );
    const second = auditOf(
      new Map([
        ['a', broken],
        ['b', broken],
        ['d', inherits],
      ]),
      'June',
    );
    const text = comparisonText(first, second, 'en');
    assert.match(text, /\| Audit +\| May \\\| \\\*x\\\* +\| June +\|/);
    assert.match(text, /\| Newly broken +\| +1 \|\n\| Inherits again +\| +0 \|/);
    assert.match(text, /\| Unchanged +\| +1 \|/);
    assert.match(
      text,
      /## Newly broken\n\n\| dentryUuid .*\n\| ---.*\n\| \[a\]\(https:.*a\) \| +\| +\| Inherits \(PASS_ON\) \| Broken here \(BREAK\) \|/,
    );
    assert.deepEqual(text.match(/^## .*$/gm), [
      '## Newly broken',
      '## Only in the second audit',
      '## Only in the first audit',
    ]);
  });

  it('has tables that line up, in Chinese too, and pads none for one long cell', () => {
    const items = ['合同', 'Re\u0301sume\u0301', 'x'.repeat(4000), ''].map((name, index) => ({
      dentryUuid: uuidOf(index),
      name,
    }));
    const [first, second] = [auditOf(new Map(), 'May'), { ...auditOf(new Map(), '六月'), items }];
    const text = comparisonText(first, second, 'en');
    assert.ok(text.length < 7000, `${text.length}`);
    const columns = (line: string) =>
      [...line.matchAll(/\|/g)].map(({ index }) => {
        const before = line.slice(0, index).normalize();
        return before.length + (before.match(/\p{scx=Han}/gu)?.length ?? 0);
      });
    const tables = text
      .split(/\n\n|\n#.*\n/)
      .map(table => table.split('\n').filter(line => line.startsWith('|')));
    for (const lines of tables) {
      const widths = new Set(lines.filter(line => line.length < 1000).map(line => columns(line).join()));
      assert.ok(widths.size <= 1, lines.join('\n'));
    }
    assert.deepEqual(
      tables.map(({ length }) => length).filter(length => length > 0),
      [6, 12, 6],
    );
  });
});
