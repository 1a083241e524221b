import assert from 'node:assert/strict';
import { isJsonWithComments } from '../../../src/text/jsonWithComments.ts';

describe('settings.json', () => {
  const good = [
    '',
    '  \n',
    '{}',
    '\ufeff{"a": 1}',
    '// only a comment',
    '{\n  // why\n  "a": "http://x", /* , */\n  "b": [1, 2,],\n}',
    String.raw`{"a": "\"//", "b": "/*", "c": ",}"}`,
  ];
  for (const text of good) {
    it(`is right: ${JSON.stringify(text)}`, () => assert.ok(isJsonWithComments(text)));
  }
  const bad = ['{', '{ "typed.by.hand": 1, oops', '{"a": }', '{"a": 1} }', '{"a": "x}', '{,}x', "{'a': 1}"];
  for (const text of bad) {
    it(`is wrong: ${JSON.stringify(text)}`, () => assert.ok(!isJsonWithComments(text)));
  }
});
