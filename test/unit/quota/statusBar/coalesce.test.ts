import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { coalesce } from '../../../../src/quota/statusBar/coalesce.ts';

describe('coalesced work', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  function setUp() {
    let runs = 0;
    const work = coalesce(() => runs++, 200);
    return { work, runs: () => runs };
  }

  it('is done once for all that want it within the delay, and never at once', () => {
    const { work, runs } = setUp();
    for (let wanted = 0; wanted < 1000; wanted++) work.want();
    assert.equal(runs(), 0);
    mock.timers.tick(200);
    assert.equal(runs(), 1);
    mock.timers.tick(10_000);
    assert.equal(runs(), 1);
  });

  it('is not put off by those who go on wanting it', () => {
    const { work, runs } = setUp();
    for (let time = 0; time < 2000; time += 10) {
      work.want();
      mock.timers.tick(10);
    }
    assert.equal(runs(), 10);
  });

  it('is not done after its end', () => {
    const { work, runs } = setUp();
    work.want();
    work.dispose();
    work.want();
    mock.timers.tick(1000);
    assert.equal(runs(), 0);
  });
});
