import assert from 'node:assert/strict';
import { cleanText, oneLine } from '../../../src/text/cleanText.ts';

describe('a text from the server', () => {
  it('is left as it is where nothing in it needs cleaning', () => {
    for (const text of [
      '',
      'x',
      'Quarterly report 3.docx',
      '财务 预算',
      'emoji 🙂 and é',
      '👨‍👩‍👧 👩🏽‍💻 ❤️‍🔥',
      'x'.repeat(300),
    ]) {
      assert.equal(cleanText(text), text);
    }
  });

  it('becomes one line without what could disguise it', () => {
    for (const text of [
      'one\ntwo',
      'one\u0000two',
      'one\u202etwo',
      'one\u200btwo',
      'one\u2028two',
      'one\u00a0two',
      'one  two',
      ' one two',
      'one two ',
      '\tone\r\n\r\ntwo\u3000',
    ]) {
      assert.equal(cleanText(text), 'one two', JSON.stringify(text));
    }
  });

  it('in a document is one line, and is neither cut nor squeezed', () => {
    const long = `  a  b\u00a0c ${'合同'.repeat(20_000)}👨‍👩‍👧 `;
    assert.equal(oneLine(long), long);
    assert.equal(oneLine('one\r\ntwo\u202ethree\u200dfour'), 'one two three four');
  });

  it('is bounded in length', () => {
    assert.equal(cleanText('x'.repeat(301)), `${'x'.repeat(299)}…`);
  });

  it('is not cut inside a character', () => {
    for (const character of ['🙂', 'e\u0301', '合\ufe00', '🇨🇳', '👨‍👩‍👧']) {
      for (let before = 290; before < 300; before++) {
        const shown = cleanText(`${'x'.repeat(before)}${character.repeat(9)}`);
        assert.equal(shown.slice(before, -1).replaceAll(character, ''), '', JSON.stringify(shown.slice(280)));
        assert.ok(shown.length <= 300);
      }
    }
  });

  it('is not cut inside a character where most of it was blanks', () => {
    assert.equal(cleanText(`${'x'.repeat(9)}${' '.repeat(1190)}🙂${' '.repeat(99)}`), 'x'.repeat(9));
  });

  it('has none of the secrets that the call was made with, however they are spelt', () => {
    const secret = 'a"b c';
    assert.equal(
      cleanText(`it was ${secret}, or a%22b%20c, or a\\"b c`, [secret]),
      'it was •••, or •••, or •••',
    );
  });
});
