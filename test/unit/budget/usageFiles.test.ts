import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { monthBefore, monthOf } from '../../../src/budget/month.ts';
import { UsageFiles } from '../../../src/budget/usageFiles.ts';
import { UsageLog } from '../../../src/budget/usageLog.ts';
import { usageRows } from '../../../src/budget/usageReport.ts';
import { DingTalkError } from '../../../src/dingtalk/errors.ts';
import { useFolder } from '../../support/withFolder.ts';

const charge = (purpose = 'quota', corpId = 'ding1') => ({ corpId, purpose, calls: 1 as const });
/** In China it is December by then. */
const now = Date.UTC(2026, 10, 30, 16, 0, 0);
const day = 86_400_000;

describe('months in China', () => {
  it('begin at 16 h UTC the day before', () => {
    assert.deepEqual([monthOf(now - 1), monthOf(now)], ['2026-11', '2026-12']);
    assert.deepEqual(
      [monthBefore(now, 0), monthBefore(now, 11), monthBefore(now, 12)],
      ['2026-12', '2026-01', '2025-12'],
    );
  });
});

describe('usage files', () => {
  const folder = useFolder();
  let time: number;
  const warnings: string[] = [];
  beforeEach(() => {
    time = now;
    warnings.length = 0;
  });

  const clock = () => time;
  const openLog = (at = folder.path) => new UsageLog(at, { warn: line => warnings.push(line) }, clock);
  const openFiles = () => new UsageFiles(folder.path, clock);
  const rows = async () => usageRows(await openFiles().year()).map(row => Object.values(row).join(' '));

  it('add up all windows by month, organization and purpose, without the calls that do not count', async () => {
    const [one, two] = [openLog(), openLog()];
    one.count(charge());
    one.count(charge())(new DingTalkError('throttled'));
    two.count(charge())(new DingTalkError('timeout'));
    two.count(charge('lookup', 'ding2'));
    time += 40 * day;
    one.count(charge('audit'));
    assert.deepEqual(await rows(), [
      '2027-01 ding1 audit 1',
      '2026-12 ding1 quota 2',
      '2026-12 ding2 lookup 1',
    ]);
  });

  it('take a call back from the month that it was counted to', async () => {
    time = now - 1;
    const failed = openLog().count(charge());
    time = now + 5000;
    failed(new DingTalkError('throttled'));
    assert.deepEqual(await rows(), []);
  });

  it('overlook torn and foreign lines', async () => {
    openLog().count(charge());
    const month = path.join(folder.path, '2026-12');
    const [file = ''] = readdirSync(month);
    appendFileSync(path.join(month, file), '\n{"at":1,"corpId":"ding1","pur');
    appendFileSync(path.join(month, file), `\n${JSON.stringify({ at: 1, ...charge() })}`);
    writeFileSync(path.join(month, 'foreign'), '\nnull\n[]\n{"calls":"many"}\n\0\0');
    assert.deepEqual(await rows(), ['2026-12 ding1 quota 2']);
  });

  it('become one file a day after their month, and count the same', async () => {
    for (const window of [openLog(), openLog(), openLog()]) {
      window.count(charge());
      window.count(charge('verify'));
    }
    time = Date.UTC(2026, 11, 31, 15, 59) + day;
    const before = await rows();
    assert.deepEqual(readdirSync(folder.path), ['2026-12']);
    time += 120_000;
    assert.deepEqual(await rows(), before);
    assert.deepEqual(readdirSync(folder.path), ['2026-12.json']);
    assert.deepEqual(await rows(), before);
  });

  it('are folded by several windows at once without losing a call', async () => {
    for (let window = 0; window < 50; window++) openLog().count(charge());
    time += 60 * day;
    for (const result of await Promise.all([rows(), rows(), rows(), rows()])) {
      assert.deepEqual(result, ['2026-12 ding1 quota 50']);
    }
  });

  it('count from the windows’ own files where folding was cut short by a kill', async () => {
    openLog().count(charge());
    writeFileSync(path.join(folder.path, '2026-12.json'), '[{"at":0,"cor');
    time += 60 * day;
    assert.deepEqual(await rows(), ['2026-12 ding1 quota 1']);
  });

  it('are kept for a year', async () => {
    openLog().count(charge());
    mkdirSync(path.join(folder.path, 'not ours'));
    time += 334 * day;
    assert.deepEqual(await rows(), ['2026-12 ding1 quota 1']);
    time += 31 * day;
    assert.deepEqual(await rows(), []);
    assert.deepEqual(readdirSync(folder.path), ['not ours']);
  });

  it('that cannot be written fail no call, and are told of once', () => {
    const file = path.join(folder.path, 'file');
    writeFileSync(file, '');
    const log = openLog(file);
    log.count(charge())(new DingTalkError('throttled'));
    log.count(charge());
    assert.deepEqual(warnings, ['API calls are made but cannot be counted: ENOTDIR']);
  });

  it('are read in no time where 5,000 calls were made in 300 windows', async () => {
    mkdirSync(path.join(folder.path, '2026-12'));
    const line = `\n${JSON.stringify({ at: now, ...charge() })}`;
    for (let window = 0; window < 300; window++) {
      writeFileSync(
        path.join(folder.path, '2026-12', `${window}.jsonl`),
        line.repeat(window < 200 ? 17 : 16),
      );
    }
    const started = performance.now();
    assert.equal((await openFiles().thisMonth()).get('ding1')?.total, 5000);
    const took = performance.now() - started;
    console.log(`      read in ${took.toFixed(0)} ms`);
    assert.ok(took < 2000, `${took} ms`);
  });
});
