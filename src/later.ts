/** What is loaded, or made, when it is first asked for, and kept from then on. */
export interface Later<T> {
  (): Promise<T>;
  /** The value if anybody has asked for it. */
  readonly asked: Promise<T> | undefined;
}

/** Defers work that starting does not need. A failed try is not kept: the next caller tries again. */
export function later<T>(load: () => Promise<T>): Later<T> {
  let asked: Promise<T> | undefined;
  const get = () => {
    asked ??= load().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
  return Object.defineProperty(get, 'asked', { get: () => asked }) as Later<T>;
}
