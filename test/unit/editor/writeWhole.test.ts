import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isInUse, writeWhole } from '../../../src/editor/documents/writeWhole.ts';
import { withFolder } from '../../support/withFolder.ts';

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

  it('goes through links, also to a file that is not there yet, and they stay', () =>
    withFolder(async folder => {
      const [first, second] = [path.join(folder, 'first'), path.join(folder, 'second')];
      await mkdir(path.join(folder, 'below'));
      await symlink(path.join('below', 'real.csv'), second);
      await symlink('second', first);
      for (const text of ['new', 'again']) {
        await writeWhole(first, text);
        assert.equal(await readFile(path.join(folder, 'below', 'real.csv'), 'utf8'), text);
      }
      assert.ok((await lstat(first)).isSymbolicLink());
      assert.ok((await lstat(second)).isSymbolicLink());
      assert.deepEqual(await readdir(path.join(folder, 'below')), ['real.csv']);
    }));

  it('does not follow links that lead in a circle', () =>
    withFolder(async folder => {
      const file = path.join(folder, 'circle');
      await symlink('circle', file);
      await writeWhole(file, 'whole');
      assert.equal(await readFile(file, 'utf8'), 'whole');
    }));

  it('keeps the permissions of a file that it replaces', function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    return withFolder(async folder => {
      const file = path.join(folder, 'audit.csv');
      await writeFile(file, 'old');
      for (const mode of [0o600, 0o666, 0o640]) {
        await chmod(file, mode);
        let whileWritten: number | undefined;
        await writeWhole(file, 'new', async (from, to) => {
          whileWritten = (await stat(from)).mode & 0o777;
          await rename(from, to);
        });
        assert.deepEqual([whileWritten, (await stat(file)).mode & 0o777], [mode, mode]);
      }
    });
  });

  it('takes a name as long as the disk does', () =>
    withFolder(async folder => {
      const name = `${'合'.repeat(83)}xx.csv`;
      assert.equal(Buffer.byteLength(name), 255);
      await writeWhole(path.join(folder, name), 'whole');
      assert.deepEqual(await readdir(folder), [name]);
    }));

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
