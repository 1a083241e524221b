import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AlertFiles } from '../../../src/history/alerts/alertFiles.ts';
import {
  type AlertState,
  decideAlerts,
  mute,
  type NewReading,
  noAlerts,
  snooze,
} from '../../../src/history/alerts/alerts.ts';
import { noon } from './series.ts';

const thresholds = { warning: 800n, error: 950n };
const at = (
  perMille: number,
  fullInDays?: number,
  corpId = 'dingacme',
  max: bigint | undefined = 1000n,
): NewReading => ({
  corpId,
  partitionType: 'P',
  quota: { used: BigInt(perMille), type: 'PRIVATE', ...(max === undefined ? {} : { max }) },
  fullInDays,
});

/** What is shown on each day, with one reading a day. */
class Days {
  state: AlertState = noAlerts;
  private day = 0;

  next(...readings: NewReading[]): string {
    this.day++;
    const rules = { thresholds, forecastAlertDays: 30, now: this.now };
    const { alerts, state } = decideAlerts(this.state, readings, rules);
    this.state = state;
    return alerts.map(({ reading, kind }) => `${reading.corpId} ${kind}`).join();
  }

  get now(): number {
    return noon(this.day);
  }
}

describe('alerts', () => {
  it('tell each level once, the highest crossed, and again only after it was two points below', () => {
    const days = new Days();
    const told = [799, 800, 940, 950, 960, 1000, 1100, 990, 981, 979, 1000, 931, 950, 929, 950, 770, 800];
    assert.deepEqual(
      told.map(perMille => days.next(at(perMille)).replace('dingacme ', '')),
      [
        '',
        'warning',
        '',
        'error',
        '',
        'capacity',
        '',
        '',
        '',
        '',
        'capacity',
        '',
        '',
        '',
        'error',
        '',
        'warning',
      ],
    );
    assert.equal(new Days().next(at(999)), 'dingacme error');
  });

  it('tell several organizations at once, and nothing without a capacity', () => {
    const days = new Days();
    assert.equal(
      days.next(at(960, undefined, 'a'), at(100, undefined, 'b'), at(1000, undefined, 'constructor')),
      'a error,constructor capacity',
    );
    assert.equal(days.next(at(9999, undefined, 'd', -1n), at(0, undefined, 'e', 0n)), '');
    const none = { ...at(5), quota: { used: 5n, type: '' } };
    assert.equal(days.next(none), '');
  });

  it('tell a forecast on the second day that it holds, once', () => {
    const days = new Days();
    const told = [29, 31, 30, 28, 27, 35, 29, 46, 29, 28].map(fullIn => days.next(at(500, fullIn)));
    assert.deepEqual(told.map(Boolean), [false, false, false, true, false, false, false, false, false, true]);
    const rules = { thresholds, forecastAlertDays: 0, now: days.now };
    assert.deepEqual(decideAlerts(noAlerts, [at(500, 1)], rules), { alerts: [], state: noAlerts });
  });

  it('are quiet for a week after a snooze, and while muted, and then tell what is still so', () => {
    const days = new Days();
    assert.equal(days.next(at(960)), 'dingacme error');
    days.state = snooze(days.state, 'dingacme', days.now);
    const week = Array.from({ length: 7 }, () => days.next(at(960)));
    assert.deepEqual(week, ['', '', '', '', '', '', 'dingacme error']);
    days.state = mute(days.state, 'dingacme', true);
    assert.equal(days.next(at(1000)), '');
    days.state = mute(days.state, 'dingacme', false);
    assert.equal(days.next(at(1000)), 'dingacme capacity');
  });
});

describe('alert files', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dingtalk-storage-alerts-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const rules = { thresholds, forecastAlertDays: 30, now: noon(1) };
  const ask = (reading: NewReading) =>
    new AlertFiles(folder).update(state => decideAlerts(state, [reading], rules));

  it('let one of many windows tell', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => ask(at(960))));
    assert.equal(results.flatMap(result => result?.alerts ?? []).length, 1);
    const others = await Promise.all(Array.from({ length: 8 }, (_, index) => ask(at(960, 1, `org${index}`))));
    assert.equal(others.flatMap(result => result?.alerts ?? []).length, 8);
    const { partitions } = await new AlertFiles(folder).read();
    assert.equal(Object.keys(partitions).length, 9);
  });

  it('keep their last states, so that a slow window finds its number taken, and no more', async () => {
    const states = async () =>
      (await readdir(folder)).map(name => Number.parseInt(name, 10)).toSorted((a, b) => a - b);
    for (let index = 0; index < 15; index++) await ask(at(960, 1, `org${index}`));
    assert.equal((await states()).length, 15);
    for (let index = 15; index < 50; index++) await ask(at(960, 1, `org${index}`));
    assert.deepEqual(
      await states(),
      Array.from({ length: 20 }, (_, index) => index + 31),
    );
  });

  it('go on after a torn file, and keep any name', async () => {
    await ask(at(960, undefined, '__proto__'));
    await writeFile(path.join(folder, '2.json'), '{"partitio');
    assert.deepEqual((await ask(at(960, undefined, '__proto__')))?.alerts, []);
    assert.equal((await ask(at(960)))?.alerts.length, 1);
    assert.equal((await ask(at(960)))?.alerts.length, 0);
  });

  it('tell nothing where nothing can be written', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const files = new AlertFiles(path.join(folder, 'file'));
    assert.equal(await files.update(state => decideAlerts(state, [at(960)], rules)), undefined);
  });
});
