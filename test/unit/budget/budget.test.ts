import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { priceOf, readInterval, rejectionReason } from '../../../src/budget/background/refreshInterval.ts';
import { budgetOf, readLimits, usageFacts } from '../../../src/budget/budget.ts';
import { tally } from '../../../src/budget/tally.ts';
import { usageReport } from '../../../src/budget/usageReport.ts';

const used = (quota: number, audit: number) =>
  tally([
    { at: 1, corpId: 'ding1', purpose: 'quota', calls: quota },
    { at: 2, corpId: 'ding1', purpose: 'audit', calls: audit },
  ]).get('ding1');
const limits = { allowance: 5000, auditSharePercent: 50 };
const inChinese = (work: () => void) => {
  const file = path.resolve(import.meta.dirname, '../../../l10n/bundle.l10n.zh-cn.json');
  l10n.config({ contents: readFileSync(file, 'utf8') });
  try {
    work();
  } finally {
    l10n.config({ contents: {} });
  }
};

describe('budget', () => {
  it('says the price of an audit, and what is left', () => {
    const budget = budgetOf(used(1098, 0), 1240, limits, 'en');
    assert.deepEqual(budget, {
      used: 1098,
      allowance: 5000,
      left: 3902,
      share: 0.248,
      sentence:
        '1,240 metered calls; 3,902 of 5,000 left this month, counted by this extension (other apps share the allowance)',
    });
    assert.match(budgetOf(undefined, 1, limits, 'en').sentence, /^1 metered call; 5,000 of 5,000 left/);
    inChinese(() =>
      assert.equal(
        budgetOf(used(1098, 0), 1240, limits, 'zh-cn').sentence,
        '计入调用量 1,240 次\uff1b本月剩余 3,902 / 5,000 次(由本扩展统计\uff0c额度与其他应用共用)',
      ),
    );
  });

  it('is exceeded by the audits of a month together, and by more than is left', () => {
    const beyond = (quota: number, audits: number, calls: number) =>
      budgetOf(used(quota, audits), calls, limits, 'en').warning !== undefined;
    assert.deepEqual([beyond(0, 0, 2500), beyond(0, 0, 2501)], [false, true]);
    assert.deepEqual([beyond(0, 2000, 500), beyond(0, 2000, 501)], [false, true]);
    assert.deepEqual([beyond(4900, 0, 100), beyond(4900, 0, 101)], [false, true]);
  });

  it('names what is short, and no setting', () => {
    const warning = (quota: number, audits: number, calls: number) =>
      budgetOf(used(quota, audits), calls, limits, 'en').warning ?? '';
    assert.equal(warning(309, 0, 5000), 'Metered calls: 5,000 needed, 4,691 left this month. Start anyway?');
    assert.match(
      budgetOf(used(4991, 0), 2000, limits, 'en', true).warning ?? '',
      /^Metered calls: up to 2,000 needed, 9 left/,
    );
    assert.match(warning(6000, 0, 1), /^Metered calls: 1 needed, 0 left/);
    assert.match(warning(0, 2000, 501), /^Audits would use 51% .* is 50%\. /);
    for (const text of [warning(309, 0, 5000), warning(0, 2000, 501)]) {
      assert.doesNotMatch(text, /dingtalkStorage|Percent/);
    }
  });

  it('is never left below zero', () => {
    assert.equal(budgetOf(used(6000, 0), 1, limits, 'en').left, 0);
    assert.deepEqual(usageFacts(used(6000, 0), limits, 'en'), [
      ['API calls this month', '6,000, counted by this extension'],
      ['API calls left', '0 of 5,000, shared with other apps'],
    ]);
  });

  it('takes no setting that makes no sense', () => {
    for (const [allowance, percent] of [
      [0, 0],
      ['5000', 101],
      [1.5, 0.5],
      [undefined, null],
      [Number.NaN, Number.POSITIVE_INFINITY],
    ]) {
      assert.deepEqual(readLimits(allowance, percent), limits);
    }
    assert.deepEqual(readLimits(200_000, 100), { allowance: 200_000, auditSharePercent: 100 });
  });
});

describe('refresh interval', () => {
  it('is off for 0 and for what is refused', () => {
    const settings = [0, 60, 90.5, 30, 59.9, -60, '60', null, Number.NaN];
    assert.deepEqual(settings.map(readInterval), [0, 60, 90.5, 0, 0, 0, 0, 0, 0]);
    assert.deepEqual(
      settings.map(setting => rejectionReason(setting) === undefined),
      [true, true, true, false, false, false, false, false, false],
    );
    assert.match(rejectionReason(30) ?? '', /30 is not a valid number of minutes/);
  });

  it('costs nothing where there is no organization, and says so in a sentence', () => {
    assert.equal(
      priceOf(60, 0, 5000, 'en'),
      'Background refresh is on, every 60 minutes. It makes no calls until an organization is added.',
    );
  });

  it('has its price', () => {
    assert.equal(
      priceOf(60, 3, 5000, 'en'),
      "Refreshing 3 organizations every 60 minutes uses up to 744 of each organization's 5,000 metered calls per month, 2,232 in total.",
    );
    assert.match(
      priceOf(1440, 1, 5000, 'en'),
      /^Refreshing 1 organization every 1,440 minutes uses up to 31 of its 5,000 metered calls/,
    );
  });
});

describe('usage report', () => {
  const rows = [
    { month: '2026-11', corpId: 'ding1', purpose: 'quota', calls: 1204 },
    { month: '2026-11', corpId: 'ding1', purpose: 'lookup', calls: 36 },
    { month: '2026-10', corpId: 'ding1', purpose: 'quota', calls: 7 },
    { month: '2026-11', corpId: 'ding|2', purpose: '[x](command:y)', calls: 1 },
  ];
  const tables = (language: string) =>
    usageReport(rows, new Map([['ding1', 'Acme <img src=//x>']]), 5000, language)
      .split('\n')
      .slice(4)
      .join('\n');

  it('is a table for each organization, and takes no Markdown from outside', () => {
    assert.equal(
      tables('en'),
      `## Acme img src=//x (ding1)

| Month   | Storage | Lookups | Total |
| ------- | ------: | ------: | ----: |
| 2026-11 |   1,204 |      36 | 1,240 |
| 2026-10 |       7 |       0 |     7 |

## ding 2

| Month   | x (command:y) | Total |
| ------- | ------------: | ----: |
| 2026-11 |             1 |     1 |
`,
    );
  });

  it('has columns as wide in Chinese', () =>
    inChinese(() =>
      assert.match(tables('zh-cn'), /\n\| 月份 {4}\| 存储用量 \| 权限查询 \| {2}合计 \|\n\| -/),
    ));

  it('says so where there is nothing', () => {
    assert.match(
      usageReport([], new Map([['ding1', 'Acme']]), 5000, 'en'),
      /\n\nNo metered calls have been made yet\.\n$/,
    );
  });
});
