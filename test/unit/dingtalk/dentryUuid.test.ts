import assert from 'node:assert/strict';
import { dentryUuidsNamed, readDentryUuid, suggestedDentryUuid } from '../../../src/dingtalk/dentryUuid.ts';

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

  it('are offered to choose from, where a text names several', () => {
    const other = 'ctkmLQOdYGT8XXxPhDvNX1VHfTpc2Wkn';
    const text = `moved ${uuid} next to https://alidocs.dingtalk.com/i/nodes/${other}?x=1, then ${uuid} again`;
    assert.deepEqual(dentryUuidsNamed(text), [uuid, other]);
    assert.deepEqual(dentryUuidsNamed(`"dentryUuid": "${other}", // budget`), [other]);
    assert.deepEqual(dentryUuidsNamed('token 0123456789abcdef0123456789abcdef'), []);
    assert.deepEqual(dentryUuidsNamed(`${uuid} `.repeat(1000)), [uuid]);
    assert.deepEqual(dentryUuidsNamed('x'.repeat(1e6)), []);
    const many = Array.from({ length: 60 }, (_, number) => `a1${String(number).padStart(30, 'Zq')}`);
    assert.deepEqual(dentryUuidsNamed(many.join('\n')), many.slice(0, 50));
  });

  for (const link of [
    'https://qr.dingtalk.com/page/yunpan?route=previewDentry&spaceId=123&fileId=456&type=file',
    'https://space.dingtalk.com/#/list?spaceId=9',
    'https://alidocs.dingtalk.com/x?a=spaceId%3D12',
  ]) {
    it(`says what to do instead of a drive link: ${link}`, () => {
      assert.match(problemOf(link), /^A DingTalk Drive link .* Audit a Space\.$/);
    });
  }

  it('takes no link of another host for a drive link', () => {
    assert.match(problemOf('https://example.com/?spaceId=1'), /^This link does not contain/);
    assert.match(problemOf('https://notdingtalk.com/?spaceId=1'), /^This link does not contain/);
  });

  it('is not offered from a selection that has the form of an access token', () => {
    for (const token of ['0123456789abcdef0123456789abcdef', '0123456789ABCDEF0123456789ABCDEF']) {
      assert.equal(suggestedDentryUuid(token), undefined);
    }
    assert.equal(suggestedDentryUuid('0123456789abcdef0123456789abcdeg'), '0123456789abcdef0123456789abcdeg');
  });
});
