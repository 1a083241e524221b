import { type Lane, usualLane } from './lanes.ts';
import { Rate } from './rate.ts';
import { realTimers } from './timers.ts';

const second = 1000;
/** Milliseconds of delay that may be made up for: timers run late on a busy machine. */
const maxCatchUp = 250;
/** How much faster than the rate calls may leave then, counted over a second: still below the limit. */
const haste = 1.025;

export interface Turn<T> {
  /** By the pacer's clock, in milliseconds. */
  readonly start: number;
  readonly prepared: T;
}

export interface TurnOptions {
  /** Work in bulk lets a person's calls go first, and it alone finds out how fast a lane may be. */
  readonly isBulk?: boolean | undefined;
  /** Goes before the other calls of its kind. */
  readonly isRetry?: boolean;
  readonly signal?: AbortSignal | undefined;
}

interface Waiting {
  readonly asked: number;
  readonly isBulk: boolean;
  /** @returns when the call started; `undefined` if it does not start */
  start(): Promise<number | undefined>;
}

/**
 * Starts the calls of one lane evenly, because bursts may arrive closer together than they left, and as fast as its
 * {@link Rate} says. A person's calls go before work in bulk.
 *
 * Written by hand because the well-maintained queues have fixed rates.
 */
export class Pacer {
  private readonly rate: Rate;
  /** Those who wait, by who goes first: a person's retries, a person's calls, and the same of work in bulk. */
  private readonly lines: readonly Set<Waiting>[] = [new Set(), new Set(), new Set(), new Set()];
  /** When the last calls started, oldest first. */
  private readonly starts: number[] = [];
  private due = Number.NEGATIVE_INFINITY;
  private isRunning = false;
  private readonly pause: { end?: AbortController } = {};

  constructor(
    private readonly now: () => number = realTimers.now,
    private readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<unknown> = realTimers.wait,
    { rate }: Pick<Lane, 'rate'> = usualLane,
  ) {
    this.rate = new Rate(rate);
  }

  /** Calls per second that the lane may make, as far as known. */
  get perSecond(): number {
    return this.rate.perSecond;
  }

  /**
   * Resolves when a call may start, with its start time. `prepare` runs once the call's turn has come; the calls behind
   * it wait, or they would all leave at once afterwards.
   *
   * @throws what `prepare` throws; the signal's reason when `signal` aborted. The turn then goes to the next call
   */
  async turn<T>(prepare: () => Promise<T>, options: TurnOptions = {}): Promise<Turn<T>> {
    const { isBulk = false, isRetry = false, signal } = options;
    signal?.throwIfAborted();
    const line = this.lines[(isBulk ? 2 : 0) + (isRetry ? 0 : 1)];
    let leave = () => {};
    const turn = new Promise<Turn<T>>((resolve, reject) => {
      const waiting: Waiting = {
        asked: this.now(),
        isBulk,
        start: async () => {
          line?.delete(waiting);
          try {
            const prepared = await prepare();
            signal?.throwIfAborted();
            const start = this.now();
            resolve({ start, prepared });
            return start;
          } catch (error) {
            reject(error);
            return undefined;
          }
        },
      };
      leave = () => {
        line?.delete(waiting);
        reject(signal?.reason);
        this.lookAgain();
      };
      line?.add(waiting);
    });
    signal?.addEventListener('abort', leave);
    this.lookAgain();
    return turn.finally(() => signal?.removeEventListener('abort', leave));
  }

  /** Call when a call that started at `start` was throttled. @param code what DingTalk called it */
  throttled(start: number, code = ''): void {
    this.rate.throttled(start, this.now(), /QpmLimit/i.test(code));
  }

  /** Call when a call that started at `start` was answered. */
  answered(start: number): void {
    this.rate.answered(start, this.now(), this.first()?.isBulk === true);
  }

  /** Who goes next, or how long that takes, may have changed. */
  private lookAgain(): void {
    this.pause.end?.abort();
    if (!this.isRunning) {
      this.isRunning = true;
      void this.run();
    }
  }

  private first(): Waiting | undefined {
    for (const line of this.lines) {
      for (const waiting of line) {
        return waiting;
      }
    }
    return undefined;
  }

  private async run(): Promise<void> {
    for (let next = this.first(); next !== undefined; next = this.first()) {
      const due = this.dueOf(next);
      const pause = Math.max(due, this.freeFor(next)) - this.now();
      if (pause > 0) {
        this.pause.end = new AbortController();
        await this.wait(Math.ceil(pause), this.pause.end.signal).catch(() => {});
        delete this.pause.end;
      } else {
        const start = await next.start();
        if (start !== undefined) {
          this.due = due;
          this.note(start);
        }
      }
    }
    this.isRunning = false;
  }

  /** When it is the turn of a call. Idle time before the call was asked for does not justify a burst. */
  private dueOf({ asked }: Waiting): number {
    const interval = second / this.perSecond;
    const catchUp = Math.max(interval, maxCatchUp);
    return Math.max(this.due + interval, asked, this.now() - catchUp);
  }

  /** When the last calls leave room for another. */
  private freeFor({ isBulk }: Waiting): number {
    const most = this.perSecond * haste;
    const many = Math.ceil(most);
    const span = (many * second) / most;
    const free = (this.starts.at(-many) ?? Number.NEGATIVE_INFINITY) + span;
    return isBulk ? Math.max(free, this.rate.bulkFrom()) : free;
  }

  private note(start: number): void {
    this.rate.started(start);
    this.starts.push(start);
    while ((this.starts[0] ?? start) < start - 2 * second && this.starts.length > 2) {
      this.starts.shift();
    }
  }
}

/** The pacers of the lanes. */
export class Pacers {
  private readonly pacers = new Map<string, Pacer>();

  constructor(
    private readonly create: (lane: Lane) => Pacer = lane => new Pacer(undefined, undefined, lane),
  ) {}

  get(lane: Lane): Pacer {
    const known = this.pacers.get(lane.key);
    if (known !== undefined) {
      return known;
    }
    const pacer = this.create(lane);
    this.pacers.set(lane.key, pacer);
    return pacer;
  }

  /** Calls per second that a lane may make, as far as known. */
  rateOf(lane: Lane): number {
    return this.pacers.get(lane.key)?.perSecond ?? lane.rate;
  }
}
