/** Keeps what is not secret across restarts; the editor's `Memento` fits. */
export interface State {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** An update that is lost more often than this in a row is given up. */
const tries = 5;

/**
 * A `Memento` that loses no update. After each one, the editor replaces what the memento holds by what has been stored:
 * another update that was made in between can neither be read, nor is it stored if it had not been sent yet.
 */
export function steadyState(memento: State): State {
  const latest = new Map<string, { readonly value: unknown }>();
  return {
    get: key => (latest.has(key) ? latest.get(key)?.value : memento.get(key)),
    async update(key, value) {
      const update = { value };
      latest.set(key, update);
      const isKept = () => JSON.stringify(memento.get(key)) === JSON.stringify(value);
      try {
        for (let done = 0; done < tries && latest.get(key) === update; done++) {
          await memento.update(key, value);
          if (isKept()) break;
        }
      } finally {
        if (latest.get(key) === update) latest.delete(key);
      }
    },
  };
}
