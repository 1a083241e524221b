import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DailyReading } from '../../../src/budget/background/dailyReading.ts';
import { Turns } from '../../../src/budget/background/turns.ts';
import { dayStart, monthOf } from '../../../src/budget/month.ts';
import { useFolder } from '../../support/withFolder.ts';
import { SimulatedClock } from './simulatedClock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('the daily reading', function () {
  // Real files, on a disk that may be busy.
  this.timeout(60_000);
  const folder = useFolder();
  let clock: SimulatedClock;
  let taken: number[];
  beforeEach(() => {
    clock = new SimulatedClock();
    taken = [];
  });

  const openWindow = (isOn = true, turns = new Turns(path.join(folder.path, 'daily'))) => {
    const window = { isOn };
    const daily = new DailyReading(
      {
        isOn: () => window.isOn,
        lastTurn: () => turns.last(),
        takeTurn: (now, interval) => turns.take(now, interval),
        read(since) {
          assert.equal(since, dayStart(clock.now()));
          taken.push(clock.now());
        },
      },
      clock,
    );
    daily.update();
    return { window, daily };
  };

  it('has no timer while it is off', () => {
    const { window, daily } = openWindow(false);
    assert.equal(clock.timerCount, 0);
    window.isOn = true;
    daily.update();
    assert.equal(clock.timerCount, 1);
    window.isOn = false;
    daily.update();
    clock.pass(3 * day);
    assert.deepEqual(taken, []);
  });

  it('is taken once a day among all windows, off the full hour, and at most 31 times a month', () => {
    const windows = [openWindow(), openWindow(), openWindow()];
    clock.pass(90 * day);
    assert.equal(taken.length, 91);
    assert.equal(new Set(taken.map(dayStart)).size, taken.length);
    for (const month of new Set(taken.map(monthOf))) {
      const count = taken.filter(time => monthOf(time) === month).length;
      assert.ok(count <= 31, `${count} in ${month}`);
    }
    for (const time of taken) {
      const sinceHour = time % hour;
      assert.ok(sinceHour >= 5 * minute && sinceHour <= 55 * minute, new Date(time).toISOString());
    }
    for (const { daily } of windows) daily.dispose();
  });

  it('is taken in windows that are open for an hour a day', () => {
    for (let count = 0; count < 10; count++) {
      const { daily } = openWindow();
      clock.pass(hour);
      daily.dispose();
      clock.pass(day - hour);
    }
    assert.equal(taken.length, 10);
  });

  it('is not taken where no turn can be kept, and tries no more than once a day', () => {
    const file = path.join(folder.path, 'file');
    writeFileSync(file, '');
    openWindow(true, new Turns(file));
    clock.pass(5 * day);
    assert.deepEqual(taken, []);
    assert.equal(clock.timerCount, 1);
  });
});
