import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { countLeftovers, lock } from '../../../../src/audit/store/lock.ts';
import { withFolder } from '../../../support/withFolder.ts';

const times = { sign: 20, silence: 10_000 };
const inLock = (use: (file: string) => Promise<void>) => withFolder(folder => use(path.join(folder, 'lock')));
const holder = (pid: number, host = hostname()) => JSON.stringify({ id: 'x', pid, host });
const longAgo = new Date(Date.now() - 3_600_000);

/** A process number that was in use, and is not any more. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

describe('lock', () => {
  it('is left over only where its process was of this machine, and is gone', () =>
    withFolder(async folder => {
      const texts = [holder(deadPid()), holder(process.pid), holder(deadPid(), 'elsewhere'), '{"torn'];
      const files = texts.map((_, index) => path.join(folder, String(index)));
      for (const [index, text] of texts.entries()) await writeFile(files[index] ?? '', text);
      assert.equal(await countLeftovers([...files, path.join(folder, 'none')]), 1);
    }));

  it('is held once, and can be had again when it was released', () =>
    inLock(async file => {
      const held = await lock(file, times);
      assert.ok(held);
      assert.equal(await lock(file, times), undefined);
      await held.release();
      const again = await lock(file, times);
      assert.ok(again);
      await again.release();
      assert.deepEqual(await readdir(path.dirname(file)), []);
    }));

  it('of a process that is gone is taken over at once, by one of many (100 times)', () =>
    inLock(async file => {
      const pid = deadPid();
      for (let time = 0; time < 100; time++) {
        await writeFile(file, holder(pid));
        const all = await Promise.all(Array.from({ length: 20 }, () => lock(file, times)));
        const taken = all.filter(each => each !== undefined);
        assert.equal(taken.length, 1);
        assert.deepEqual(await readdir(path.dirname(file)), ['lock']);
        await taken[0]?.release();
      }
    }));

  it('can be taken over though somebody was killed in the middle of taking it over', () =>
    inLock(async file => {
      await writeFile(file, holder(deadPid()));
      await writeFile(`${file}.takeover`, '');
      assert.equal(await lock(file, times), undefined);
      await utimes(`${file}.takeover`, longAgo, longAgo);
      assert.ok(await lock(file, times));
    }));

  it('of a living process is its own, after a long silence too, if it gives a sign again', () =>
    inLock(async file => {
      const held = await lock(file, times);
      await utimes(file, longAgo, longAgo);
      assert.equal(await lock(file, times), undefined);
      await held?.release();
    }));

  it('whose holder gives no sign for long is taken over: its number may be used by another process', () =>
    inLock(async file => {
      await writeFile(file, holder(process.pid));
      assert.equal(await lock(file, times), undefined);
      await utimes(file, longAgo, longAgo);
      assert.ok(await lock(file, times));
    }));

  it('whose time lies in the future is watched for a sign of life, then taken over: the clock was set back', () =>
    inLock(async file => {
      const later = new Date(Date.now() + 3_600_000);
      await writeFile(file, holder(process.pid));
      await utimes(file, later, later);
      assert.ok(await lock(file, times));
    }));

  it('whose takeover was cut off in the future can be taken over', () =>
    inLock(async file => {
      const later = new Date(Date.now() + 3_600_000);
      await writeFile(file, holder(deadPid()));
      await writeFile(`${file}.takeover`, '');
      await utimes(`${file}.takeover`, later, later);
      assert.ok(await lock(file, times));
    }));

  it('of another machine, or cut off in the making, is judged by its signs alone', () =>
    inLock(async file => {
      for (const text of [holder(deadPid(), 'elsewhere'), '', '{']) {
        await writeFile(file, text);
        assert.equal(await lock(file, times), undefined);
        await utimes(file, longAgo, longAgo);
        const taken = await lock(file, times);
        assert.ok(taken);
        await taken.release();
      }
    }));
});
