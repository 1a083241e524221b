/** Where what is not secret outlives a restart; the editor's `Memento` fits. */
export interface State {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
