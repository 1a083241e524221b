import assert from 'node:assert/strict';
import { AlertFiles } from '../../../src/history/alerts/alertFiles.ts';
import { Alerting } from '../../../src/history/alerts/alerting.ts';
import {
  type Alert,
  forgetAlerts,
  mute,
  readForecastDays,
  snooze,
} from '../../../src/history/alerts/alerts.ts';
import { alertText } from '../../../src/history/alerts/alertWords.ts';
import { trendOf } from '../../../src/history/trend.ts';
import { useFolder } from '../../support/withFolder.ts';
import { GB, noon, reading } from './series.ts';

const partition = (percent: bigint, partitionType = 'PUBLIC_OSS_PARTITION') => ({
  partitionType,
  quota: { used: percent * GB, max: 100n * GB, type: 'PRIVATE' },
});

const words = {
  language: 'en',
  size: (bytes: bigint) => `${bytes / GB} GB`,
  percent: ({ used, max = 0n }: { used: bigint; max?: bigint }) =>
    max > 0n ? `${(used * 100n) / max}%` : undefined,
  quotaText: ({ used }: { used: bigint }) => `${used / GB}% of it`,
  partitionName: (partitionType: string) => partitionType.slice(0, 6),
  units: [],
};
const labelOf = (corpId: string) => `[${corpId}](command:evil) \u202e`;

describe('alerting', () => {
  const folder = useFolder();
  let shown: string[];
  let now: number;
  let isOff: boolean;
  /** GB a day by which the organizations grow. */
  let growth: bigint;
  let openWindow: () => Alerting;
  beforeEach(() => {
    [shown, now, isOff, growth] = [[], noon(60), false, 0n];
    openWindow = () =>
      new Alerting({
        files: new AlertFiles(folder.path),
        rules: () => ({ isOff, thresholds: { warning: 800n, error: 950n }, forecastAlertDays: 30, now }),
        trendOf: async corpId =>
          trendOf(
            corpId,
            Array.from({ length: 60 }, (_, day) => reading(day, BigInt(day) * growth * GB)),
          ),
        show: (alerts: readonly Alert[]) => shown.push(alertText(alerts, corpId => corpId, words)),
      });
  });

  async function tell(window: Alerting, answers: Record<string, bigint>): Promise<string[]> {
    shown.length = 0;
    for (const [corpId, percent] of Object.entries(answers))
      window.take(corpId, [partition(percent), { partitionType: 'x' }]);
    await window.decide();
    window.dispose();
    return [...shown];
  }

  it('tells of several organizations in one message, in one of two windows', async () => {
    const [a, b] = [openWindow(), openWindow()];
    assert.deepEqual(await tell(a, { Acme: 79n, Beta: 50n }), []);
    assert.deepEqual(await tell(a, { Acme: 85n, Beta: 99n, Core: 10n }), [
      '2 organizations are low on storage: Acme (85%) and Beta (99%)',
    ]);
    assert.deepEqual(await tell(b, { Acme: 86n, Beta: 99n }), []);
    assert.deepEqual(await tell(b, { Acme: 100n }), ['Acme has no storage left: 100% of it']);
    assert.deepEqual(await tell(a, { Acme: 100n }), []);
  });

  it('tells of the newest figures of an organization alone', async () => {
    const window = openWindow();
    window.take('Acme', [partition(99n)]);
    window.take('Acme', [partition(50n)]);
    await window.decide();
    window.dispose();
    assert.deepEqual(shown, []);
  });

  it('tells of a forecast on the second day', async () => {
    growth = 16n;
    assert.deepEqual(await tell(openWindow(), { Acme: 92n }), ['Acme is low on storage: 92% of it']);
    now = noon(61);
    assert.deepEqual(await tell(openWindow(), { Acme: 92n }), [
      'Acme will soon run out of storage: 92% of it · full in about 3 days',
    ]);
    assert.deepEqual(await tell(openWindow(), { Acme: 92n }), []);
  });

  it('tells nothing while it is off, but knows what is no longer so', async () => {
    assert.equal((await tell(openWindow(), { Acme: 96n })).length, 1);
    isOff = true;
    assert.deepEqual(await tell(openWindow(), { Acme: 50n, Beta: 99n }), []);
    isOff = false;
    assert.deepEqual(await tell(openWindow(), { Acme: 96n, Beta: 99n }), [
      '2 organizations are low on storage: Acme (96%) and Beta (99%)',
    ]);
  });

  it('forgets all about an organization', async () => {
    await tell(openWindow(), { Acme: 96n, Beta: 96n });
    const state = await new AlertFiles(folder.path).read();
    const full = mute(snooze(mute(state, 'Acme', true), 'Acme', now), 'Beta', true);
    const { partitions, snoozed, muted } = forgetAlerts(full, 'Acme');
    assert.deepEqual([Object.keys(partitions), snoozed, muted], [['Beta'], {}, ['Beta']]);
  });

  it('names no more than fit, partitions where there are several, and nothing that is a link', () => {
    const alert = (corpId: string, partitionType = 'PUBLIC'): Alert => ({
      reading: { corpId, ...partition(90n, partitionType) },
      kind: 'warning',
    });
    const many = Array.from({ length: 8 }, (_, index) => alert(`org${index}`));
    assert.equal(
      alertText(many, corpId => corpId, words),
      '8 organizations are low on storage: org0 (90%), org1 (90%), org2 (90%), org3 (90%), org4 (90%), and 3 more',
    );
    assert.equal(
      alertText([alert('a', 'PUBLIC_OSS'), alert('a', 'MINI_OSS')], corpId => corpId, words),
      'Partitions are low on storage: a, PUBLIC (90%) and a, MINI_O (90%)',
    );
    assert.doesNotMatch(alertText([alert('a')], labelOf, words), /\]\(|\u202e/);
    // Alike in every respect, but two.
    assert.match(
      alertText([alert('a'), alert('b')], () => 'Acme', words),
      /^2 organizations/,
    );
  });

  it('reads the setting of days, whatever it is', () => {
    assert.deepEqual([0, 30, 14.5, 365].map(readForecastDays), [0, 30, 14.5, 365]);
    assert.deepEqual(
      [-1, 366, '7', null, Number.NaN, undefined].map(readForecastDays),
      [30, 30, 30, 30, 30, 30],
    );
  });
});
