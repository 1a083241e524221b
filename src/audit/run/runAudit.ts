import { setMaxListeners } from 'node:events';
import {
  asDingTalkError,
  type DingTalkError,
  type ErrorKind,
  isCancellation,
} from '../../dingtalk/errors.ts';
import { mayPass } from '../../dingtalk/wire/call.ts';
import { usualLane } from '../../dingtalk/wire/lanes.ts';
import { realTimers, type Timers } from '../../dingtalk/wire/timers.ts';
import type { GrantList } from '../../grants/grant.ts';
import { type Audit, type AuditOutcome, type AuditResult, outcomeKey } from '../audit.ts';
import { isConnectionLost, waitForConnection } from './connection.ts';

export interface RunOptions {
  /** Asks DingTalk whether a file inherits its permissions, or for its grants. */
  ask(dentryUuid: string, signal: AbortSignal): Promise<string | GrantList>;
  /** Saves an answer; it is saved when this resolves. */
  append(result: AuditResult): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  onProgress?(progress: Progress): void;
  /** The files to ask about. Default: those without a result. */
  readonly files?: readonly string[];
  /** Ends the run. Questions that are under way are still answered. */
  readonly signal?: AbortSignal;
  /** Default: real time. */
  readonly wait?: Timers['wait'];
  /** Questions a second, as far as known. Default: that of the usual lane. */
  rate?(): number;
  /** Milliseconds that questions under way have left when the run ends. Default: 15,000. */
  readonly grace?: number;
}

export interface Progress {
  /** Files that need a result. */
  readonly total: number;
  /** How many of them have one; and how many of these came in this run. */
  readonly answered: number;
  readonly answeredNow: number;
  /** Whether no new questions are asked. */
  readonly isEnding: boolean;
  /** Whether the connection is lost; and while it is waited for, the milliseconds until the next attempt. */
  readonly isOffline: boolean;
  readonly nextAttempt?: number;
}

export type RunEnd =
  | { readonly state: 'finished' }
  | { readonly state: 'cancelled' }
  /** Going on is useless, or would waste calls, until somebody deals with the reason. */
  | { readonly state: 'paused'; readonly reason: DingTalkError };

/** Failures of this one file. After any other, the next question would fail too. */
const aboutTheFile: ReadonlySet<ErrorKind> = new Set([
  'notFound',
  'userNotPermitted',
  'otherOrganization',
  'invalidParameter',
  'badAnswer',
  'internalError',
]);
/** Of these, the ones that have a cause of their own if every file has them. */
const doubtful: ReadonlySet<ErrorKind> = new Set([
  'userNotPermitted',
  'otherOrganization',
  'badAnswer',
  'internalError',
]);
/** If an audit starts with this many of these and nothing else, it pauses: each is a metered call. */
const maxDoubtful = 20;
/** If this many files in a row fail by what may pass, after the retries of each, there is more behind it. */
const maxPassing = 24;
/** Questions are asked so many seconds ahead: answers that take a second leave no gap. */
const secondsAhead = 4 / 3;
/** How often a file that fails by what may pass is asked about. */
const maxTurns = 3;
/** Milliseconds that questions under way have left when the run ends without a connection. */
const offlineGrace = 1000;

/**
 * Asks about files, many at a time; the client below sets the pace and retries. Each answer is saved before anything
 * else is done with it, so that no question is asked twice.
 *
 * A file that fails by what may pass is asked about again at the end, twice; then the failure is its result. While the
 * connection is lost, the run waits for it, two minutes at most. What makes going on useless pauses the run. A file
 * that was not answered keeps the result that it had, if any.
 *
 * @throws what `append` throws, once nothing is under way anymore
 */
export async function runAudit(audit: Audit, options: RunOptions): Promise<RunEnd> {
  return options.signal?.aborted ? { state: 'cancelled' } : new Run(audit, options).toItsEnd();
}

type Stop = RunEnd | { readonly state: 'failed'; readonly error: unknown };

class Run {
  /** The files to ask about, in this order; a file that is to be asked about again is added at the end. */
  private readonly queue: string[];
  private next = 0;
  private readonly total: number;
  /** Files that had a result before this run. */
  private readonly before: number;
  private answeredNow = 0;
  /** How often a file failed by what may pass. */
  private readonly failures = new Map<string, number>();
  private failedInARow = 0;
  /** The results of this run, by mode and by kind of failure. */
  private readonly outcomes = new Set<string>();
  private lastFailure: DingTalkError | undefined;
  /** Why there is no connection. */
  private lost: DingTalkError | undefined;
  private isReconnecting = false;
  private stopped: Stop | undefined;
  /** Ends the questions that are under way. */
  private readonly aborting = new AbortController();
  private late: NodeJS.Timeout | undefined;

  constructor(
    private readonly audit: Audit,
    private readonly options: RunOptions,
  ) {
    const all = options.files ?? audit.items.map(({ dentryUuid }) => dentryUuid);
    const isMissing = (dentryUuid: string) => !audit.results.has(dentryUuid);
    this.queue = options.files === undefined ? all.filter(isMissing) : [...all];
    this.total = all.length;
    this.before = this.total - this.queue.length;
    // Every question listens to it, and Node would take so many listeners for a leak.
    setMaxListeners(0, this.aborting.signal);
  }

  async toItsEnd(): Promise<RunEnd> {
    const { signal } = this.options;
    const cancel = () => this.stop({ state: 'cancelled' });
    signal?.addEventListener('abort', cancel);
    while (this.hasMore()) {
      await this.askAll();
      if (this.lost !== undefined) {
        await this.reconnect(this.lost);
      }
    }
    signal?.removeEventListener('abort', cancel);
    clearTimeout(this.late);
    if (this.stopped?.state === 'failed') {
      throw this.stopped.error;
    }
    const isComplete = this.before + this.answeredNow === this.total;
    return isComplete ? { state: 'finished' } : (this.stopped ?? { state: 'cancelled' });
  }

  private hasMore(): boolean {
    return this.stopped === undefined && this.next < this.queue.length;
  }

  private isConnected(): boolean {
    return this.lost === undefined;
  }

  /** Asks about what is in the queue, until the connection is lost. */
  private async askAll(): Promise<void> {
    let underWay = 0;
    await new Promise<void>((resolve, reject) => {
      const fill = () => {
        const atOnce = secondsAhead * (this.options.rate?.() ?? usualLane.rate);
        while (underWay < atOnce && this.hasMore() && this.isConnected()) {
          underWay++;
          this.askNext().then(() => {
            underWay--;
            fill();
          }, reject);
        }
        if (underWay === 0) {
          resolve();
        }
      };
      fill();
    });
  }

  private async askNext(): Promise<void> {
    const dentryUuid = this.queue[this.next++] ?? '';
    const outcome = await this.options.ask(dentryUuid, this.aborting.signal).then(
      (answer): AuditOutcome => (typeof answer === 'string' ? { inheritance: answer } : answer),
      (error: unknown) => this.judge(error, dentryUuid),
    );
    if (outcome !== undefined) {
      this.failedInARow = 0;
      await this.keep({ dentryUuid, outcome, answeredAt: this.options.now() });
    }
  }

  /** Waits for the connection. Asks one question at a time, as each that is cut off may be metered. */
  private async reconnect(reason: DingTalkError): Promise<void> {
    const { now, wait = realTimers.wait, signal } = this.options;
    const attempt = async () => {
      this.lost = undefined;
      await this.askNext();
      return this.isConnected();
    };
    this.isReconnecting = true;
    const onPause = (pause: number) => this.report(pause);
    if (this.hasMore() && !(await waitForConnection(attempt, { now, wait, signal, onPause }))) {
      this.stop({ state: 'paused', reason: this.lost ?? reason });
    }
    this.isReconnecting = false;
  }

  /** The result that a failure counts as; `undefined` if the file stays without one. */
  private judge(error: unknown, dentryUuid: string): AuditOutcome | undefined {
    if (isCancellation(error)) {
      return undefined;
    }
    const failure = asDingTalkError(error);
    const { kind, code } = failure;
    const outcome = { kind, ...(code === undefined ? {} : { code }) };
    if (aboutTheFile.has(kind)) {
      this.lastFailure = failure;
      return outcome;
    }
    if (!mayPass(failure) && !isConnectionLost(failure)) {
      this.stop({ state: 'paused', reason: failure });
      return undefined;
    }
    const failures = mayPass(failure) ? this.countFailure(dentryUuid) : 0;
    if (failures === maxTurns) {
      return outcome;
    }
    this.queue.push(dentryUuid);
    const isGeneral = this.failedInARow >= maxPassing && failures === 1;
    if (isConnectionLost(failure) || (isGeneral && kind === 'timeout')) {
      this.lost = failure;
      this.report();
    } else if (isGeneral) {
      this.stop({ state: 'paused', reason: failure });
    }
    return undefined;
  }

  /** Counts a failure that may pass. @returns how many the file has had */
  private countFailure(dentryUuid: string): number {
    const count = (this.failures.get(dentryUuid) ?? 0) + 1;
    this.failures.set(dentryUuid, count);
    this.failedInARow++;
    return count;
  }

  private async keep(result: AuditResult): Promise<void> {
    try {
      await this.options.append(result);
    } catch (error) {
      this.stop({ state: 'failed', error });
      return;
    }
    this.outcomes.add(outcomeKey(result.outcome));
    this.answeredNow++;
    this.report();
    this.pauseIfAllFail();
  }

  /** Pauses an audit whose first files all fail alike. Only once: whoever resumes it wants to go on. */
  private pauseIfAllFail(): void {
    const { audit, answeredNow, outcomes, lastFailure } = this;
    const isStart = audit.results.size === 0 && answeredNow === maxDoubtful && outcomes.size === 1;
    if (
      isStart &&
      lastFailure !== undefined &&
      outcomes.has(lastFailure.kind) &&
      doubtful.has(lastFailure.kind)
    ) {
      this.stop({ state: 'paused', reason: lastFailure });
    }
  }

  /** Asks nothing new. Questions under way are paid for, so their answers are awaited, but not forever. */
  private stop(why: Stop): void {
    if (this.stopped === undefined) {
      this.stopped = why;
      const { grace = 15_000 } = this.options;
      const isOffline = this.isReconnecting || !this.isConnected();
      this.late = setTimeout(() => this.aborting.abort(), isOffline ? Math.min(grace, offlineGrace) : grace);
      this.report();
    }
  }

  private report(nextAttempt?: number): void {
    const { total, before, answeredNow } = this;
    this.options.onProgress?.({
      total,
      answered: before + answeredNow,
      answeredNow,
      isEnding: this.stopped !== undefined,
      isOffline: !this.isConnected(),
      ...(nextAttempt === undefined ? {} : { nextAttempt }),
    });
  }
}
