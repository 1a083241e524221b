import assert from 'node:assert/strict';
import {
  withEntriesBack,
  withEntry,
  withoutEntries,
} from '../../../../src/organizations/adding/settingEdits.ts';

const a = { corpId: 'a', unionId: 'u' };
const b = { corpId: 'b', unionId: 'u' };
/** What a user may have typed; it is not ours to fix or to lose. */
const strange = [null, 'text', 7, { unionId: 'u' }, []];

describe('edits of the setting', () => {
  it('add an entry at the end', () => {
    assert.deepEqual(withEntry([b, ...strange], a), [b, ...strange, a]);
    for (const nothing of [undefined, null, []]) assert.deepEqual(withEntry(nothing, a), [a]);
  });

  it('replace an entry in its place, with another corpId too, and keep fields that are not ours', () => {
    const before = { ...a, clientId: 'gone', 'x-note': 'mine' };
    const now = { corpId: 'c', unionId: 'v' };
    assert.deepEqual(withEntry([...strange, before, b], now, 'a'), [
      ...strange,
      { 'x-note': 'mine', ...now },
      b,
    ]);
  });

  it('add an entry whose predecessor has been taken away meanwhile', () => {
    assert.deepEqual(withEntry([b], a, 'a'), [b, a]);
  });

  it('remove every entry of a corpId, and nothing else', () => {
    assert.deepEqual(withoutEntries([a, ...strange, b, a], new Set(['a'])), [...strange, b]);
    assert.deepEqual(withoutEntries(undefined, new Set(['a'])), []);
  });

  it('put removed entries back at their places, unless they were added again', () => {
    const before = [a, ...strange, b];
    const both = new Set(['a', 'b']);
    assert.deepEqual(withEntriesBack(strange, before, both), before);
    assert.deepEqual(withEntriesBack([b, ...strange], before, both), [a, b, ...strange]);
    assert.deepEqual(withEntriesBack(undefined, before, new Set(['b'])), [b]);
    assert.deepEqual(withEntriesBack(before, before, both), before);
  });

  it('leave what they were given as it is', () => {
    const setting = Object.freeze([Object.freeze({ ...a, other: 1 })]);
    withEntry(setting, b, 'a');
    withEntry(setting, b);
    withoutEntries(setting, new Set(['a']));
    assert.deepEqual(setting, [{ ...a, other: 1 }]);
  });

  for (const noList of ['text', 7, true, {}, { 0: a, length: 1 }]) {
    it(`refuse what is no list: ${JSON.stringify(noList)}`, () => {
      const expected = { kind: 'invalidParameter', message: /not an array/ };
      assert.throws(() => withEntry(noList, a), expected);
      assert.throws(() => withoutEntries(noList, new Set(['a'])), expected);
    });
  }
});
