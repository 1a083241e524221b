interface Shared {
  readonly promise: Promise<unknown>;
  readonly controller: AbortController;
  waiting: number;
}

/** Makes identical concurrent questions a single call: each call is metered. */
export class InFlight {
  private readonly shared = new Map<string, Shared>();

  /**
   * Starts the call that `key` stands for, or joins it if it is in flight. It is cancelled once all waiters cancel.
   *
   * @throws what `start` throws; the signal's reason as soon as `signal` aborts
   */
  async run<T>(key: string, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const shared = this.shared.get(key) ?? this.begin(key, start);
    shared.waiting++;
    return new Promise<T>((resolve, reject) => {
      const cancel = () => {
        shared.waiting--;
        if (shared.waiting === 0) {
          this.forget(key, shared);
          shared.controller.abort();
        }
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', cancel);
      shared.promise
        .finally(() => signal?.removeEventListener('abort', cancel))
        .then(result => resolve(result as T), reject);
    });
  }

  private begin(key: string, start: (signal: AbortSignal) => Promise<unknown>): Shared {
    const controller = new AbortController();
    const promise = start(controller.signal);
    const shared: Shared = { promise, controller, waiting: 0 };
    this.shared.set(key, shared);
    const forget = () => this.forget(key, shared);
    promise.then(forget, forget);
    return shared;
  }

  private forget(key: string, shared: Shared): void {
    if (this.shared.get(key) === shared) {
      this.shared.delete(key);
    }
  }
}
