import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shortenedTo } from '../../../src/text/width.ts';

describe('a shortened text', () => {
  it('keeps its beginning and its end', () => {
    assert.equal(shortenedTo(12, 'abcdefghijklmnop'), 'abcdefgh…nop');
    assert.equal(shortenedTo(12, '一二三四五六七八'), '一二三四…八');
    assert.equal(shortenedTo(12, '一二三四五六'), '一二三四五六');
    assert.equal(shortenedTo(10, 'Acme Inc. Shanghai'), 'Acme I…hai');
  });

  it('is not cut inside a character', () => {
    const family = '👨‍👩‍👧‍👦';
    assert.equal(shortenedTo(8, family.repeat(9)), `${family.repeat(2)}…${family}`);
    assert.equal(shortenedTo(6, 'e\u0301'.repeat(9)), `${'e\u0301'.repeat(4)}…${'e\u0301'}`);
  });

  it('is never longer than it was, and never above its width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 30 }), (text, columns) => {
        const short = shortenedTo(columns, text);
        const characters = [...new Intl.Segmenter().segment(short)].length;
        assert.ok(short === text || characters <= columns);
      }),
    );
  });
});
