import { realTimers } from './timers.ts';

/** Calls that may start in any second: DingTalk allows 20, and counts them when they arrive. */
export const maxRate = 18;
const second = 1000;
/** By how many calls a second the rate grows in a second, after it was halved. */
const recovery = 4;
/** Turns that a call may be late by and still be made up for: timers of a busy machine are late. */
const maxCatchUp = 4;

export interface Turn<T> {
  /** By the pacer's clock, in milliseconds. */
  readonly start: number;
  readonly prepared: T;
}

/**
 * Lets calls start in their order, evenly, and at most 18 in any second; after a throttle at half the rate, then a
 * little faster with each answer (additive increase, multiplicative decrease). Evenly, because what starts in bursts
 * may arrive closer together than it left.
 *
 * By hand, as the well-kept queues have fixed rates.
 */
export class Pacer {
  private rate = maxRate;
  private queue: Promise<unknown> = Promise.resolve();
  /** When the last calls started, or were due to; the oldest first. */
  private readonly starts: number[] = [];
  private due = Number.NEGATIVE_INFINITY;
  private slowedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly now: () => number = realTimers.now,
    private readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<unknown> = realTimers.wait,
  ) {}

  /**
   * Resolves when a call may start, with the time of its start. `prepare` runs once its turn has come; the calls behind
   * it wait, or they would all leave at once after it.
   *
   * @throws what `prepare` throws; the signal's reason when `signal` aborted. The turn then goes to the next call
   */
  turn<T>(prepare: () => Promise<T>, signal?: AbortSignal): Promise<Turn<T>> {
    const asked = this.now();
    const turn = this.queue.then(() => this.next(asked, prepare, signal));
    this.queue = turn.catch(() => {});
    return turn;
  }

  /** Call when a call that started at `start` was throttled. */
  throttled(start: number): void {
    // Calls that left before the rate was halved say nothing about the new one.
    if (start > this.slowedAt) {
      this.rate = Math.max(1, this.rate / 2);
      this.slowedAt = this.now();
    }
  }

  /** Call when a call was answered. */
  answered(): void {
    this.rate = Math.min(maxRate, this.rate + recovery / this.rate);
  }

  private async next<T>(asked: number, prepare: () => Promise<T>, signal?: AbortSignal): Promise<Turn<T>> {
    signal?.throwIfAborted();
    const interval = second / this.rate;
    // What was late is made up for, within bounds; a rest before the call was asked for is no reason for a burst.
    const due = Math.max(this.due + interval, asked - interval, this.now() - maxCatchUp * interval);
    const free = (this.starts.at(-maxRate) ?? Number.NEGATIVE_INFINITY) + second;
    const pause = Math.max(due, free) - this.now();
    if (pause > 0) {
      await this.wait(Math.ceil(pause), signal);
    }
    const prepared = await prepare();
    signal?.throwIfAborted();
    const start = this.now();
    this.due = due;
    this.starts.push(start);
    if (this.starts.length > maxRate) {
      this.starts.shift();
    }
    return { start, prepared };
  }
}

/** The pacers, one for each endpoint, app and API. */
export class Pacers {
  private readonly pacers = new Map<string, Pacer>();

  constructor(private readonly create: () => Pacer = () => new Pacer()) {}

  get(lane: string): Pacer {
    const known = this.pacers.get(lane);
    if (known !== undefined) {
      return known;
    }
    const pacer = this.create();
    this.pacers.set(lane, pacer);
    return pacer;
  }
}
