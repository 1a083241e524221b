import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { exportHistory } from '../../../src/history/commands/exportHistory.ts';
import { arrange } from '../../../src/history/readings.ts';
import { type PartitionTrend, trendOf } from '../../../src/history/trend.ts';
import { findingText, forecastText, forecastWithRange } from '../../../src/history/trendWords.ts';
import { sampleCorpId } from '../../../src/organizations/organization.ts';
import { sampleHistory } from '../../../src/samples/history.ts';
import { GB, noon } from './series.ts';

const size = (bytes: bigint) => `${bytes / GB} GB`;
const trend = (part: Partial<PartitionTrend>): PartitionTrend => ({
  partitionType: 'P',
  readings: [],
  steps: [],
  days: 60,
  verdict: 'growing',
  ...part,
});
const soon = trend({
  growthPerDay: Number((12n * GB) / 7n),
  fullInDays: { expected: 49, earliest: 36, latest: 76 },
});

describe('the words of a trend', () => {
  afterEach(() => l10n.config({ contents: '{}' }));

  it('are as the contract has them, in English', () => {
    assert.equal(forecastText(soon), 'full in about 7 weeks');
    assert.equal(forecastWithRange(soon), 'full in about 7 weeks (5 to 11)');
    assert.equal(
      findingText(soon, size),
      'Used space is growing 11 GB a week; full in about 7 weeks (5 to 11).',
    );
    const { fullInDays: _, ...overdue } = soon;
    assert.equal(findingText(overdue, size), 'Used space is growing 11 GB a week.');
    assert.equal(forecastText(trend({ fullInDays: { expected: 0.4 } })), 'full in about a day');
    assert.equal(forecastText(trend({ fullInDays: { expected: 200 } })), 'full in about 7 months');
    assert.equal(forecastText(trend({ verdict: 'moreThanAYear' })), 'full in more than a year');
    assert.equal(
      findingText(trend({ verdict: 'notEnough', days: 5 }), size),
      'Not enough readings yet: 5 of 8 days.',
    );
    assert.equal(forecastText(trend({ verdict: 'noLimit', growthPerDay: 5 })), undefined);
  });

  it('are as the contract has them, in Chinese', () => {
    const file = path.resolve(import.meta.dirname, '../../../l10n/bundle.l10n.zh-cn.json');
    l10n.config({ contents: readFileSync(file, 'utf8') });
    assert.equal(forecastWithRange(soon), '约 7 周后用满(5 到 11 周)');
    assert.equal(findingText(soon, size), '已用空间每周增加 11 GB；约 7 周后用满(5 到 11 周)。');
  });
});

describe('the sample history', () => {
  const verdicts = (corpId: string) =>
    trendOf(corpId, sampleHistory(sampleCorpId(corpId), noon(300))).partitions.map(({ verdict }) => verdict);

  it('shows growth, a clean-up, a purchase, one that shrinks and one with too little', () => {
    assert.deepEqual(verdicts('dingacme0001'), ['moreThanAYear']);
    assert.deepEqual(verdicts('dingxinghe0002'), ['growing']);
    assert.deepEqual(verdicts('dingqingshan0004'), ['full']);
    assert.deepEqual(verdicts('dingharbor0005'), ['noLimit']);
    assert.deepEqual(verdicts('dinghaitang0008'), ['shrinking']);
    assert.deepEqual(verdicts('dingatlas0009'), ['notEnough']);
    assert.deepEqual(verdicts('nobody'), []);
    const kinds = ['dingxinghe0002', 'dingyunfan0006'].map(corpId =>
      trendOf(corpId, sampleHistory(sampleCorpId(corpId), noon(300))).partitions[0]?.steps.map(
        ({ kind }) => kind,
      ),
    );
    assert.deepEqual(kinds, [['fall'], ['capacity']]);
  });

  it('is in order, ends with the present figures, and is always the same', () => {
    const readings = sampleHistory(sampleCorpId('dingatlas0009'), noon(300));
    assert.equal(readings.at(-1)?.quota.used, 9_007_199_254_740_993n);
    assert.deepEqual(arrange(readings), readings);
    assert.deepEqual(sampleHistory(sampleCorpId('dingatlas0009'), noon(300)), readings);
  });
});

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
  }
  return text;
}

describe('an exported history', () => {
  const readings = [
    { at: 0, partitionType: '=cmd()', quota: { used: -5n, max: 9_223_372_036_854_775_807n, type: '' } },
  ];
  const text = (format: 'csv' | 'json') =>
    textOf(exportHistory([{ corpId: 'dingacme', organization: '+"A"\u202e', readings }], format));

  it('is exact, and safe for spreadsheets', async () => {
    assert.equal(
      await text('csv'),
      '\ufeffcorpId,organization,at,partitionType,used,max,reserved,type\r\n' +
        '"dingacme","\'+""A""\u202e","1970-01-01T00:00:00.000Z","\'=cmd()","-5","9223372036854775807","",""\r\n',
    );
    assert.deepEqual(JSON.parse(await text('json')), [
      {
        corpId: 'dingacme',
        organization: '+"A"\u202e',
        at: '1970-01-01T00:00:00.000Z',
        partitionType: '=cmd()',
        used: '-5',
        max: '9223372036854775807',
        type: '',
      },
    ]);
    assert.ok(!(await text('json')).includes('\u202e'));
    assert.deepEqual(JSON.parse(await textOf(exportHistory([], 'json'))), []);
  });
});
