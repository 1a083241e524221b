import assert from 'node:assert/strict';
import { readdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { isInUse, writeWhole } from '../../../../src/audit/store/writeWhole.ts';
import { withFolder } from '../../../support/withFolder.ts';

const held = (code: string) => Object.assign(new Error(code), { code });

describe('writing a whole file', () => {
  for (const code of ['EPERM', 'EBUSY', 'EACCES']) {
    it(`waits for a scanner that holds the new file (${code})`, () =>
      withFolder(async folder => {
        const file = path.join(folder, 'audit.json');
        let tries = 0;
        await writeWhole(file, 'whole', async (from, to) => {
          if (++tries < 4) {
            throw held(code);
          }
          await rename(from, to);
        });
        assert.equal(await readFile(file, 'utf8'), 'whole');
        assert.deepEqual(await readdir(folder), ['audit.json']);
      }));
  }

  it('gives up where the file stays in use, and leaves nothing behind', () =>
    withFolder(async folder => {
      const write = writeWhole(path.join(folder, 'audit.json'), 'whole', async () => {
        throw held('EBUSY');
      });
      await assert.rejects(write, error => isInUse(error));
      assert.deepEqual(await readdir(folder), []);
    }));

  it('tries nothing again that cannot help', () =>
    withFolder(async folder => {
      let tries = 0;
      const write = writeWhole(path.join(folder, 'audit.json'), 'whole', async () => {
        tries++;
        throw held('ENOSPC');
      });
      await assert.rejects(write, { code: 'ENOSPC' });
      assert.equal(tries, 1);
    }));
});
