import assert from 'node:assert/strict';
import { type State, steadyState } from '../../../src/organizations/state.ts';
import { seeded } from '../../support/seeded.ts';

type Values = Record<string, unknown>;
const copy = (values: Values): Values => JSON.parse(JSON.stringify(values));
const settled = () => new Promise(resolve => setImmediate(resolve));

/** Does what the `Memento` of VS Code 1.100 and 1.139 does: its values are replaced by those that were stored. */
class EditorMemento implements State {
  stored: Values = {};
  private values: Values = {};
  private waiting: (() => void)[] = [];
  private isChanged = false;
  /** What the window tells, in order: the values that it has stored, then that it has. */
  private readonly told: (() => void)[] = [];

  get(key: string): unknown {
    return this.values[key];
  }

  update(key: string, value: unknown): Promise<void> {
    this.values[key] = value;
    this.isChanged = true;
    return new Promise(resolve => this.waiting.push(resolve));
  }

  /** What the editor's timer does: all values go to the window, which stores them. */
  send(): void {
    if (!this.isChanged) return;
    this.isChanged = false;
    const sent = copy(this.values);
    const waiting = this.waiting;
    this.waiting = [];
    this.told.push(
      () => {
        this.stored = sent;
        this.values = copy(sent);
      },
      () => {
        for (const resolve of waiting) resolve();
      },
    );
  }

  /** Whether there was anything to hear. */
  hear(): boolean {
    const next = this.told.shift();
    next?.();
    return next !== undefined;
  }

  /** Until nothing is under way. */
  async settle(): Promise<void> {
    do {
      await settled();
      this.send();
    } while (this.hear());
  }
}

describe('the state', () => {
  it('of the editor loses an update that is made while an earlier one is stored', async () => {
    const memento = new EditorMemento();
    void memento.update('first', 1);
    memento.send();
    void memento.update('second', 2);
    memento.hear();
    assert.equal(memento.get('second'), undefined);
    await memento.settle();
    assert.deepEqual(memento.stored, { first: 1 });
  });

  it('loses none, and is read as it was written, whatever comes in between', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed);
      const below = (count: number) => Math.floor(random() * count);
      const memento = new EditorMemento();
      const state = steadyState(memento);
      const written = new Map<string, unknown>();
      for (let step = 0; step < 60; step++) {
        const key = ['first', 'second', 'third'][below(3)] ?? '';
        const value = [undefined, step, [step], { step, none: undefined }, `名 ${step}`][below(5)];
        const act = below(4);
        if (act === 0) {
          written.set(key, value);
          void state.update(key, value);
        } else if (act === 1) memento.send();
        else memento.hear();
        if (below(3) === 0) await settled();
        for (const [key, value] of written) {
          assert.equal(JSON.stringify(state.get(key)), JSON.stringify(value), `seed ${seed}`);
        }
      }
      await memento.settle();
      assert.deepEqual(memento.stored, copy(Object.fromEntries(written)), `seed ${seed}`);
    }
  });

  it('makes no update that a later one has replaced, and none more than a few times', async () => {
    const updates: unknown[] = [];
    const deaf: State = {
      get: () => 'never what was written',
      update: async (_, value) => void updates.push(value),
    };
    const state = steadyState(deaf);
    const first = state.update('key', 1);
    const second = state.update('key', 2);
    assert.equal(state.get('key'), 2);
    await Promise.all([first, second]);
    assert.deepEqual(updates, [2, 2, 2, 2, 2]);
    assert.equal(state.get('key'), 'never what was written');
  });

  it('tells of an update that failed, and makes the next', async () => {
    const updates: unknown[] = [];
    const state = steadyState({
      get: () => 'before',
      update: async (_, value) => {
        if (value === 1) throw new Error('disk full');
        updates.push(value);
      },
    });
    const failed = state.update('key', 1);
    const next = state.update('other', 'before');
    await assert.rejects(Promise.resolve(failed), /disk full/);
    await next;
    assert.equal(state.get('key'), 'before');
    assert.deepEqual(updates, ['before']);
  });
});
