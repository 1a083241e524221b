import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Timers } from '../../src/dingtalk/wire/timers.ts';

interface Alarm {
  readonly at: number;
  ring(): void;
}

/** A clock that jumps to the next alarm once nothing else is left to do. */
export class SimulatedTime implements Timers {
  private time = 0;
  private alarms: Alarm[] = [];

  /** @param lateness milliseconds by which a timer is late */
  constructor(private readonly lateness: () => number = () => 0) {}

  now = () => this.time;

  wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = Math.max(1, milliseconds) + this.lateness();
      const end = () => {
        this.alarms = this.alarms.filter(other => other !== alarm);
        signal?.removeEventListener('abort', end);
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      };
      const alarm = { at: this.time + late, ring: end };
      this.alarms.push(alarm);
      if (signal?.aborted) end();
      else signal?.addEventListener('abort', end);
    });

  timeout = (): AbortSignal => new AbortController().signal;

  /** Lets time pass until `work` is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    work.then(end, end);
    for (;;) {
      await nextTurn();
      if (isDone) {
        return work;
      }
      const first = this.alarms.reduce<Alarm | undefined>(
        (first, alarm) => (first === undefined || alarm.at < first.at ? alarm : first),
        undefined,
      );
      if (first === undefined) {
        throw new Error('Nothing is going to happen any more.');
      }
      this.time = Math.max(this.time, first.at);
      first.ring();
    }
  }
}
