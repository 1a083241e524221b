import { realTimers } from './timers.ts';

/** Calls that may start in any one second: DingTalk allows 20, and counts them when they arrive. */
export const maxRate = 18;
const second = 1000;
/** How fast the rate recovers after it was halved, in calls per second, per second. */
const recovery = 4;
/** How many turns of delay may be made up for: timers run late on a busy machine. */
const maxCatchUp = 4;

export interface Turn<T> {
  /** By the pacer's clock, in milliseconds. */
  readonly start: number;
  readonly prepared: T;
}

/**
 * Starts calls in order, evenly, and at most 18 in any second; after a throttle at half the rate, then a little faster
 * with each answer (additive increase, multiplicative decrease). Evenly, because bursts may arrive closer together
 * than they left.
 *
 * Written by hand because the well-maintained queues have fixed rates.
 */
export class Pacer {
  private rate = maxRate;
  private queue: Promise<unknown> = Promise.resolve();
  /** When the last calls started, oldest first. */
  private readonly starts: number[] = [];
  private due = Number.NEGATIVE_INFINITY;
  private slowedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly now: () => number = realTimers.now,
    private readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<unknown> = realTimers.wait,
    /** Milliseconds between two starts at least, for the products that DingTalk throttles far below its limit. */
    private readonly spacing = 0,
  ) {}

  /**
   * Resolves when a call may start, with its start time. `prepare` runs once the call's turn has come; the calls behind
   * it wait, or they would all leave at once afterwards.
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
    // Delays are made up for, within bounds; idle time before the call was requested does not justify a burst.
    const due = Math.max(this.due + interval, asked - interval, this.now() - maxCatchUp * interval);
    const free = (this.starts.at(-maxRate) ?? Number.NEGATIVE_INFINITY) + second;
    const spaced = (this.starts.at(-1) ?? Number.NEGATIVE_INFINITY) + this.spacing;
    const pause = Math.max(due, free, spaced) - this.now();
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

  constructor(
    private readonly create = (spacing?: number) => new Pacer(realTimers.now, realTimers.wait, spacing),
  ) {}

  /** @param spacing milliseconds, as a {@link Pacer} has it */
  get(lane: string, spacing?: number): Pacer {
    const known = this.pacers.get(lane);
    if (known !== undefined) {
      return known;
    }
    const pacer = this.create(spacing);
    this.pacers.set(lane, pacer);
    return pacer;
  }
}
