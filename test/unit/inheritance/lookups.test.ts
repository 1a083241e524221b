import assert from 'node:assert/strict';
import { Lookups } from '../../../src/inheritance/lookups.ts';
import { answerText } from '../../../src/inheritance/words.ts';
import { modeText } from '../../../src/text/modes.ts';
import { MemoryState } from '../../support/memoryState.ts';

const answer = (dentryUuid: string, askedAt = 1, inheritance = 'PASS_ON') => ({
  corpId: 'c',
  dentryUuid,
  inheritance,
  askedAt,
});

describe('lookups', () => {
  it('are kept newest first, one for each dentry, the last 50, over a restart', () => {
    const state = new MemoryState();
    let changes = 0;
    const lookups = new Lookups(state);
    lookups.onDidChange(() => changes++);
    for (let index = 0; index < 60; index++) {
      lookups.add(answer(`u${index}`));
    }
    lookups.add(answer('u30', 2, 'BREAK'));
    const { all } = new Lookups(state);
    assert.equal(all.length, 50);
    assert.deepEqual(all[0], { kind: 'lookup', ...answer('u30', 2, 'BREAK') });
    assert.equal(all.filter(({ dentryUuid }) => dentryUuid === 'u30').length, 1);
    assert.equal(all.at(-1)?.dentryUuid, 'u10');
    assert.equal(changes, 61);
  });

  it('can be removed and cleared', () => {
    const lookups = new Lookups(new MemoryState());
    for (const dentryUuid of ['a', 'b', 'c']) {
      lookups.add(answer(dentryUuid));
    }
    lookups.remove([answer('a'), answer('c')]);
    assert.deepEqual(
      lookups.all.map(({ dentryUuid }) => dentryUuid),
      ['b'],
    );
    lookups.clear();
    assert.deepEqual(lookups.all, []);
  });

  it('leave out what is none of theirs', async () => {
    const state = new MemoryState();
    await state.update('dingtalkStorage.lookups', [
      null,
      { corpId: 1 },
      answer('a'),
      answer('b', 1e300),
      'x',
    ]);
    assert.deepEqual(
      new Lookups(state).all.map(({ dentryUuid }) => dentryUuid),
      ['a'],
    );
  });
});

describe('inheritance in words', () => {
  it('is the contract’s, and a mode that is unknown is shown as it came, cleaned', () => {
    assert.equal(
      answerText(answer('u')),
      "u: Inherits (PASS_ON): takes its parents' permissions and adds its own; the higher level wins",
    );
    assert.equal(
      answerText(answer('u', 1, 'BREAK')),
      "u: Broken here (BREAK): parents' permissions stop at this item, except for OWNER and MANAGER",
    );
    assert.equal(modeText('NEW\u202e_MODE'), 'NEW _MODE');
  });
});
