import assert from 'node:assert/strict';
import { linkOf } from '../../../src/dingtalk/documentLink.ts';
import { answersAsJson, answersAsMarkdown } from '../../../src/inheritance/copyText.ts';

const answer = { corpId: 'c', dentryUuid: 'a_b-1', inheritance: 'PASS_ON', askedAt: 1_700_000_000_000 };
const hostile = { ...answer, dentryUuid: 'a/..(b)?c#d\ud800', inheritance: 'X|[y](z)\n\u202e<b>_q_' };

describe('answers as Markdown', () => {
  it('are one table, with links', () => {
    assert.equal(
      answersAsMarkdown([answer, { ...answer, inheritance: 'BREAK' }], () => 'Acme'),
      [
        '| Inheritance | dentryUuid | Organization | Checked |',
        '| --- | --- | --- | --- |',
        '| Inherits (PASS_ON) | [a_b-1](https://alidocs.dingtalk.com/i/nodes/a_b-1) | Acme | 2023-11-14T22:13:20.000Z |',
        '| Broken here (BREAK) | [a_b-1](https://alidocs.dingtalk.com/i/nodes/a_b-1) | Acme | 2023-11-14T22:13:20.000Z |',
        '',
      ].join('\n'),
    );
  });

  it('let no text be Markdown, or leave its cell', () => {
    const [, , row = '', ...rest] = answersAsMarkdown([hostile], () => 'A|B\n[x](y)').split('\n');
    assert.deepEqual(rest, ['']);
    assert.ok(row.startsWith('| X\\|\\[y\\](z) \\<b\\>\\_q\\_ | [a/..(b)?c\\#d'), row);
    assert.ok(row.includes('](https://alidocs.dingtalk.com/i/nodes/a%2F..%28b%29%3Fc%23d%EF%BF%BD) |'), row);
    assert.ok(row.includes('| A\\|B \\[x\\](y) |'), row);
  });
});

describe('answers as JSON', () => {
  it('are an object, or several in an array, with the time twice', () => {
    const expected = { ...answer, askedAtIso: '2023-11-14T22:13:20.000Z' };
    assert.deepEqual(JSON.parse(answersAsJson([answer])), expected);
    assert.deepEqual(JSON.parse(answersAsJson([answer, answer])), [expected, expected]);
  });

  it('are exact without a character that disguises', () => {
    const text = answersAsJson([{ ...hostile, inheritance: 'a\u202eb\u{e0001}c\u2028d\x9be' }]);
    assert.ok(text.includes('a\\u202eb\\udb40\\udc01c\\u2028d\\u009be'), text);
    assert.equal(JSON.parse(text).inheritance, 'a\u202eb\u{e0001}c\u2028d\x9be');
  });
});

describe('the link of a dentry', () => {
  it('stays within its path', () => {
    assert.equal(linkOf('../x?y'), 'https://alidocs.dingtalk.com/i/nodes/..%2Fx%3Fy');
  });

  it('leads to the pages of the organization’s region, and to the mainland’s for a private gateway', () => {
    assert.equal(linkOf('x', 'https://api.dingtalk.io'), 'https://alidocs.dingtalk.io/i/nodes/x');
    assert.equal(linkOf('x', 'https://api.dingtalk.com'), 'https://alidocs.dingtalk.com/i/nodes/x');
    assert.equal(linkOf('x', 'https://gateway.example'), 'https://alidocs.dingtalk.com/i/nodes/x');
    const table = answersAsMarkdown(
      [answer],
      () => 'Acme',
      () => 'https://api.dingtalk.io',
    );
    assert.match(table, /\]\(https:\/\/alidocs\.dingtalk\.io\/i\/nodes\/a_b-1\)/);
  });
});
