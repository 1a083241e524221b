import type { KeptAudits } from './keptAudits.ts';

/** The audits that this window is working on. */
export class RunningAudits {
  private readonly runs = new Map<AbortController, Promise<unknown>>();
  private hasEnded = false;

  /** @param kept where those that the window has not finished are found after a reload */
  constructor(private readonly kept: KeptAudits) {}

  /** Keeps track of `work` while it runs. Its signal aborts with `signal`, and when {@link end} is called. */
  async track<T>(
    auditId: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    this.kept.add(auditId);
    const abort = () => controller.abort();
    signal.addEventListener('abort', abort);
    const run = work(controller.signal);
    this.runs.set(controller, run);
    try {
      return await run;
    } finally {
      this.runs.delete(controller);
      if (!this.hasEnded) {
        this.kept.remove(auditId);
      }
      signal.removeEventListener('abort', abort);
    }
  }

  /** Ends all runs, and resolves when the answers that were under way are saved. */
  async end(): Promise<void> {
    this.hasEnded = true;
    for (const controller of this.runs.keys()) {
      controller.abort();
    }
    await Promise.allSettled(this.runs.values());
  }
}
