/** Keeps what is not secret across restarts; the editor's `Memento` fits. */
export interface State {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** An update that is lost more often than this in a row is given up. */
const tries = 5;

/**
 * A `Memento` that loses no update. After each one, the editor replaces what the memento holds by what has been stored:
 * another update that was made in between cannot be read, and may not be stored either. So they are made one at a time,
 * and again if another window's was told in between.
 */
export function steadyState(memento: State): State {
  const latest = new Map<string, { readonly value: unknown }>();
  let before: Promise<unknown> = Promise.resolve();

  async function store(key: string, update: { readonly value: unknown }): Promise<void> {
    try {
      // A later update of the same key takes its place.
      for (let done = 0; done < tries && latest.get(key) === update; done++) {
        await memento.update(key, update.value);
        if (JSON.stringify(memento.get(key)) === JSON.stringify(update.value)) break;
      }
    } finally {
      if (latest.get(key) === update) latest.delete(key);
    }
  }

  return {
    get: key => (latest.has(key) ? latest.get(key)?.value : memento.get(key)),
    update(key, value) {
      const update = { value };
      latest.set(key, update);
      const stored = before.then(() => store(key, update));
      before = stored.catch(() => {});
      return stored;
    },
  };
}
