import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SpaceHistory } from '../../../src/spaces/usage/spaceHistory.ts';
import { useFolder } from '../../support/withFolder.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 27);
const corpId = 'ding/acme';
const used = (bytes: bigint) => [{ spaceId: '1', name: 'x', used: bytes }];

describe('what spaces used before', () => {
  const folder = useFolder();
  const open = () => new SpaceHistory(folder.path);
  const files = () => readdir(path.join(folder.path, 'ding%2Facme', 'spaces'));

  it('is nothing at first, and stays exact', async () => {
    const history = open();
    assert.equal(await history.before(corpId, now), undefined);
    await history.keep(corpId, now - day, used(2n ** 53n + 1n));
    const before = await history.before(corpId, now);
    assert.deepEqual(before, { at: now - day, used: new Map([['1', 2n ** 53n + 1n]]) });
    assert.equal(await history.before('another', now), undefined);
  });

  it('is the newest of another day, or the newest if there is none', async () => {
    const history = open();
    await history.keep(corpId, now - 1000, used(1n));
    await history.keep(corpId, now - 500, used(2n));
    assert.equal((await history.before(corpId, now))?.used.get('1'), 2n);
    await history.keep(corpId, now - 3 * day, used(3n));
    await history.keep(corpId, now - 2 * day, used(4n));
    assert.equal((await history.before(corpId, now))?.used.get('1'), 4n);
  });

  it('passes over damaged files and those of others', async () => {
    const history = open();
    await history.keep(corpId, now - 3 * day, used(3n));
    const at = path.join(folder.path, 'ding%2Facme', 'spaces');
    await writeFile(path.join(at, `${now - 2 * day}-abc.json`), '{"at":1,"used":{"1":"tor');
    await writeFile(path.join(at, `${now - day}-abc.json`), '{"at":1,"used":{"1":5}}');
    await writeFile(path.join(at, 'notes.txt'), 'x');
    await mkdir(path.join(at, `${now}-abc.json`));
    assert.equal((await history.before(corpId, now + day))?.used.get('1'), 3n);
  });

  it('keeps the newest 60', async () => {
    const history = open();
    for (let index = 0; index < 63; index++) {
      await history.keep(corpId, now - index, used(BigInt(index)));
    }
    const names = await files();
    assert.equal(names.length, 60);
    assert.ok(!names.some(name => name.startsWith(`${now - 62}-`)));
    assert.ok(names.some(name => name.startsWith(`${now}-`)));
  });
});
