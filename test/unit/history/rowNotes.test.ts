import assert from 'node:assert/strict';
import { type RowNote, RowNotes } from '../../../src/history/rowNotes.ts';

const hour = 3_600_000;
const note = (text?: string, isMuted = false): RowNote => ({
  forecasts: new Map(text === undefined ? [] : [['P', text]]),
  isMuted,
});

describe('the notes of rows', () => {
  let now = 0;
  let notes: RowNotes;
  let changes: string[];
  let reads: string[];
  let contents: Record<string, RowNote | Error>;
  beforeEach(() => {
    [now, changes, reads, contents] = [0, [], [], {}];
    notes = new RowNotes(
      async corpId => {
        reads.push(corpId);
        const content = contents[corpId];
        if (content instanceof Error) throw content;
        return content ?? note();
      },
      () => now,
      () => Promise.resolve(),
    );
    notes.onDidChange(corpId => changes.push(corpId));
  });
  const settled = () => new Promise(setImmediate);

  it('are read once a row was drawn, and told where there is something', async () => {
    contents = { a: note('soon'), b: note(), c: note(undefined, true), d: new Error('gone') };
    for (const corpId of ['a', 'b', 'a', 'c', 'd']) assert.equal(notes.get(corpId).forecasts.size, 0);
    await settled();
    assert.deepEqual(
      [reads, changes],
      [
        ['a', 'b', 'c', 'd'],
        ['a', 'c'],
      ],
    );
    assert.equal(notes.get('a').forecasts.get('P'), 'soon');
    assert.equal(notes.get('c').isMuted, true);
    assert.equal(notes.get('d').isMuted, false);
    await settled();
    assert.equal(reads.length, 4);
  });

  it('are read again after news, and after half a day, but not for a row that nobody has seen', async () => {
    notes.renew('a');
    await settled();
    assert.deepEqual(reads, []);
    notes.get('a');
    contents = { a: note('soon') };
    await settled();
    contents = { a: note('sooner') };
    notes.renew('a');
    notes.renew('a');
    await settled();
    assert.equal(notes.get('a').forecasts.get('P'), 'sooner');
    assert.deepEqual(
      [reads, changes],
      [
        ['a', 'a'],
        ['a', 'a'],
      ],
    );
    now = 13 * hour;
    // What is known is shown meanwhile.
    assert.equal(notes.get('a').forecasts.get('P'), 'sooner');
    await settled();
    assert.deepEqual([reads.length, changes.length], [3, 2]);
  });

  it('miss no news that come while they are read', async () => {
    contents = { a: note('old') };
    notes.get('a');
    await Promise.resolve();
    while (reads.length === 0) await Promise.resolve();
    contents = { a: note('new') };
    notes.renew('a');
    await settled();
    assert.equal(notes.get('a').forecasts.get('P'), 'new');
  });
});
