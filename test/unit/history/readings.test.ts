import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dayLength } from '../../../src/history/localDay.ts';
import { arrange, lineOf, readLines, thin } from '../../../src/history/readings.ts';
import { ReadingFiles } from '../../../src/history/store/readingFiles.ts';
import { ReadingLog } from '../../../src/history/store/readingLog.ts';
import { bundle } from '../../support/bundle.ts';
import { times } from '../../support/thorough.ts';
import { GB, noon, reading, TB, unlimited } from './series.ts';

const corpId = 'ding/../ä';

describe('readings', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dingtalk-storage-history-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are exact, leave out what is absent, and skip what is torn or foreign', () => {
    const exact = reading(1, 9_223_372_036_854_775_807n, unlimited);
    assert.equal(
      lineOf(exact),
      `{"at":${noon(1)},"partitionType":"PUBLIC_OSS_PARTITION","used":"9223372036854775807","type":"PRIVATE"}`,
    );
    const text = `${lineOf(exact)}\n{"at":5,"used\n\nnull\n{"at":1,"used":"x"}\n${lineOf(reading(2, 1n)).replace('{', '{"new":[1],')}\n`;
    assert.deepEqual(readLines(text), [exact, reading(2, 1n)]);
  });

  it('are thinned to one an hour, then one a day, and keep changes of the capacity', () => {
    const now = noon(400);
    const minutes = (day: number, minute: number, max = TB) => ({
      ...reading(day, GB, max),
      at: noon(day) + minute * 60_000,
    });
    const all = [
      minutes(-900, 0),
      minutes(100, 0),
      minutes(100, 10),
      minutes(100, 200),
      minutes(101, 0),
      minutes(101, 10, 2n * TB),
      minutes(101, 20, 2n * TB),
      minutes(399, 0, 2n * TB),
      minutes(399, 10, 2n * TB),
      minutes(399, 70, 2n * TB),
    ];
    assert.deepEqual(
      thin(all, now),
      [3, 4, 5, 6, 8, 9].map(index => all[index]),
    );
  });

  it('of several windows are read together; old files become one, and nothing is lost', async () => {
    const now = noon(100);
    for (const day of [1, 2, 3]) {
      const log = new ReadingLog(folder, () => noon(day));
      assert.equal(log.append(corpId, noon(day), [reading(day, GB)]), undefined);
    }
    const own = path.join(folder, encodeURIComponent(corpId));
    for (const name of await readdir(own)) await utimes(path.join(own, name), noon(3) / 1000, noon(3) / 1000);
    new ReadingLog(folder, () => now).append(corpId, now, [reading(100, GB)]);
    await utimes(
      path.join(
        own,
        (await readdir(own)).find(name => name.startsWith(String(Math.floor(now / dayLength)))) ?? '',
      ),
      now / 1000,
      now / 1000,
    );

    const files = new ReadingFiles(folder, () => now);
    const wanted = [1, 2, 3, 100].map(day => reading(day, GB));
    new ReadingLog(folder, () => now).append(corpId, now, [{ partitionType: 'No quota' }]);
    const both = await Promise.all([files.read(corpId), new ReadingFiles(folder, () => now).read(corpId)]);
    assert.deepEqual(both, [wanted, wanted]);
    assert.deepEqual(await files.read(corpId), wanted);
    assert.ok((await readdir(own)).length <= 3);
    assert.deepEqual(await files.read('nobody'), []);
    await files.forget(corpId);
    assert.deepEqual(await files.read(corpId), []);
  });

  it('outlive a full disk: half a line costs itself alone', async () => {
    let isFull = false;
    const log = new ReadingLog(folder, Date.now, (file, text) => {
      appendFileSync(file, isFull ? text.slice(0, 20) : text);
      if (isFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    });
    await mkdir(path.join(folder, encodeURIComponent(corpId)));
    assert.equal(log.append(corpId, noon(1), [reading(1, GB)]), undefined);
    isFull = true;
    assert.equal(log.append(corpId, noon(2), [reading(2, GB)]), 'ENOSPC');
    isFull = false;
    assert.equal(log.append(corpId, noon(3), [reading(3, GB)]), undefined);
    assert.deepEqual(await new ReadingFiles(folder).read(corpId), [reading(1, GB), reading(3, GB)]);
    await writeFile(path.join(folder, 'file'), '');
    assert.notEqual(new ReadingLog(path.join(folder, 'file')).append(corpId, 1, [reading(1, GB)]), undefined);
  });

  const kills = times(50, 6);
  it(`outlive ${kills} kills of two windows: no line is lost, none is read torn`, async () => {
    const entry = await bundle(path.join(import.meta.dirname, 'writer.ts'));
    const told = new Set<number>();
    for (let kill = 0; kill < kills / 2; kill++) {
      await Promise.all(
        [0, 1].map(async window => {
          const input = { folder, corpId, first: (kill * 2 + window + 1) * 1_000_000 };
          const env = { ...process.env, NODE_V8_COVERAGE: '', WRITER: JSON.stringify(input) };
          const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'inherit'] });
          for (const at of await killAfter(child, 5 + ((kill * 7 + window * 13) % 40))) told.add(at);
        }),
      );
    }
    const readings = await new ReadingFiles(folder).read(corpId);
    const read = new Map(readings.map(({ at, quota: { used } }) => [at, used]));
    for (const at of told) assert.equal(read.get(at), BigInt(at));
    for (const [at, used] of read) assert.equal(used, BigInt(at));
    assert.ok(told.size >= 5 * kills, `${told.size}`);
    assert.deepEqual(arrange(readings), readings);
  }).timeout(180_000);
});

async function killAfter(child: ChildProcess, lines: number): Promise<number[]> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    if (text.split('\n').length > lines) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return text.split('\n').slice(0, -1).map(Number);
}
