/** Work that is wanted often and needs doing once. */
export interface Coalesced {
  /** Has the work done soon, together with all that is wanted until then. */
  want(): void;
  dispose(): void;
}

/** Runs `work` at most once in `delay` milliseconds, and never within the call that wants it. */
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
