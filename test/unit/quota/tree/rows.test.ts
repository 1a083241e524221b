import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import type { Partition, Quota } from '../../../../src/dingtalk/endpoints/storage.ts';
import { DingTalkError } from '../../../../src/dingtalk/errors.ts';
import type { Organization } from '../../../../src/organizations/organization.ts';
import { readThresholds } from '../../../../src/quota/fullness.ts';
import type { StorageState } from '../../../../src/quota/storageStore.ts';
import { hoverOf } from '../../../../src/quota/tree/hover.ts';
import { organizationChildren, partitionChildren } from '../../../../src/quota/tree/nodes.ts';
import { rowOf } from '../../../../src/quota/tree/rows.ts';

const GB = 1024n ** 3n;
const thresholds = readThresholds(undefined, undefined);
const format = { language: 'en', units: 'jedec', thresholds } as const;
const now = Date.UTC(2026, 0, 1, 12);
const acme: Organization = {
  kind: 'organization',
  corpId: 'dingacme',
  label: 'Acme',
  unionId: 'union',
  endpoint: 'https://api.dingtalk.io',
  signIn: 'accessToken',
};

function partition(quota: Partial<Quota>, partitionType = 'PUBLIC_OSS_PARTITION'): Partition {
  return { partitionType, quota: { used: 999_817_216n, type: 'PRIVATE', ...quota } };
}

function answered(...partitions: Partition[]): StorageState {
  return { storage: { corpId: 'dingacme', fetchedAt: now - 7_200_000, partitions }, outcome: 'answered' };
}

/** The rows below an organization as a person reads them, indented by level. */
function drawn(state: StorageState): string[] {
  const line = (node: Parameters<typeof rowOf>[0]) => {
    const { label, description } = rowOf(node, state, format, now);
    return description === undefined ? label : `${label} | ${description}`;
  };
  return [
    line(acme),
    ...organizationChildren(acme, state).flatMap(child => [
      `- ${line(child)}`,
      ...(child.kind === 'partition' ? partitionChildren(child).map(figure => `-- ${line(figure)}`) : []),
    ]),
  ];
}

const described = (quota: Partial<Quota>) => drawn(answered(partition(quota)))[0]?.replace('Acme | ', '');

describe('rows of the Organizations view', () => {
  it('are as the contract draws them', () => {
    assert.deepEqual(
      drawn(answered(partition({ max: 100n * GB }), partition({ used: 0n, max: GB }, 'MINI_OSS_PARTITION'))),
      [
        'Acme | 0.9% · 953.5 MB of 100 GB',
        '- Public cloud OSS | 0.9% · 953.5 MB of 100 GB',
        '-- Used | 953.5 MB',
        '-- Capacity | 100 GB',
        '-- Free | 99.1 GB',
        '-- Pre-allocated, unused | not set',
        '-- Capacity type | Dedicated',
        '- Dedicated MiniOSS | 0% · 0 B of 1 GB',
        '-- Used | 0 B',
        '-- Capacity | 1 GB',
        '-- Free | 1 GB',
        '-- Pre-allocated, unused | not set',
        '-- Capacity type | Dedicated',
      ],
    );
  });

  it('take an absent max for no limit: no percentage, no Free row', () => {
    assert.deepEqual(drawn(answered(partition({ type: 'SHARE' }))).slice(1), [
      '- Public cloud OSS | 953.5 MB used, no limit set',
      '-- Used | 953.5 MB',
      '-- Capacity | no limit set',
      '-- Pre-allocated, unused | not set',
      '-- Capacity type | Shared',
    ]);
  });

  it('tell zero from absent', () => {
    const rows = drawn(answered(partition({ max: 0n, reserved: 0n })));
    assert.equal(rows[0], 'Acme | 953.5 MB used · over capacity');
    assert.ok(rows.includes('-- Capacity | 0 B'));
    assert.ok(rows.includes('-- Pre-allocated, unused | 0 B'));
    assert.ok(!rows.some(row => row.includes('Free') || row.includes('%')));
  });

  it('take a negative max for no limit', () => {
    const state = answered(partition({ max: -1n }));
    const rows = drawn(state);
    for (const node of [acme, ...organizationChildren(acme, state)]) {
      assert.match(JSON.stringify(hoverOf(node, state, format, now)), /^(?!.*-1).*no limit set/);
    }
    assert.equal(rows[0], 'Acme | 953.5 MB used, no limit set');
    assert.ok(rows.includes('-- Capacity | no limit set'));
    assert.ok(!rows.some(row => row.includes('%') || row.includes('-1')));
  });

  it('show every figure that can be decoded', () => {
    assert.equal(described({ used: -151n, max: 1000n }), '-15.1% · -151 B of 1000 B');
    const least = -(2n ** 63n);
    for (const used of [least, -1n, 0n, 1n, -least - 1n]) {
      for (const max of [undefined, least, -1n, 0n, 1n, -least - 1n]) {
        const quota = { used, reserved: used, ...(max === undefined ? {} : { max }) };
        assert.ok(drawn(answered(partition(quota))).length > 4, `${used} of ${max}`);
      }
    }
  });

  it('go over 100 %, and never below zero free', () => {
    const rows = drawn(answered(partition({ used: 104n * GB, max: 100n * GB })));
    assert.equal(rows[0], 'Acme | 104% · 104 GB of 100 GB · over capacity');
    assert.ok(rows.includes('-- Free | 0 B, over by 4 GB'));
  });

  it('name the level in words', () => {
    assert.equal(described({ used: 79n * GB, max: 100n * GB }), '79% · 79 GB of 100 GB');
    assert.equal(described({ used: 80n * GB, max: 100n * GB }), '80% · 80 GB of 100 GB · filling up');
    assert.equal(described({ used: 95n * GB, max: 100n * GB }), '95% · 95 GB of 100 GB · almost full');
    assert.equal(described({ used: 100n * GB, max: 100n * GB }), '100% · 100 GB of 100 GB · full');
  });

  it('take level and icon from the thresholds', () => {
    const state = answered(partition({ used: 50n * GB, max: 100n * GB }));
    const drawnWith = (warning: number, error: number) => {
      const row = rowOf(acme, state, { ...format, thresholds: readThresholds(warning, error) }, now);
      return [row.description, row.icon?.name];
    };
    assert.deepEqual(drawnWith(50, 51), ['50% · 50 GB of 100 GB · filling up', 'warning']);
    assert.deepEqual(drawnWith(40, 50), ['50% · 50 GB of 100 GB · almost full', 'error']);
    assert.deepEqual(drawnWith(51, 60), ['50% · 50 GB of 100 GB', 'organization']);
  });

  it('round no figure to nothing, and none up to full', () => {
    assert.equal(described({ used: 1n, max: 100n * GB }), '<0.1% · 1 B of 100 GB');
    assert.match(described({ used: 100n * GB - 1n, max: 100n * GB }) ?? '', /^99\.9% · .* · almost full$/);
    assert.match(described({ used: 100n * GB + 1n, max: 100n * GB }) ?? '', /^>100% · .* · over capacity$/);
  });

  it('show the fullest partition, compared exactly', () => {
    const state = answered(
      partition({ used: 2n ** 62n, max: 2n ** 63n - 1n }),
      partition({ used: 2n ** 62n + 1n, max: 2n ** 63n - 1n }, 'B'),
      partition({ used: 2n ** 63n - 1n }, 'C'),
    );
    assert.match(drawn(state)[0] ?? '', /50% · .* of 8 EB/);
    assert.equal(rowOf(acme, answered(), format, now).description, 'no partitions');
  });

  it('show unknown values as they came, cleaned', () => {
    const rows = drawn(answered(partition({ type: 'NEW_TYPE' }, 'COLD\u202e_PARTITION\n')));
    assert.ok(rows[1]?.startsWith('- COLD _PARTITION |'));
    assert.ok(rows.includes('-- Capacity type | NEW_TYPE'));
  });

  it('say so where the quota of a partition could not be read, and show the others', () => {
    const state = answered({ partitionType: 'MINI_OSS_PARTITION' }, partition({ max: 100n * GB }));
    const [node] = organizationChildren(acme, state);
    assert.ok(node?.kind === 'partition');
    assert.deepEqual(drawn(state).slice(0, 3), [
      'Acme | 0.9% · 953.5 MB of 100 GB',
      '- Dedicated MiniOSS | quota could not be read',
      '- Public cloud OSS | 0.9% · 953.5 MB of 100 GB',
    ]);
    const { icon, children } = rowOf(node, state, format, now);
    assert.deepEqual([icon?.name, children], ['warning', undefined]);
    assert.deepEqual(hoverOf(node, state, format, now).facts[0], ['Status', 'quota could not be read']);
    const words = ['Dedicated MiniOSS', 'quota could not be read'];
    assert.deepEqual(hoverOf(acme, state, format, now).facts[0], words);
  });

  it('keep their ids over a refresh, and give no two rows one id', () => {
    const state = answered(partition({}), partition({}), partition({}, 'OTHER'));
    const nodes = organizationChildren(acme, state);
    const all = [
      acme,
      ...nodes,
      ...nodes.flatMap(node => (node.kind === 'partition' ? partitionChildren(node) : [])),
    ];
    const ids = all.map(node => rowOf(node, state, format, now).id);
    assert.equal(new Set(ids).size, ids.length);
    const later = answered(partition({ used: 5n }), partition({}), partition({}, 'OTHER'));
    assert.deepEqual(
      organizationChildren(acme, later).map(node => rowOf(node, later, format, now).id),
      nodes.map(node => rowOf(node, state, format, now).id),
    );
  });

  it('keep the last good numbers after a failure, with their age and the reason', () => {
    const { storage } = answered(partition({ max: 100n * GB }));
    assert.ok(storage);
    const failed: StorageState = { storage, outcome: new DingTalkError('tokenExpired') };
    assert.equal(
      drawn(failed)[0],
      'Acme | Access token expired · 0.9% · 953.5 MB of 100 GB · stale, 2 hours ago',
    );
    assert.match(drawn(failed)[1] ?? '', /^- Paste a New Token… \| The access token for Acme has expired/);
    assert.equal(drawn(failed)[2], '- Public cloud OSS | 0.9% · 953.5 MB of 100 GB');
  });

  it('shorten a long name in its middle, so that the figures are seen, and say it in full', () => {
    const named = (label: string) => rowOf({ ...acme, label }, answered(partition({})), format, now);
    const row = named('Acme International Holdings, Shanghai Branch');
    assert.equal(row.label, 'Acme Interna…ranch');
    assert.match(row.spoken ?? '', /^Acme International Holdings, Shanghai Branch, \d/);
    assert.equal(named('北京星河科技有限公司北京第一分公司').label, '北京星河科技…公司');
    assert.equal(named('Nordwind Logistics').label, 'Nordwind Logistics');
  });

  it('say a problem in a few words where the percentage would be cut off, and in whole in the hover and aloud', () => {
    const { storage } = answered(partition({ max: 100n * GB }));
    assert.ok(storage);
    const failed: StorageState = { storage, outcome: new DingTalkError('tokenExpired') };
    const long = { ...acme, label: 'Northern Lights Logistics and Warehousing Group' };
    const row = rowOf(long, failed, format, now);
    assert.equal(row.label, 'Northe…oup');
    assert.equal(row.description, 'Token expired · 0.9% · 953.5 MB of 100 GB · stale, 2 hours ago');
    assert.match(row.spoken ?? '', /Group, Access token expired · 0\.9%/);
    const { facts } = hoverOf(long, failed, format, now);
    assert.match(
      facts.find(([name]) => name === 'Error')?.[1] ?? '',
      /^The access token for Northern Lights/,
    );
    // Without a figure behind it, there is nothing to make room for.
    const { outcome } = failed;
    assert.equal(
      rowOf(long, { ...(outcome && { outcome }) }, format, now).description,
      'Access token expired',
    );
  });

  it('say that a question is asked again', () => {
    const { storage } = answered(partition({ max: 100n * GB }));
    assert.ok(storage);
    const question = new Promise<never>(() => {});
    const retry = { number: 2, of: 3 };
    const outcome = new DingTalkError('offline');
    assert.equal(drawn({ question, retry })[0], 'Acme | trying again, 2 of 3');
    const again = { storage, question, retry };
    assert.match(drawn(again)[0] ?? '', /^Acme \| trying again, 2 of 3 · 0\.9% · .* · 2 hours ago$/);
    assert.match(
      drawn({ ...again, outcome })[0] ?? '',
      /^Acme \| trying again, 2 of 3 · 0\.9% · .* · stale, /,
    );
    const { description } = rowOf({ ...acme, label: 'Northern Lights Logistics' }, again, format, now);
    assert.match(description ?? '', /^Retry 2 of 3 · 0\.9% · /);
  });

  it('mark numbers of an earlier session with their age while new ones load', () => {
    const { storage } = answered(partition({ max: 100n * GB }));
    assert.ok(storage);
    const question = new Promise<never>(() => {});
    assert.equal(drawn({ storage, question })[0], 'Acme | 0.9% · 953.5 MB of 100 GB · 2 hours ago');
    assert.equal(drawn({ question })[0], 'Acme | Loading…');
    assert.equal(drawn({ outcome: new DingTalkError('signedOut') })[0], 'Acme | Signed out');
  });

  it('are written in the units of the setting', () => {
    const state = answered(partition({ max: 100n * GB }));
    const inUnits = (units: 'iec' | 'si') => rowOf(acme, state, { ...format, units }, now).description;
    assert.equal(inUnits('iec'), '0.9% · 953.5 MiB of 100 GiB');
    assert.equal(inUnits('si'), '0.9% · 999.8 MB of 107.4 GB');
  });
});

describe('hover', () => {
  const max = 2n ** 63n - 1n;
  const state = answered(partition({ used: 9_007_199_254_740_993n, max, reserved: 1n }));

  it('is exact to the byte on every row', () => {
    const [node] = organizationChildren(acme, state);
    assert.ok(node?.kind === 'partition');
    const [figure] = partitionChildren(node);
    assert.ok(figure);
    for (const row of [acme, node, figure]) {
      const text = JSON.stringify(hoverOf(row, state, format, now));
      assert.match(text, /9,007,199,254,740,993 bytes/, row.kind);
      assert.match(text, /9,223,372,036,854,775,807 bytes/, row.kind);
      assert.match(text, /"Fetched","Jan 1, 2026/, row.kind);
      assert.match(text, /"corpId","dingacme"/, row.kind);
    }
  });

  it('of a partition and its figures lists them all, under the name of the partition', () => {
    const state = answered(partition({ max: 999_817_217n }, 'A#2'));
    const [node] = organizationChildren(acme, state);
    assert.ok(node?.kind === 'partition');
    for (const row of [node, ...partitionChildren(node)]) {
      const { title, facts } = hoverOf(row, state, format, now);
      assert.equal(title, 'A#2');
      assert.deepEqual(facts.slice(1, -2), [
        ['Capacity', '999,817,217 bytes'],
        ['Free', '1 bytes'],
        ['Pre-allocated, unused', 'not set'],
        ['Capacity type', 'Dedicated'],
      ]);
    }
  });

  it('draws a bar where there is a limit', () => {
    const usedOf = (quota: Partial<Quota>) => {
      const state = answered(partition(quota));
      const [node] = organizationChildren(acme, state);
      assert.ok(node);
      return [acme, node].map(row => hoverOf(row, state, format, now).facts[0]?.[1].replace('\u00a0', ' '));
    };
    assert.deepEqual(usedOf({ used: 72n, max: 100n }), [
      '72% ▓▓▓▓▓▓▓░░░ · 72 bytes / 100 bytes',
      '72% ▓▓▓▓▓▓▓░░░ · 72 bytes',
    ]);
    assert.deepEqual(usedOf({ used: 72n }), ['72 bytes / no limit set', '72 bytes']);
  });

  it('of a failure has what support asks for', () => {
    const failure = new DingTalkError('userNotPermitted', {
      code: 'permissionDenied',
      requestId: 'R-1',
      reason: 'no right',
    });
    const { facts } = hoverOf(acme, { outcome: failure }, format, now);
    assert.deepEqual(facts.slice(-3), [
      ['Error code', 'permissionDenied'],
      ['Reason', 'no right'],
      ['Request ID', 'R-1'],
    ]);
  });
});

describe('rows in Chinese', () => {
  before(() => l10n.config({ contents: readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8') }));
  after(() => l10n.config({ contents: {} }));

  it("have the contract's words", () => {
    const state = answered(partition({ max: 100n * GB }), partition({ type: 'SHARE' }, 'MINI_OSS_PARTITION'));
    const rows = drawn(state).join('\n');
    for (const word of [
      '公有云 OSS',
      '专属 MiniOSS',
      '已用',
      '总容量',
      '预分配剩余容量',
      '共享',
      '专享',
      '未设上限',
    ]) {
      assert.ok(rows.includes(word), word);
    }
    const unreadable = drawn(answered({ partitionType: 'MINI_OSS_PARTITION' }));
    assert.equal(unreadable[1], '- 专属 MiniOSS | 无法读取容量数据');
  });
});
