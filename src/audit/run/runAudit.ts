import { setMaxListeners } from 'node:events';
import {
  asDingTalkError,
  type DingTalkError,
  type ErrorKind,
  isCancellation,
} from '../../dingtalk/errors.ts';
import { mayPass } from '../../dingtalk/wire/call.ts';
import { type Audit, type AuditOutcome, type AuditResult, countOutcomes, outcomeKey } from '../audit.ts';

export interface RunOptions {
  /** Asks DingTalk whether a file inherits its permissions. */
  ask(dentryUuid: string, signal: AbortSignal): Promise<string>;
  /** Keeps an answer; it is kept when this resolves. */
  append(result: AuditResult): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  onProgress?(progress: Progress): void;
  /** Ends the run; questions that are under way are still answered. */
  readonly signal?: AbortSignal;
  /** Questions at a time. Default: 24, so that answers that take a second leave no gap in 18 questions a second. */
  readonly inFlight?: number;
  /** Milliseconds that questions which are under way have when the run ends. Default: 15,000. */
  readonly grace?: number;
}

export interface Progress {
  readonly total: number;
  readonly answered: number;
  /** By mode and by kind of failure. */
  readonly counts: ReadonlyMap<string, number>;
  /** How many of the answers came in this run. */
  readonly answeredNow: number;
  /** Whether nothing new is asked any more. */
  readonly isEnding: boolean;
}

export type RunEnd =
  | { readonly state: 'finished' }
  | { readonly state: 'cancelled' }
  /** Going on is useless, or would waste calls, before somebody does something about the reason. */
  | { readonly state: 'paused'; readonly reason: DingTalkError };

/** Failures that tell about the one file. All others tell that the next question would fail too. */
const aboutTheFile: ReadonlySet<ErrorKind> = new Set([
  'notFound',
  'userNotPermitted',
  'otherOrganization',
  'invalidParameter',
  'badAnswer',
  'internalError',
]);
/** Failures that tell about the one file, but are everybody's where every first file has them. */
const doubtful: ReadonlySet<ErrorKind> = new Set([
  'userNotPermitted',
  'otherOrganization',
  'badAnswer',
  'internalError',
]);
/** So many of these at the start of an audit, and nothing else, pause it: each is a metered call. */
const maxDoubtful = 20;
/** So many files in a row that fail by what may pass, after the retries of each, pause the run. */
const maxPassing = 24;
/** How often a file that failed by what may pass has its turn, counting the first. */
const maxTurns = 3;

/**
 * Asks about every file that has no result yet, many at a time; the client below sets the pace and retries. An answer
 * is kept before anything else is done with it, so that no question is asked twice.
 *
 * A file that failed by what may pass has its turn again at the end, twice; then the failure is its result. What makes
 * going on useless pauses the run, and the file stays without a result.
 *
 * @throws what `append` throws; nothing is under way any more then
 */
export async function runAudit(audit: Audit, options: RunOptions): Promise<RunEnd> {
  return options.signal?.aborted ? { state: 'cancelled' } : new Run(audit, options).toItsEnd();
}

type Stop = RunEnd | { readonly state: 'failed'; readonly error: unknown };

class Run {
  private readonly counts: Map<string, number>;
  private answeredNow = 0;
  private failedInARow = 0;
  private lastFailure: DingTalkError | undefined;
  private stopped: Stop | undefined;
  /** Ends the questions that are under way. */
  private readonly aborting = new AbortController();
  private late: NodeJS.Timeout | undefined;

  constructor(
    private readonly audit: Audit,
    private readonly options: RunOptions,
  ) {
    this.counts = countOutcomes(audit.results.values());
    // All questions listen to it, and Node would take so many listeners for a leak.
    setMaxListeners(0, this.aborting.signal);
  }

  async toItsEnd(): Promise<RunEnd> {
    const { signal } = this.options;
    const { items, results } = this.audit;
    const cancel = () => this.stop({ state: 'cancelled' });
    signal?.addEventListener('abort', cancel);
    let waiting = items.map(({ dentryUuid }) => dentryUuid).filter(dentryUuid => !results.has(dentryUuid));
    for (let turn = 1; waiting.length > 0 && turn <= maxTurns && this.stopped === undefined; turn++) {
      waiting = await this.askAll(waiting, turn);
    }
    signal?.removeEventListener('abort', cancel);
    clearTimeout(this.late);
    if (this.stopped?.state === 'failed') {
      throw this.stopped.error;
    }
    return this.stopped ?? { state: waiting.length === 0 ? 'finished' : 'cancelled' };
  }

  /** Asks about each, and gives those that still have no result, as far as their turn came. */
  private async askAll(dentryUuids: readonly string[], turn: number): Promise<string[]> {
    const again: string[] = [];
    const left = dentryUuids.values();
    const worker = async () => {
      for (const dentryUuid of left) {
        if (!(await this.askOne(dentryUuid, turn))) {
          again.push(dentryUuid);
        }
        if (this.stopped !== undefined) {
          return;
        }
      }
    };
    await Promise.all(Array.from({ length: this.options.inFlight ?? 24 }, worker));
    return again;
  }

  /** Whether the file has its result now. */
  private async askOne(dentryUuid: string, turn: number): Promise<boolean> {
    const outcome = await this.options.ask(dentryUuid, this.aborting.signal).then(
      inheritance => ({ inheritance }),
      (error: unknown) => this.judge(error, turn),
    );
    if (outcome === undefined) {
      return false;
    }
    this.failedInARow = 0;
    return this.keep({ dentryUuid, outcome, answeredAt: this.options.now() });
  }

  /** A failure as a result; `undefined` where the file stays without one. */
  private judge(error: unknown, turn: number): AuditOutcome | undefined {
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
    if (!mayPass(failure)) {
      this.stop({ state: 'paused', reason: failure });
      return undefined;
    }
    if (turn === maxTurns) {
      return outcome;
    }
    if (++this.failedInARow >= maxPassing && turn === 1) {
      this.stop({ state: 'paused', reason: failure });
    }
    return undefined;
  }

  private async keep(result: AuditResult): Promise<boolean> {
    try {
      await this.options.append(result);
    } catch (error) {
      this.stop({ state: 'failed', error });
      return false;
    }
    const key = outcomeKey(result.outcome);
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    this.answeredNow++;
    this.tell();
    this.doubt();
    return true;
  }

  /** Pauses an audit whose every first file fails alike. Once only: who goes on, wants it so. */
  private doubt(): void {
    const { audit, answeredNow, counts, lastFailure } = this;
    const isStart = audit.results.size === 0 && answeredNow === maxDoubtful && counts.size === 1;
    if (
      isStart &&
      lastFailure !== undefined &&
      counts.has(lastFailure.kind) &&
      doubtful.has(lastFailure.kind)
    ) {
      this.stop({ state: 'paused', reason: lastFailure });
    }
  }

  /** Asks nothing new. What is under way is paid for, so its answers are waited for, within bounds. */
  private stop(why: Stop): void {
    if (this.stopped === undefined) {
      this.stopped = why;
      this.late = setTimeout(() => this.aborting.abort(), this.options.grace ?? 15_000);
      this.tell();
    }
  }

  private tell(): void {
    const { audit, counts, answeredNow } = this;
    this.options.onProgress?.({
      total: audit.items.length,
      answered: audit.results.size + answeredNow,
      counts,
      answeredNow,
      isEnding: this.stopped !== undefined,
    });
  }
}
