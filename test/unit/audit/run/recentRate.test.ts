import assert from 'node:assert/strict';
import { RecentRate } from '../../../../src/audit/run/recentRate.ts';

describe('the rate that an audit shows', () => {
  it('is that of the last ten seconds', () => {
    const rate = new RecentRate(500);
    assert.equal(rate.of(0, 500), 0);
    const answersAt = (time: number) => (time <= 20_000 ? 0.018 * time : 360 + 0.06 * (time - 20_000));
    const shown = new Map<number, number>();
    for (let time = 250; time <= 60_000; time += 250) {
      shown.set(time, Math.round(rate.of(answersAt(time), 500 + time)));
    }
    assert.equal(shown.get(20_000), 18);
    assert.equal(shown.get(25_000), 39);
    assert.equal(shown.get(60_000), 60);
  });

  it('does not leap at the first answers', () => {
    const rate = new RecentRate(0);
    assert.equal(rate.of(3, 10), 3);
  });
});
