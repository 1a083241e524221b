import assert from 'node:assert/strict';
import { asDingTalkError, DingTalkError } from '../../../src/dingtalk/errors.ts';

/** Throws like a bug would, with a text that quotes what it stumbled over. */
function stumble(): never {
  throw new RangeError('token-1 is out of range');
}

describe('an exception of our own', () => {
  const failure = (() => {
    try {
      return stumble();
    } catch (error) {
      return asDingTalkError(error);
    }
  })();

  it('is an internal error of its class, not an answer that cannot be used', () => {
    assert.equal(failure.kind, 'internalError');
    assert.equal(failure.message, 'internalError: RangeError');
  });

  it('says where it was thrown, and nothing that it quotes', () => {
    for (const error of [failure, failure.of('dingacme0001')]) {
      assert.match(error.stack ?? '', /^ {4}at .*stumble/m);
      assert.doesNotMatch(`${error.stack} ${error.message}`, /token-1/);
    }
  });

  it('can be any value', () => {
    for (const value of [undefined, null, 'token-1', 1, { message: 'token-1' }]) {
      const { kind, message } = asDingTalkError(value);
      assert.equal(kind, 'internalError');
      assert.doesNotMatch(message, /token-1/);
    }
  });

  it('is told apart from what DingTalk answered', () => {
    const answered = new DingTalkError('badAnswer');
    assert.equal(asDingTalkError(answered), answered);
  });
});
