import assert from 'node:assert/strict';
import { mayBeDentryId, readQuery, textOf } from '../../../src/files/query.ts';

const uuid = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';
const drive =
  'https://qr.dingtalk.com/page/yunpan?route=previewDentry&spaceId=26810061928&fileId=190000000001&type=file';
const ids = { kind: 'ids', spaceId: '26810061928', dentryId: '190000000001' };
const link = (text: string, isShared = false) => ({ kind: 'link', link: text, isShared });

describe('what a text names', () => {
  for (const text of [
    uuid,
    ` ${uuid}\n`,
    `https://alidocs.dingtalk.com/i/nodes/${uuid}?utm_scene=team_space`,
    `alidocs.dingtalk.io/i/nodes/${uuid}`,
    `dingtalk://dingtalkclient/page/link?url=https%3A%2F%2Falidocs.dingtalk.com%2Fi%2Fnodes%2F${uuid}`,
    `"dentryUuid": "${uuid}"`,
    `看这个：https://alidocs.dingtalk.com/i/nodes/${uuid}。`,
    `\u200b${uuid}`,
  ]) {
    it(`is a file, without a call: ${text}`, () => {
      assert.deepEqual(readQuery(text), { kind: 'uuid', dentryUuid: uuid });
    });
  }

  it('is a file for 32 letters and digits of any form, and for an id of a form that is not known yet', () => {
    for (const id of ['0123456789abcdef0123456789abcdef', 'a1b2c3d4e5f6-0a1b2c3d4e5f_x']) {
      assert.deepEqual(readQuery(id), { kind: 'uuid', dentryUuid: id });
    }
  });

  for (const text of [
    drive,
    drive.replace('qr.', 'QR.'),
    drive.replace('https://', ''),
    `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(drive)}`,
    '26810061928 190000000001',
    '26810061928/190000000001',
    '26810061928，190000000001',
    '26810061928\t190000000001',
    '{"spaceId":"26810061928","dentryId":"190000000001"}',
    'dentryId=190000000001, spaceId: 26810061928',
    'spaceId：26810061928 fileId：190000000001',
  ]) {
    it(`is a file in a space: ${text}`, () => assert.deepEqual(readQuery(text), ids));
  }

  it('is a link for DingTalk to read, whole', () => {
    for (const text of [
      'https://alidocs.dingtalk.com/document/edit?docKey=Zx1y2&dentryKey=abc#h',
      'https://alidocs.dingtalk.com/spreadsheetv2/key/edit?dentryKey=k%2F',
      'https://alidocs.dingtalk.com/i/spaces/WdRvEXYn1JqAemG0/overview',
      'https://docs.dingtalk.io/document/preview?docKey=1',
    ]) {
      assert.deepEqual(readQuery(text), link(text));
    }
    const share = 'https://alidocs.dingtalk.com/i/p/Y7kmbokZp3pgGLq2/docs/abc';
    assert.deepEqual(readQuery(share), link(share, true));
    assert.deepEqual(
      readQuery('alidocs.dingtalk.com/i/p/x'),
      link('https://alidocs.dingtalk.com/i/p/x', true),
    );
  });

  it('is nothing for a link to elsewhere, or one with a password', () => {
    for (const text of [
      'https://example.com/document/edit?docKey=1',
      'https://dingtalk.com.example.com/i/p/x',
      'https://xdingtalk.com/i/p/x',
      'https://u:p@alidocs.dingtalk.com/i/p/x',
      'https://example.com/page/yunpan?spaceId=26810061928&fileId=190000000001',
      'file:///etc/passwd',
    ]) {
      const { kind } = readQuery(text);
      assert.equal(kind, 'problem', text);
    }
  });

  it('is nothing for several ids, and for what is empty or too long', () => {
    const other = 'rig1KBxzVU2cfudZjonnkCWCbTA48Z3G';
    for (const text of [`${uuid} ${other}`, '', '  ', '\u200b', 'x'.repeat(201), `${'x '.repeat(2500)}`]) {
      assert.equal(readQuery(text).kind, 'problem', text.slice(0, 40));
    }
  });

  it('is a name otherwise, be it odd', () => {
    for (const [text, keyword = text] of [
      ['Budget.xlsx'],
      ['预算 2026'],
      ['2026 11'],
      ['2026-11'],
      ['$(search) <b>%00</b>'],
      ["'; drop table"],
      ['../../etc'],
      ['  a \n b ', 'a b'],
      ['190000000001'],
      ['C:\\Users\\x'],
    ] as const) {
      assert.deepEqual(readQuery(text), { kind: 'name', keyword }, text);
    }
    assert.ok(mayBeDentryId('190000000001'));
    assert.ok(!mayBeDentryId('2026'));
  });

  it('can be written down again, and read as the same', () => {
    for (const text of [uuid, drive, 'https://alidocs.dingtalk.com/i/p/x', 'Budget  2026']) {
      assert.deepEqual(readQuery(textOf(readQuery(text))), readQuery(text));
    }
    assert.equal(textOf(readQuery('')), '');
  });
});
