/** Something to listen to; the editor's `Event` fits. */
export type Signal<T> = (listener: (value: T) => void) => { dispose(): void };

/** Fires a signal: what the editor's `EventEmitter` is, for files that know no editor. */
export class Emitter<T> {
  private readonly listeners = new Set<(value: T) => void>();

  readonly event: Signal<T> = listener => {
    // Wrapped, so that a function that listens twice hears twice.
    const own = (value: T) => listener(value);
    this.listeners.add(own);
    return { dispose: () => void this.listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      listener(value);
    }
  }
}
