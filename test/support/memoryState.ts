import type { State } from '../../src/organizations/state.ts';

/** A `Memento` that stores plain JSON, like the real one. */
export class MemoryState implements State {
  private readonly values = new Map<string, string>();

  get(key: string): unknown {
    return JSON.parse(this.values.get(key) ?? 'null');
  }

  async update(key: string, value: unknown): Promise<void> {
    this.values.set(key, JSON.stringify(value));
  }
}
