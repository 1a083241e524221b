import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { decode } from '../../../../src/dingtalk/decode.ts';
import { organizationStorage } from '../../../../src/dingtalk/endpoints/storage.ts';
import { regionOf, regions } from '../../../../src/dingtalk/regions.ts';
import { parseLossless } from '../../../../src/dingtalk/wire/json.ts';
import { type Organization, readOrganizations } from '../../../../src/organizations/organization.ts';
import { jsonText, markdownText } from '../../../../src/quota/copy/copyAs.ts';
import { valueText } from '../../../../src/quota/copy/copyValue.ts';
import { selectedPartitions } from '../../../../src/quota/copy/selectedFigures.ts';
import { readThresholds } from '../../../../src/quota/fullness.ts';
import type { StorageState } from '../../../../src/quota/storageStore.ts';
import { type Node, organizationChildren, partitionChildren } from '../../../../src/quota/tree/nodes.ts';

const format = { language: 'en', units: 'jedec', thresholds: readThresholds(80, 95) } as const;
const now = Date.UTC(2026, 0, 1, 12);

/** Two organizations as DingTalk answers, and one that never did. */
const [acme, atlas, silent, partly] = readOrganizations([
  { corpId: 'dingacme', name: 'Acme | <b>*Sons*</b>', unionId: 'u' },
  { corpId: 'dingatlas', name: 'Atlas', unionId: 'u' },
  { corpId: 'dingsilent', name: 'Silent', unionId: 'u' },
  { corpId: 'dingpartly', name: 'Partly', unionId: 'u' },
]) as [Organization, Organization, Organization, Organization];
const answers: Record<string, string> = {
  dingacme: `{"org":{"partitions":[
    {"partitionType":"PUBLIC_OSS_PARTITION","quota":{"used":999817216,"max":107374182400,"type":"PRIVATE"}},
    {"partitionType":"MINI_OSS_PARTITION","quota":{"used":1,"type":"SHARE","reserved":0}}]}}`,
  dingatlas: `{"org":{"partitions":[
    {"partitionType":"[x](https://a.b) www.c.d @e","quota":{"used":9223372036854775807,"max":9007199254740993,"type":"NEW"}}]}}`,
  dingpartly: `{"org":{"partitions":[
    {"partitionType":"MINI_OSS_PARTITION","quota":{"used":"?"}},
    {"partitionType":"PUBLIC_OSS_PARTITION","quota":{"used":1,"type":"SHARE"}}]}}`,
};
const stateOf = (corpId: string): StorageState => {
  const answer = answers[corpId];
  return answer === undefined
    ? {}
    : {
        storage: { corpId, fetchedAt: now, partitions: decode(organizationStorage, parseLossless(answer)) },
        outcome: 'answered',
      };
};

const partitions = (organization: Organization) =>
  organizationChildren(organization, stateOf(organization.corpId));
const figures = (organization: Organization, index = 0) => {
  const partition = partitions(organization)[index];
  assert.ok(partition?.kind === 'partition');
  return partitionChildren(partition);
};
const value = (...nodes: Node[]) => valueText(nodes, stateOf, format, now);
const selected = (...nodes: Node[]) => selectedPartitions(nodes, corpId => stateOf(corpId).storage);
const markdown = (...nodes: Node[]) =>
  markdownText(
    selected(...nodes),
    of => [acme, atlas, partly].find(({ corpId }) => corpId === of)?.label ?? of,
    format,
  )
    .trimEnd()
    .split('\n');

describe('copying a value', () => {
  it('gives the bytes of a figure as bare digits, a line each', () => {
    assert.equal(value(...figures(acme).slice(0, 3)), '999817216\n107374182400\n106374365184');
    assert.equal(value(...figures(atlas).slice(0, 1)), '9223372036854775807');
  });

  it('gives in words what is not counted (bytes) or not set, and nothing free where more is used', () => {
    const [, , free, reserved, type] = figures(atlas);
    assert.equal(value(...[free, reserved, type].flatMap(node => node ?? [])), '0\nnot set\nNEW');
    const [, capacity, second] = figures(acme, 1);
    assert.equal(value(...[capacity, second].flatMap(node => node ?? [])), 'no limit set\n0');
  });

  it('gives of the other rows what they say, with the exact bytes', () => {
    const [first, second] = partitions(acme);
    assert.ok(first && second);
    const exact = '0.9% · 953.5 MB of 100 GB (999,817,216 bytes / 107,374,182,400 bytes)';
    assert.equal(value(acme), `Acme | <b>*Sons*</b>: ${exact}`);
    assert.equal(value(first), `Public cloud OSS: ${exact}`);
    assert.equal(value(second), 'Dedicated MiniOSS: 1 B used, no limit set (1 bytes)');
    assert.equal(value(silent), 'Silent');
    const [bad] = readOrganizations([{ name: 'Bad' }]);
    assert.ok(bad);
    assert.equal(value(bad), 'Bad: corpId is missing or invalid.');
  });
});

describe('copying as JSON', () => {
  it('has the shape of OrganizationStorage, to the last byte', () => {
    assert.equal(
      jsonText(selected(atlas)),
      `{
  "corpId": "dingatlas",
  "fetchedAt": ${now},
  "partitions": [
    {
      "partitionType": "[x](https://a.b) www.c.d @e",
      "quota": {
        "used": 9223372036854775807,
        "max": 9007199254740993,
        "type": "NEW"
      }
    }
  ]
}`,
    );
  });

  it('is a list of several organizations, each with the partitions that were chosen, once', () => {
    const [first, second] = partitions(acme);
    assert.ok(first && second);
    const list = JSON.parse(jsonText(selected(second, atlas, second, ...figures(acme, 1))));
    assert.deepEqual(
      list.map(({ corpId, partitions }: { corpId: string; partitions: unknown[] }) => [
        corpId,
        partitions.length,
      ]),
      [
        ['dingacme', 1],
        ['dingatlas', 1],
      ],
    );
    assert.equal(JSON.parse(jsonText(selected(first, second))).partitions.length, 2);
  });

  it('has nothing of rows without figures', () => {
    assert.deepEqual(selected(silent), []);
  });
});

describe('copying as Markdown', () => {
  it('is a table with a line for each partition, readable and exact', () => {
    const label = 'Acme \\| \\<b\\>\\*Sons\\*\\</b\\>';
    const time = markdown(acme)[2]?.split(' | ').at(-1);
    assert.match(String(time), /^Jan 1, 2026, /);
    assert.deepEqual(markdown(acme), [
      '| Organization | Partition | Used | Used (bytes) | Capacity | Capacity (bytes) | Free | Free (bytes) | Pre-allocated, unused | Pre-allocated, unused (bytes) | Capacity type | Fetched |',
      '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |',
      `| ${label} | Public cloud OSS | 953.5 MB (0.9%) | 999817216 | 100 GB | 107374182400 | 99.1 GB | 106374365184 | not set |  | Dedicated | ${time}`,
      `| ${label} | Dedicated MiniOSS | 1 B | 1 | no limit set |  |  |  | 0 B | 0 | Shared | ${time}`,
    ]);
  });

  it('has the columns of the figures that were chosen, and a cell only where one was', () => {
    const [used] = figures(acme);
    const [, capacity] = figures(atlas);
    assert.ok(used && capacity);
    const cells = markdown(used, capacity).map(line => line.split(' | ').slice(2, -1).join(' | '));
    assert.deepEqual(cells, [
      'Used | Used (bytes) | Capacity | Capacity (bytes)',
      '---: | ---: | ---: | ---:',
      '953.5 MB (0.9%) | 999817216 |  | ',
      ' |  | 8 PB | 9007199254740993',
    ]);
  });

  it('takes no text of DingTalk for Markdown, a link or a mention', () => {
    assert.match(markdown(atlas)[2] ?? '', /\| \\\[x\\\]\(https\\:\/\/a\.b\) www\\\.c\.d \\@e \|/);
  });

  it('is in the language of the editor', () => {
    l10n.config({ contents: readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8') });
    try {
      assert.match(markdown(acme)[0] ?? '', /^\| 组织 \| 存储分区 \| 已用 \| 已用\(字节\) \| 总容量 \|/);
    } finally {
      l10n.config({ contents: {} });
    }
  });
});

describe('copying a partition whose quota could not be read', () => {
  const [unreadable] = partitions(partly);
  assert.ok(unreadable);

  it('says so in words, and invents no number', () => {
    assert.equal(value(unreadable), 'Dedicated MiniOSS: quota could not be read');
    assert.equal(value(partly), 'Partly: 1 B used, no limit set (1 bytes)');
    const [, , first, second] = markdown(partly);
    const cells = '| quota could not be read |  |  |  |  |  |  |  |  |';
    assert.ok(first?.startsWith(`| Partly | Dedicated MiniOSS ${cells} Jan 1`), first);
    assert.ok(second?.startsWith('| Partly | Public cloud OSS | 1 B | 1 |'), second);
  });

  it('leaves the quota out of the JSON', () => {
    assert.deepEqual(JSON.parse(jsonText(selected(partly))).partitions, [
      { partitionType: 'MINI_OSS_PARTITION' },
      { partitionType: 'PUBLIC_OSS_PARTITION', quota: { used: 1, type: 'SHARE' } },
    ]);
  });
});

describe('the admin console', () => {
  it("is that of the organization's region", () => {
    assert.equal(
      regionOf(regions.mainland.endpoint).adminConsole,
      'https://oa.dingtalk.com/dingtalk-enterprise-storage.htm',
    );
    assert.equal(regionOf(acme.endpoint).adminConsole, 'https://oa.dingtalk.io/');
  });
});
