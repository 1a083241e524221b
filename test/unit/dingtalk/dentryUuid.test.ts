import assert from 'node:assert/strict';
import {
  mentionedDentryUuids,
  readDentryUuid,
  suggestedDentryUuid,
} from '../../../src/dingtalk/dentryUuid.ts';

const uuid = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';
const problemOf = (input: string) => {
  const result = readDentryUuid(input);
  return 'problem' in result ? result.problem : `good: ${result.dentryUuid}`;
};

describe('dentryUuid input', () => {
  for (const input of [
    uuid,
    `  ${uuid}\n`,
    `https://alidocs.dingtalk.com/i/nodes/${uuid}`,
    `https://alidocs.dingtalk.com/i/nodes/${uuid}/?utm_scene=team_space&iframeQuery=x#y`,
    `HTTPS://ALIDOCS.dingtalk.com/i/nodes/${uuid}`,
  ]) {
    it(`reads ${JSON.stringify(input.slice(0, 60))}`, () => {
      assert.deepEqual(readDentryUuid(input), { dentryUuid: uuid });
    });
  }

  const bad: [string, string, RegExp][] = [
    ['nothing', '  ', /Enter a dentryUuid/],
    ['a link of another host', `https://example.com/i/nodes/${uuid}`, /does not contain a dentryUuid/],
    [
      'a look-alike host',
      `https://alidocs.dingtalk.com.evil.io/i/nodes/${uuid}`,
      /does not contain a dentryUuid/,
    ],
    ['a short link', 'https://alidocs.dingtalk.com/s/abc', /does not contain a dentryUuid/],
    ['a broken link', 'https://', /does not contain a dentryUuid/],
    [
      'a link with an encoded id',
      'https://alidocs.dingtalk.com/i/nodes/%2e%2e',
      /does not contain a dentryUuid/,
    ],
    ['a link with a slash in its id', 'https://alidocs.dingtalk.com/i/nodes/a%2fb', /letters, digits/],
    ['blanks within', 'abc def', /letters, digits/],
    ['a path', '../x', /letters, digits/],
    ['too long a text', 'a'.repeat(129), /letters, digits/],
    ['a number', '1234567890', /dentryId/],
  ];
  for (const [what, input, problem] of bad) {
    it(`refuses ${what}`, () => assert.match(problemOf(input), problem));
  }

  it('is offered from a selection that is a link or an id without doubt', () => {
    assert.equal(suggestedDentryUuid(uuid), uuid);
    assert.equal(suggestedDentryUuid(`https://alidocs.dingtalk.com/i/nodes/${uuid}`), uuid);
    for (const selection of ['', 'hello', 'internationalizationfoo', `${uuid} ${uuid}`, 'x'.repeat(1e6)]) {
      assert.equal(suggestedDentryUuid(selection), undefined, selection.slice(0, 30));
    }
  });

  it('is offered with all others that a text names, each once', () => {
    const other = 'Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi';
    const log = `12:00 INFO moved ${uuid} to https://alidocs.dingtalk.com/i/nodes/${other}?x=1, then ${uuid}`;
    assert.deepEqual(mentionedDentryUuids(log), [uuid, other]);
    for (const text of [
      '',
      'no id at all',
      '0123456789abcdef0123456789abcdef',
      `secret: ${uuid}`,
      'x'.repeat(1e6),
      `https://example.com/${uuid}`,
    ]) {
      assert.deepEqual(mentionedDentryUuids(text), [], text.slice(0, 40));
    }
    const many = Array.from({ length: 60 }, (_, number) => `a1${String(number).padStart(30, 'Zq')}`);
    assert.equal(mentionedDentryUuids(many.join('\n')).length, 50);
  });

  it('says what to do with a drive link instead', () => {
    for (const link of [
      'https://qr.dingtalk.com/page/yunpan?route=previewDentry&spaceId=26810061928&fileId=190000000001&type=file',
      'https://qr.dingtalk.com/page/yunpan',
      'https://space.dingtalk.com/c/open?spaceId=1',
    ]) {
      assert.match(problemOf(link), /^A drive link contains numbers .* copy its link/, link);
    }
    for (const link of [
      'https://example.com/page/yunpan?spaceId=1',
      'https://evildingtalk.com/page/yunpan?spaceId=1',
      'https://alidocs.dingtalk.com/i/nodes/',
    ]) {
      assert.match(problemOf(link), /^This link does not contain a dentryUuid/, link);
    }
  });

  it('is not offered from a selection that has the form of an access token', () => {
    for (const token of ['0123456789abcdef0123456789abcdef', '0123456789ABCDEF0123456789ABCDEF']) {
      assert.equal(suggestedDentryUuid(token), undefined);
    }
    assert.equal(suggestedDentryUuid('0123456789abcdef0123456789abcdeg'), '0123456789abcdef0123456789abcdeg');
  });
});
