import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BackgroundRefresh, dueForRefresh } from '../../../src/budget/background/backgroundRefresh.ts';
import { Turns } from '../../../src/budget/background/turns.ts';
import { useFolder } from '../../support/withFolder.ts';
import { SimulatedClock } from './simulatedClock.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('background refresh', function () {
  // Real files, on a disk that may be busy.
  this.timeout(60_000);

  const folder = useFolder();
  let clock: SimulatedClock;
  let refreshed: number[];
  beforeEach(() => {
    clock = new SimulatedClock();
    refreshed = [];
  });

  /** A window; changes to it take effect on `update`. */
  const openWindow = (turns = new Turns(path.join(folder.path, 'turns'))) => {
    const window = { minutes: 60, isWatched: true };
    const background = new BackgroundRefresh(
      {
        interval: () => window.minutes,
        isWatched: () => window.isWatched,
        lastTurn: () => turns.last(),
        takeTurn: (now, interval) => turns.take(now, interval),
        refresh: () => void refreshed.push(clock.now()),
      },
      clock,
    );
    background.update();
    return Object.assign(background, {
      set(changes: Partial<typeof window>) {
        Object.assign(window, changes);
        background.update();
      },
    });
  };
  const gaps = () => refreshed.slice(1).map((time, index) => (time - (refreshed[index] ?? 0)) / minute);

  it('comes after the interval and a little more, and never around the top of the hour', () => {
    openWindow();
    clock.pass(10 * day);
    assert.ok(refreshed.length > 180 && refreshed.length <= 240, `${refreshed.length} times`);
    assert.ok(Math.min(...gaps()) >= 60 && Math.max(...gaps()) < 85, gaps().join(' '));
    assert.ok(new Set(gaps().map(Math.round)).size > 3, 'always the same gap');
    for (const time of refreshed) {
      const past = (time / minute) % 60;
      assert.ok(past >= 5 && past < 55, `${past} minutes past the hour`);
    }
  });

  it('is one among many windows, however they are opened and looked at', () => {
    const windows = Array.from({ length: 5 }, () => openWindow());
    for (let step = 0; step < 500; step++) {
      windows[Math.floor(clock.random() * 5)]?.set({ isWatched: clock.random() < 0.6 });
      clock.pass(clock.random() * 30 * minute);
    }
    assert.ok(refreshed.length > 60, `${refreshed.length} times`);
    assert.ok(Math.min(...gaps()) >= 60, `${Math.min(...gaps())} minutes between two`);
    assert.ok(readdirSync(path.join(folder.path, 'turns')).length <= 2);
  });

  it('has no timer when it is off or nobody is watching', () => {
    const window = openWindow();
    assert.equal(clock.timerCount, 1);
    window.set({ isWatched: false });
    assert.equal(clock.timerCount, 0);
    window.set({ isWatched: true });
    window.set({ minutes: 0 });
    assert.equal(clock.timerCount, 0);
    clock.pass(day);
    window.set({ minutes: 60 });
    window.dispose();
    assert.equal(clock.timerCount, 0);
    assert.deepEqual(refreshed, []);
  });

  it('makes up for what was missed, once, when somebody looks again', () => {
    const window = openWindow();
    window.set({ isWatched: false });
    clock.pass(10 * day + 5 * minute);
    window.set({ isWatched: true });
    clock.pass(minute);
    assert.equal(refreshed.length, 1);
  });

  it('does not trouble a window that was just opened, as it asks by itself', () => {
    openWindow().dispose();
    clock.pass(day);
    openWindow();
    clock.pass(59 * minute);
    assert.deepEqual(refreshed, []);
  });

  it('waits for an interval that is longer than a timer can be', () => {
    openWindow().set({ minutes: 60 * 24 * 40 });
    clock.pass(39 * day);
    assert.deepEqual(refreshed, []);
    clock.pass(6 * day);
    assert.equal(refreshed.length, 1);
  });

  it('does not ask, nor run hot, where no turn can be taken', () => {
    openWindow(new Turns('/dev/null/turns'));
    clock.pass(day);
    assert.deepEqual(refreshed, []);
  });
});

describe('worth asking about', () => {
  it('are organizations with calls left and figures that are not fresh', () => {
    const usedUp = ['a', 'b'];
    const fetched = new Map([
      ['b', 1],
      ['c', 99],
      ['d', 100],
    ]);
    const asked = dueForRefresh(
      ['a', 'b', 'c', 'd', 'e'],
      each => usedUp.includes(each),
      each => fetched.get(each),
      100,
    );
    assert.deepEqual(asked, ['c', 'e']);
  });
});

describe('turns', () => {
  const folder = useFolder();

  it('of a window that was killed while it took one count from then on', () => {
    writeFileSync(path.join(folder.path, '7'), '');
    const turns = new Turns(folder.path);
    assert.equal(turns.take(Date.now(), minute), false);
    assert.equal(turns.take(Date.now() + 2 * minute, minute), true);
    assert.deepEqual(readdirSync(folder.path).toSorted(), ['7', '8']);
  });
});
