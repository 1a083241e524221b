import { coalesce } from '../statusBar/coalesce.ts';

/** Milliseconds in which changes are drawn together: less than a person notices. */
const moment = 50;

export interface Gatherer<T> {
  add(value: T): void;
  dispose(): void;
}

/** Gathers values, and tells all of a moment at once, each once: a thousand answers must not be a thousand redraws. */
export function gather<T>(tell: (values: readonly T[]) => void): Gatherer<T> {
  const gathered = new Set<T>();
  const telling = coalesce(() => {
    const values = [...gathered];
    gathered.clear();
    tell(values);
  }, moment);
  return {
    add(value) {
      gathered.add(value);
      telling.want();
    },
    dispose: telling.dispose,
  };
}
