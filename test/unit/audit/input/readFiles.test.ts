import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileList } from '../../../../src/audit/input/fileList.ts';
import { decodeInput } from '../../../../src/audit/input/inputFile.ts';
import { readFiles, readInput } from '../../../../src/audit/input/readFiles.ts';
import { readDentryUuid, suggestedDentryUuid } from '../../../../src/dingtalk/dentryUuid.ts';
import { times } from '../../../support/thorough.ts';
import { withFolder } from '../../../support/withFolder.ts';
import { L, read, U, uuids, V, W } from './reading.ts';

describe('how bytes are a text', () => {
  const table = `dentryUuid,名称\n${U},合同终稿\n${V},预算\n`;
  const utf8 = Buffer.from(table);
  const read8 = async (bytes: Uint8Array) => decodeInput(bytes);
  it('stays UTF-8 with a byte that is wrong, and has one replacement character', async () => {
    for (const at of [0, 11, 20, utf8.length - 1]) {
      for (const wrong of [0xe9, 0xff, 0x80, 0xc3, 0xa1]) {
        const bytes = Buffer.concat([utf8.subarray(0, at), Buffer.from([wrong]), utf8.subarray(at)]);
        const text = await read8(bytes);
        assert.equal(text.replaceAll('\ufffd', '').length >= table.length - 2, true);
        assert.ok(text.includes('合同终稿'));
        assert.deepEqual(uuids(await read(text, 'x.csv')).at(-1), V);
      }
    }
    const ascii = Buffer.concat([Buffer.from([0xe9]), Buffer.from(`${U}\n`)]);
    assert.equal(await read8(ascii), `\ufffd${U}\n`);
    assert.equal(
      await read8(Buffer.concat([Buffer.from(`${U},caf`), Buffer.from([0xe9, 0x0a])])),
      `${U},caf\ufffd\n`,
    );
  });

  it('stays UTF-8 where it is cut off inside its last character', async () => {
    for (const character of ['合', '表', 'é', '👩', '同']) {
      const whole = Buffer.from(`${U},${character}`);
      for (let length = Buffer.from(U).length + 2; length < whole.length; length++) {
        assert.equal(await read8(whole.subarray(0, length)), `${U},\ufffd`, `${character} ${length}`);
      }
    }
  });

  it('is GB 18030 where it is that, whole or cut off, and UTF-16 with and without its mark', async () => {
    const gb = [0xba, 0xcf, 0xcd, 0xac, 0xd6, 0xd5, 0xb8, 0xe5];
    assert.equal(await read8(Buffer.from(gb)), '合同终稿');
    assert.equal(await read8(Buffer.from([...Buffer.from(`${U},`), ...gb.slice(0, 2), 0x0a])), `${U},合\n`);
    assert.equal(await read8(Buffer.from([...Buffer.from(`${U},`), ...gb.slice(0, 7)])), `${U},合同终\ufffd`);
    for (const mark of ['\ufeff', '']) {
      const bytes = Buffer.from(mark + table, 'utf16le');
      assert.equal(await read8(bytes), table);
      assert.equal(await read8(Buffer.from(bytes).swap16()), table);
    }
  });
});

describe('what is hostile', () => {
  const length = times(1_000_000, 200_000);
  for (const part of [
    '\\',
    '%25',
    'a',
    'a-',
    '_',
    '.',
    '"',
    '/',
    'a\u200b',
    '&a',
    'aB',
    'docs',
    '\\n',
    'a:',
    '[',
    U,
  ]) {
    it(`is read to its end: ${JSON.stringify(part)}`, async () => {
      const text = part.repeat(length / part.length);
      for (const file of ['', 'x.csv', 'x.json', 'x.jsonl']) {
        for (const begin of ['', `${U} `, `dentryUuid,name\n${U},`, 'alidocs.dingtalk.com/i/']) {
          await readInput(file, 'it', begin + text, async ([first]) => first).catch(error =>
            assert.equal(error.kind, 'invalidParameter', String(error)),
          );
        }
      }
      readDentryUuid(text);
      suggestedDentryUuid(text);
    });
  }
});

describe('files by argument', () => {
  it('are read from a text or a file, with what was named again and what names none', async () => {
    const text = `${L}\n${U}\nnothing\n${V}\n`;
    const expected = { items: 2, duplicates: 1, skipped: 1 };
    const numbers = ({ items, duplicates, skipped }: FileList) => ({
      items: items.length,
      duplicates,
      skipped: skipped.count,
    });
    assert.deepEqual(numbers(await readFiles({ text })), expected);
    await withFolder(async folder => {
      const file = path.join(folder, 'files.txt');
      await writeFile(file, text);
      assert.deepEqual(numbers(await readFiles({ file })), expected);

      const refused = (parameter: string) => (error: unknown) => {
        const { kind, details } = error as { kind: string; details: { parameter: string; sentence: string } };
        assert.deepEqual([kind, details.parameter], ['invalidParameter', parameter]);
        assert.ok(details.sentence);
        return true;
      };
      await assert.rejects(readFiles({ text: 'nothing' }), refused('text'));
      await assert.rejects(readFiles({ text: '' }), refused('text'));
      for (const bad of [path.join(folder, 'none.csv'), folder, 'files.txt', '']) {
        await assert.rejects(readFiles({ file: bad }), refused('file'), bad);
      }
      const unclear = path.join(folder, 'x.csv');
      await writeFile(unclear, `a,b\n${U},${V}\n${V},${W}\n`);
      await assert.rejects(readFiles({ file: unclear }), refused('file'));
    });
  });
});
