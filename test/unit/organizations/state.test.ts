import assert from 'node:assert/strict';
import { type State, steadyState } from '../../../src/organizations/state.ts';

type Values = Record<string, unknown>;
const copy = (values: Values): Values => JSON.parse(JSON.stringify(values));

/** Does what the `Memento` of VS Code 1.100 and 1.139 does: its value is replaced by each one that was stored. */
class EditorMemento implements State {
  readonly stored: Values[] = [];
  private value: Values = {};
  private waiting: (() => void)[] = [];
  private readonly echoes: Values[] = [];

  get(key: string): unknown {
    return this.value[key];
  }

  update(key: string, value: unknown): Promise<void> {
    this.value[key] = value;
    return new Promise(resolve => this.waiting.push(resolve));
  }

  /** What the editor's timer does: all values go to the window, which stores them. */
  send(): void {
    const sent = copy(this.value);
    this.stored.push(sent);
    this.echoes.push(sent);
    const waiting = this.waiting;
    this.waiting = [];
    this.answers.push(() => waiting.forEach(resolve => void resolve()));
  }

  /** What the window then tells: first the values, then that they are stored. */
  hear(): void {
    this.value = copy(this.echoes.shift() ?? {});
  }
  readonly answers: (() => void)[] = [];
}

describe('the state', () => {
  const settled = () => new Promise(resolve => setImmediate(resolve));

  it('of the editor loses an update that is made while an earlier one is stored', async () => {
    const memento = new EditorMemento();
    void memento.update('first', 1);
    memento.send();
    void memento.update('second', 2);
    memento.hear();
    assert.equal(memento.get('second'), undefined);
    memento.send();
    assert.deepEqual(memento.stored.at(-1), { first: 1 });
  });

  it('loses none, and is read as it was written in the meantime', async () => {
    const memento = new EditorMemento();
    const state = steadyState(memento);
    void state.update('first', 1);
    memento.send();
    let isDone = false;
    void Promise.resolve(state.update('second', [2])).then(() => {
      isDone = true;
    });
    memento.hear();
    assert.deepEqual(state.get('second'), [2]);
    memento.answers.shift()?.();
    memento.send();
    memento.hear();
    memento.answers.shift()?.();
    await settled();
    assert.equal(isDone, false);
    assert.deepEqual(state.get('second'), [2]);
    memento.send();
    memento.hear();
    memento.answers.shift()?.();
    await settled();
    assert.equal(isDone, true);
    assert.deepEqual(memento.stored.at(-1), { first: 1, second: [2] });
    assert.deepEqual(state.get('second'), [2]);
  });

  it('repeats no update that a later one has replaced, and none more than a few times', async () => {
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
    assert.deepEqual(updates, [1, 2, 2, 2, 2, 2]);
    assert.equal(state.get('key'), 'never what was written');
  });

  it('forgets what is updated to undefined', async () => {
    const values = new Map<string, unknown>([['key', 1]]);
    const state = steadyState({
      get: key => values.get(key),
      update: async (key, value) => void values.set(key, value),
    });
    const forgotten = state.update('key', undefined);
    assert.equal(state.get('key'), undefined);
    await forgotten;
    assert.equal(state.get('key'), undefined);
  });

  it('tells of an update that failed', async () => {
    const state = steadyState({ get: () => 'before', update: () => Promise.reject(new Error('disk full')) });
    await assert.rejects(Promise.resolve(state.update('key', 1)), /disk full/);
    assert.equal(state.get('key'), 'before');
  });
});
