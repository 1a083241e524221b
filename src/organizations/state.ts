/** Keeps what is not secret across restarts; the editor's `Memento` fits. */
export interface State {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
