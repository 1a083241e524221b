import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import type { Partition, Quota } from '../../../../src/dingtalk/endpoints/storage.ts';
import { DingTalkError } from '../../../../src/dingtalk/errors.ts';
import type { Organization } from '../../../../src/organizations/organization.ts';
import { readThresholds } from '../../../../src/quota/fullness.ts';
import { badgeOf, rankByFullness } from '../../../../src/quota/statusBar/ranking.ts';
import { statusBarOf } from '../../../../src/quota/statusBar/statusBar.ts';
import type { StorageState } from '../../../../src/quota/storageStore.ts';

const GB = 1024n ** 3n;
const thresholds = readThresholds(80, 95);
const format = { language: 'en', units: 'jedec', thresholds } as const;
const now = Date.UTC(2026, 0, 1, 12);
const hours = (count: number) => now - count * 3_600_000;

function organization(label: string): Organization {
  const endpoint = 'https://api.dingtalk.io';
  return { kind: 'organization', corpId: label, label, unionId: 'u', endpoint, signIn: 'accessToken' };
}

function partitionsOf(used: number, quota: Partial<Quota> = { max: 100n * GB }): Partition[] {
  const partition = { used: BigInt(used) * GB, type: 'PRIVATE', ...quota };
  return [{ partitionType: 'PUBLIC_OSS_PARTITION', quota: partition }];
}

/** What an organization answered, `used` of 100 GB in its one partition unless `quota` says more. */
function answered(used: number, quota?: Partial<Quota>, fetchedAt = hours(2)): StorageState {
  return { storage: { corpId: '', fetchedAt, partitions: partitionsOf(used, quota) }, outcome: 'answered' };
}

const failed = (kind: DingTalkError['kind']): StorageState => ({ outcome: new DingTalkError(kind) });
const asking: StorageState = { question: new Promise<never>(() => {}) };

const ranking = (states: Record<string, StorageState>) =>
  rankByFullness(Object.keys(states).map(organization), { get: corpId => states[corpId] ?? {} });
const statusBar = (states: Record<string, StorageState>) => statusBarOf(ranking(states), format, now);
const lines = (states: Record<string, StorageState>) =>
  statusBar(states)?.lines.map(({ name, gauge, state, age }) =>
    [name, gauge.replace('\u00a0', ' '), state, age].join(' | '),
  );

describe('status bar', () => {
  it('shows the fullest of all organizations, with its level', () => {
    const texts = [50, 80, 95, 104].map(used => {
      const shown = statusBar({ Acme: answered(used), Small: answered(49), Huge: answered(9000, {}) });
      return [shown?.text, shown?.level];
    });
    assert.deepEqual(texts, [
      ['$(organization) Acme 50%', 'normal'],
      ['$(warning) Acme 80%', 'warning'],
      ['$(error) Acme 95%', 'error'],
      ['$(flame) Acme 104%', 'over'],
    ]);
  });

  it('reads as a sentence', () => {
    assert.equal(
      statusBar({ Acme: answered(81) })?.label,
      'Acme is the fullest DingTalk organization: 81% · 81 GB of 100 GB · filling up, fetched 2 hours ago.',
    );
  });

  it('says the problem of the organization that it shows, in the item and aloud', () => {
    const failed = { ...answered(81), outcome: new DingTalkError('tokenExpired') };
    const { text, label } = statusBar({ Acme: failed }) ?? assert.fail();
    assert.equal(text, '$(warning) Acme 81% · Access token expired');
    assert.match(label, /, fetched 2 hours ago\. Problem: Access token expired\.$/);
  });

  it('counts those that are low on storage, for its link', () => {
    assert.equal(
      statusBar({ Acme: answered(81), Beta: answered(99) })?.low,
      '2 organizations are low on storage.',
    );
    assert.equal(statusBar({ Acme: answered(1) })?.low, undefined);
  });

  it('shows what is used where no organization has a limit', () => {
    assert.equal(
      statusBar({ Acme: answered(3, {}), Big: answered(45, {}) })?.text,
      '$(organization) Big 45 GB',
    );
  });

  it('is not there without organizations', () => {
    assert.equal(statusBar({}), undefined);
  });

  it('says why there is no figure', () => {
    const text = (...states: StorageState[]) =>
      statusBar(Object.fromEntries(states.map((state, index) => [`O${index}`, state])))?.text;
    assert.equal(text({}, {}), '$(organization) DingTalk: no data yet');
    assert.equal(text(failed('signedOut'), {}), '$(organization) DingTalk: no data yet');
    assert.equal(text(failed('signedOut'), asking), '$(organization) DingTalk: Loading…');
    assert.equal(text(failed('signedOut'), failed('signedOut')), '$(organization) DingTalk: Signed out');
    assert.equal(text(failed('offline')), '$(organization) DingTalk: Could not connect');
    assert.equal(
      text(failed('signedOut'), failed('offline')),
      '$(organization) DingTalk: all requests failed',
    );
    const empty: StorageState = {
      storage: { corpId: '', fetchedAt: now, partitions: [] },
      outcome: 'answered',
    };
    assert.equal(text(empty), '$(organization) DingTalk: no partitions');
    assert.equal(statusBar({ A: {} })?.label, 'DingTalk storage usage is not available: no data yet');
  });

  it('lists the organizations, fullest first, with the age of each figure and what went wrong', () => {
    const kept = answered(81);
    assert.deepEqual(
      lines({
        New: {},
        Out: failed('signedOut'),
        Unlimited: answered(45, {}, now),
        Half: answered(50, undefined, hours(49)),
        Over: answered(104),
        Stale: { ...kept, outcome: new DingTalkError('tokenExpired') },
        Kept: { storage: { corpId: '', fetchedAt: hours(24 * 30), partitions: partitionsOf(60) } },
        Asked: asking,
      }),
      [
        'Over | 104% ▓▓▓▓▓▓▓▓▓▓ | over capacity | 2 hours ago',
        'Stale | 81% ▓▓▓▓▓▓▓▓░░ | Access token expired · filling up | 2 hours ago',
        'Kept | 60% ▓▓▓▓▓▓░░░░ |  | 30 days ago',
        'Half | 50% ▓▓▓▓▓░░░░░ |  | 2 days ago',
        'Unlimited | 45 GB | no limit set | just now',
        'New |  | no data yet | ',
        'Out |  | Signed out | ',
        'Asked |  | Loading… | ',
      ],
    );
  });

  it('lists twenty of a thousand organizations, and says that there are more', () => {
    const thousand = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`O${index}`, answered(index, { max: 2000n * GB })]),
    );
    const shown = statusBar(thousand);
    assert.equal(shown?.lines.length, 20);
    assert.equal(shown?.lines[0]?.name, 'O999');
    assert.equal(shown?.more, 'and 980 more');
    assert.equal(statusBar({ Acme: answered(1) })?.more, undefined);
  });

  it('makes neither an icon nor a disguise nor a long line of a name', () => {
    assert.equal(
      statusBar({ 'A$(sync~spin)\u202e\nB': answered(1) })?.text,
      '$(organization) A\\$(sync~spin) B 1%',
    );
    const long = '𠮷'.repeat(30);
    assert.equal(statusBar({ [long]: answered(1) })?.text, '$(organization) 𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷…𠮷𠮷𠮷 1%');
    assert.equal(lines({ [long]: answered(1) })?.[0]?.split(' | ')[0], '𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷…𠮷𠮷𠮷');
  });

  it('follows the thresholds', () => {
    const strict = { ...format, thresholds: readThresholds(40, 50) };
    assert.equal(statusBarOf(ranking({ Acme: answered(45) }), strict, now)?.level, 'warning');
    assert.equal(statusBarOf(ranking({ Acme: answered(50) }), strict, now)?.level, 'error');
  });
});

describe('badge', () => {
  it('counts the organizations at or above the warning level', () => {
    const many = ranking({
      A: answered(79),
      B: answered(80),
      C: answered(100),
      D: answered(104),
      E: answered(45, {}),
      F: failed('offline'),
      G: { ...answered(96), outcome: new DingTalkError('offline') },
    });
    assert.deepEqual(badgeOf(many, thresholds), {
      value: 4,
      tooltip: '4 organizations are low on storage.',
    });
    assert.equal(badgeOf(many, readThresholds(100, 100))?.value, 2);
    assert.deepEqual(badgeOf(ranking({ B: answered(80) }), thresholds), {
      value: 1,
      tooltip: '1 organization is low on storage.',
    });
    assert.equal(badgeOf(ranking({ A: answered(79) }), thresholds), undefined);
  });
});

describe('status bar in Chinese', () => {
  before(() => l10n.config({ contents: readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8') }));
  after(() => l10n.config({ contents: {} }));
  const chinese = { ...format, language: 'zh-cn' } as const;

  it("has the console's words", () => {
    const shown = statusBarOf(ranking({ 星河科技: answered(96), A: {} }), chinese, now);
    assert.equal(shown?.text, '$(error) 星河科技 96%');
    assert.equal(
      shown?.label,
      '用量最高的钉钉组织是 星河科技\uff1a96% · 96 GB / 100 GB · 即将用满\uff0c2小时前获取。',
    );
    assert.deepEqual(
      shown?.lines.map(({ state }) => state),
      ['即将用满', '尚无数据'],
    );
    assert.equal(
      statusBarOf(ranking({ A: failed('signedOut') }), chinese, now)?.text,
      '$(organization) 钉钉\uff1a未登录',
    );
    assert.deepEqual(badgeOf(ranking({ B: answered(80) }), thresholds), {
      value: 1,
      tooltip: '1 个组织的存储空间紧张。',
    });
  });
});
