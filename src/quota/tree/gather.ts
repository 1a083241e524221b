import { coalesce } from '../statusBar/coalesce.ts';

/** Milliseconds; short enough that nobody notices the delay. */
const batchDelay = 50;

export interface Gatherer<T> {
  add(value: T): void;
  dispose(): void;
}

/** Collects values and handles them in batches, each once: a thousand answers must not cause a thousand redraws. */
export function gather<T>(handle: (values: readonly T[]) => void): Gatherer<T> {
  const gathered = new Set<T>();
  const handling = coalesce(() => {
    const values = [...gathered];
    gathered.clear();
    handle(values);
  }, batchDelay);
  return {
    add(value) {
      gathered.add(value);
      handling.want();
    },
    dispose: handling.dispose,
  };
}
