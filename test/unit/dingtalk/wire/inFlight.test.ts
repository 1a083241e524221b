import assert from 'node:assert/strict';
import { InFlight } from '../../../../src/dingtalk/wire/inFlight.ts';

describe('in flight', () => {
  /** A question that the test answers. */
  function question() {
    const asked: { signal: AbortSignal; answer(value: string): void; fail(error: Error): void }[] = [];
    const start = (signal: AbortSignal) =>
      new Promise<string>((answer, fail) => asked.push({ signal, answer, fail }));
    return { asked, start };
  }

  it('asks identical questions once, and others by themselves', async () => {
    const inFlight = new InFlight();
    const { asked, start } = question();
    const answers = Promise.all(['a', 'a', 'b'].map(key => inFlight.run(key, start)));
    assert.equal(asked.length, 2);
    asked[0]?.answer('A');
    asked[1]?.answer('B');
    assert.deepEqual(await answers, ['A', 'A', 'B']);
  });

  it('asks anew after an answer or a failure', async () => {
    const inFlight = new InFlight();
    const { asked, start } = question();
    const first = inFlight.run('a', start);
    asked[0]?.fail(new Error('no'));
    await assert.rejects(first, { message: 'no' });
    const second = inFlight.run('a', start);
    asked[1]?.answer('A');
    assert.equal(await second, 'A');
  });

  it('cancels when all who wait have cancelled, not before', async () => {
    const inFlight = new InFlight();
    const { asked, start } = question();
    const [one, two] = [new AbortController(), new AbortController()];
    const first = inFlight.run('a', start, one.signal);
    const second = inFlight.run('a', start, two.signal);
    one.abort();
    await assert.rejects(first, { name: 'AbortError' });
    assert.equal(asked[0]?.signal.aborted, false);
    two.abort();
    await assert.rejects(second, { name: 'AbortError' });
    assert.equal(asked[0]?.signal.aborted, true);
    void inFlight.run('a', start);
    assert.equal(asked.length, 2);
  });

  it('asks nothing for who has cancelled before', async () => {
    const { asked, start } = question();
    await assert.rejects(new InFlight().run('a', start, AbortSignal.abort()), { name: 'AbortError' });
    assert.equal(asked.length, 0);
  });
});
