import assert from 'node:assert/strict';
import type { Clock } from '../../../src/budget/background/backgroundRefresh.ts';

const start = Date.UTC(2026, 10, 2, 9, 20);

/** Time that passes only on demand. */
export class SimulatedClock implements Clock {
  private time = start;
  private readonly timers = new Set<{ at: number; callback: () => void }>();
  private seed = 1;

  now = () => this.time;

  random = () => {
    this.seed = (this.seed * 16_807) % 2_147_483_647;
    return this.seed / 2_147_483_647;
  };

  after = (milliseconds: number, callback: () => void) => {
    assert.ok(milliseconds >= 0 && milliseconds < 2 ** 31, `a timer of ${milliseconds} ms`);
    const timer = { at: this.time + milliseconds, callback };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };

  get timerCount() {
    return this.timers.size;
  }

  pass(milliseconds: number) {
    const end = this.time + milliseconds;
    for (let steps = 0; ; steps++) {
      assert.ok(steps < 10_000, 'a timer that starts itself again and again');
      const [next] = [...this.timers].toSorted((a, b) => a.at - b.at);
      if (next === undefined || next.at > end) break;
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.callback();
    }
    this.time = end;
  }
}
