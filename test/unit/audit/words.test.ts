import assert from 'node:assert/strict';
import type { Progress } from '../../../src/audit/run/runAudit.ts';
import {
  auditText,
  auditTitle,
  confirmationText,
  countsText,
  durationText,
  outcomeText,
  progressText,
} from '../../../src/audit/words.ts';
import { about, uuidOf } from './world.ts';

const none = { count: 0, examples: [] };
const items = Array.from({ length: 1240 }, (_, number) => ({ dentryUuid: uuidOf(number) }));

describe('words of an audit', () => {
  it('say the price before it begins, and what is left out', () => {
    assert.equal(
      confirmationText({ items, duplicates: 0, skipped: none }, '3,902 of 5,000 left', 18, 'en'),
      '3,902 of 5,000 left\nTakes about 1 min 9 s.',
    );
    const skipped = { count: 1200, examples: [{ line: 7, text: 'x' }, { text: 'y' }] };
    assert.match(
      confirmationText({ items, duplicates: 3, skipped }, '', 57.9, 'en'),
      /^\nTakes about 22 s\.\nDuplicates, checked once: 3\.\nSkipped, not a dentryUuid or document link: 1,200 \(line 7: “x” · “y” · …\)\.$/,
    );
  });

  it('name times by their two largest units', () => {
    assert.deepEqual([0.2, 59, 60, 3661, 90_000].map(durationText), [
      '1 s',
      '59 s',
      '1 min 0 s',
      '1 h 1 min',
      '25 h 0 min',
    ]);
  });

  it('tell rate, time left and counts', () => {
    const progress = {
      total: 1240,
      answered: 412,
      answeredNow: 180,
      isEnding: false,
      isOffline: false,
    };
    const found = new Map([
      ['BREAK', 12],
      ['PASS_ON', 380],
      ['notFound', 20],
    ]);
    const textOf = (change: Partial<Progress> = {}, rate = 18) =>
      progressText({ ...progress, ...change }, found, rate, 'en');
    const counts = 'Inherits (PASS_ON) 380 · Not found 20 · Broken here (BREAK) 12';
    assert.equal(textOf(), `412 of 1,240 · 18/s · 46 s left · ${counts}`);
    assert.equal(textOf({ isEnding: true }), `412 of 1,240 · finishing open requests · ${counts}`);
    assert.match(textOf({}, 0), /^412 of 1,240 · 0\/s · Inherits/);
  });

  it('say that an audit waits for the connection', () => {
    const progress = { total: 9, answered: 1, answeredNow: 1, isEnding: false, isOffline: true };
    const counts = new Map([['BREAK', 1]]);
    const waiting = 'waiting for a connection to DingTalk';
    assert.equal(progressText(progress, counts, 9, 'en'), `1 of 9 · ${waiting} · Broken here (BREAK) 1`);
    assert.equal(
      progressText({ ...progress, nextAttempt: 4000 }, counts, 9, 'en'),
      `1 of 9 · ${waiting}, next attempt in 4 s · Broken here (BREAK) 1`,
    );
  });

  it('show unknown modes as they came, and kinds in a few words', () => {
    assert.equal(outcomeText({ inheritance: 'NEW\u202e_MODE' }), 'NEW _MODE');
    assert.equal(outcomeText({ kind: 'otherOrganization' }), 'In another organization');
    assert.equal(countsText(new Map([['constructor', 1]]), 'en'), 'constructor 1');
  });

  it('make a text of an audit, one line for each file, unknown ones too', async () => {
    const [first, second] = [uuidOf(0), uuidOf(1)];
    const result = { dentryUuid: first, outcome: { inheritance: 'BREAK' }, answeredAt: 1 };
    const text = await auditText(
      {
        ...about,
        id: 'x',
        startedAt: 0,
        items: [{ dentryUuid: first, name: 'Plan', path: '/a/Plan' }, { dentryUuid: second }],
        results: new Map([[first, result]]),
      },
      'en',
    );
    assert.match(
      text,
      /^Audit: files\.csv\nOrganization: Acme \(dingacme0001\)\nStarted: .*\nCompleted: 1 of 2\n/,
    );
    assert.ok(text.endsWith(`\n\n${first}\tBroken here (BREAK)\t/a/Plan\n${second}\tNot checked yet\n`));
  });
});

describe('the title of an audit', () => {
  it('says once that it is one', () => {
    assert.equal(auditTitle('files.csv'), 'Audit files.csv');
    assert.equal(auditTitle('Audit Permission Inheritance'), 'Audit Permission Inheritance');
  });
});
