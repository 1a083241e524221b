/** Work that is requested often and done once for all requests. */
export interface Coalesced {
  /** Schedules the work; requests until then are merged into one run. */
  want(): void;
  dispose(): void;
}

/** Runs `work` at most once per `delay` milliseconds, and never synchronously. */
export function coalesce(work: () => void, delay: number): Coalesced {
  let timer: NodeJS.Timeout | undefined;
  return {
    want() {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, delay);
    },
    dispose: () => clearTimeout(timer),
  };
}
