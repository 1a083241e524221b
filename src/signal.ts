/** Something to subscribe to; the editor's `Event` fits. */
export type Signal<T> = (listener: (value: T) => void) => { dispose(): void };

/** Fires a signal: like the editor's `EventEmitter`, for files that must not import the editor. */
export class Emitter<T> {
  private readonly listeners = new Set<(value: T) => void>();

  readonly event: Signal<T> = listener => {
    // Wrapped, so that a function that subscribes twice is called twice.
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
