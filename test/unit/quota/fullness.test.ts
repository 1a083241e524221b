import assert from 'node:assert/strict';
import { formatGauge } from '../../../src/quota/format.ts';
import { levelOf, readThresholds } from '../../../src/quota/fullness.ts';
import { levelIcon } from '../../../src/quota/icons.ts';

const byDefault = readThresholds(80, 95);
const format = { language: 'en', units: 'jedec', thresholds: byDefault } as const;
const quota = (used: bigint, max = 1000n) => ({ used, max, type: 'PRIVATE' });

/** The levels at these thousandths. */
const levels = (thresholds = byDefault, ...used: bigint[]) =>
  used.map(perMille => levelOf(quota(perMille), thresholds));

describe('levels', () => {
  it('begin at the thresholds, exactly', () => {
    assert.deepEqual(levels(byDefault, 799n, 800n, 949n, 950n, 1000n, 1001n), [
      'normal',
      'warning',
      'warning',
      'error',
      'error',
      'over',
    ]);
    const max = 2n ** 63n - 1n;
    assert.equal(levelOf(quota((max * 4n) / 5n, max), byDefault), 'normal');
    assert.equal(levelOf(quota((max * 4n) / 5n + 1n, max), byDefault), 'warning');
    assert.equal(levelOf({ used: max, type: 'SHARE' }, byDefault), 'normal', 'there is no limit');
    assert.equal(levelOf(quota(1n, 0n), byDefault), 'over');
    assert.equal(levelOf(quota(0n, 0n), byDefault), 'normal');
    assert.equal(levelOf(quota(1n, -1n), byDefault), 'normal');
  });

  it('follow the settings, to a tenth of a percent', () => {
    const thresholds = readThresholds(12.5, 99.9);
    assert.deepEqual(levels(thresholds, 124n, 125n, 998n, 999n), ['normal', 'warning', 'warning', 'error']);
    assert.deepEqual(levels(readThresholds(1, 100), 9n, 10n, 999n, 1000n), [
      'normal',
      'warning',
      'warning',
      'error',
    ]);
  });

  it('have the error where it shall be when the settings are out of order', () => {
    assert.deepEqual(levels(readThresholds(90, 70), 699n, 700n, 900n), ['normal', 'error', 'error']);
    assert.deepEqual(levels(readThresholds(90, 90), 899n, 900n), ['normal', 'error']);
  });

  it('take the default for what is no percentage, each by itself', () => {
    for (const bad of [
      undefined,
      null,
      '90',
      true,
      [],
      {},
      Number.NaN,
      0,
      0.9,
      100.1,
      -5,
      Number.POSITIVE_INFINITY,
    ]) {
      assert.deepEqual(readThresholds(bad, bad), byDefault, String(bad));
      assert.deepEqual(readThresholds(bad, 90), { warning: 800n, error: 900n });
      assert.deepEqual(readThresholds(70, bad), { warning: 700n, error: 950n });
    }
  });

  it('have a shape of their own', () => {
    const all = (['normal', 'warning', 'error', 'over'] as const).map(
      level => levelIcon('database', level).name,
    );
    assert.equal(new Set(all).size, 4, all.join());
  });
});

describe('gauge', () => {
  const gauge = (used: bigint, max?: bigint) => formatGauge(quota(used, max), format)?.replace('\u00a0', ' ');

  it('is a number and a bar', () => {
    assert.equal(gauge(720n), '72% ▓▓▓▓▓▓▓░░░');
    assert.equal(gauge(0n), '0% ░░░░░░░░░░');
    assert.equal(gauge(49n), '4.9% ░░░░░░░░░░');
    assert.equal(gauge(50n), '5% ▓░░░░░░░░░');
  });

  it('is full only where the partition is, and no longer than that', () => {
    assert.equal(gauge(999n), '99.9% ▓▓▓▓▓▓▓▓▓░');
    assert.equal(gauge(10n ** 18n - 1n, 10n ** 18n), '99.9% ▓▓▓▓▓▓▓▓▓░');
    assert.equal(gauge(1000n), '100% ▓▓▓▓▓▓▓▓▓▓');
    assert.equal(gauge(50_000n), '5,000% ▓▓▓▓▓▓▓▓▓▓');
  });

  it('is none without a limit', () => {
    assert.equal(formatGauge({ used: 1n, type: 'SHARE' }, format), undefined);
    assert.equal(gauge(1n, 0n), undefined);
  });
});
