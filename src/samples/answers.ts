/** DingTalk's answers for the sample organizations: only data, no logic and no secrets. */

import type { PartitionWithQuota, Quota } from '../dingtalk/endpoints/storage.ts';

export interface OrganizationAnswer {
  corpId: string;
  name: string;
  /** What this sample shows. */
  about?: string;
  partitions: PartitionWithQuota[];
}

const GB = 1024n ** 3n;
const TB = 1024n ** 4n;

const publicOss = (quota: Quota): PartitionWithQuota => ({ partitionType: 'PUBLIC_OSS_PARTITION', quota });
const miniOss = (quota: Quota): PartitionWithQuota => ({ partitionType: 'MINI_OSS_PARTITION', quota });

export const organizationAnswers: OrganizationAnswer[] = [
  {
    corpId: 'dingacme0001',
    name: 'Acme',
    about: 'the example of the documentation: 953.5 MB of 100 GB',
    partitions: [publicOss({ used: 999_817_216n, max: 107_374_182_400n, type: 'PRIVATE' })],
  },
  {
    corpId: 'dingxinghe0002',
    name: '星河科技',
    about: 'nearly full, 96.4 %',
    partitions: [publicOss({ used: 1_059_929_209_176n, max: TB, type: 'PRIVATE' })],
  },
  {
    corpId: 'dingnordwind0003',
    name: 'Nordwind Logistics',
    about: '83.0 %',
    partitions: [publicOss({ used: 26_736_171_418n, max: 30n * GB, type: 'PRIVATE' })],
  },
  {
    corpId: 'dingqingshan0004',
    name: '青山设计',
    about: 'over-full, 104.2 %',
    partitions: [publicOss({ used: 111_883_898_060n, max: 100n * GB, type: 'PRIVATE' })],
  },
  {
    corpId: 'dingharbor0005',
    name: 'Harbor & Finch',
    about: 'no limit set',
    partitions: [publicOss({ used: 48_318_382_080n, type: 'SHARE' })],
  },
  {
    corpId: 'dingyunfan0006',
    name: '云帆教育',
    about: 'part of the pre-allocated capacity is still unused',
    partitions: [publicOss({ used: 62n * GB, max: 200n * GB, reserved: 12n * GB, type: 'PRIVATE' })],
  },
  {
    corpId: 'dinglumen0007',
    name: 'Lumen Instruments',
    about: 'both partitions',
    partitions: [
      publicOss({ used: 412n * GB, max: TB, type: 'PRIVATE' }),
      miniOss({ used: 7_365_610_242_048n, max: 8n * TB, reserved: 256n * GB, type: 'PRIVATE' }),
    ],
  },
  {
    corpId: 'dinghaitang0008',
    name: '海棠医院',
    about: 'a partition type and a quota type that no page documents',
    partitions: [
      { partitionType: 'ARCHIVE_OSS_PARTITION', quota: { used: 3n * TB, max: 10n * TB, type: 'ELASTIC' } },
    ],
  },
  {
    corpId: 'dingatlas0009',
    name: 'Atlas Archive',
    about: 'the largest Long, and the first number that a double cannot hold',
    partitions: [
      publicOss({ used: 9_007_199_254_740_993n, max: 9_223_372_036_854_775_807n, type: 'PRIVATE' }),
    ],
  },
  {
    corpId: 'dingchunfeng0010',
    name: '春风书店',
    about: 'empty',
    partitions: [publicOss({ used: 0n, max: 30n * GB, type: 'PRIVATE' })],
  },
  {
    corpId: 'dingpinecone0011',
    name: 'Pinecone Studio',
    about: 'its user may not ask',
    partitions: [publicOss({ used: 5n * GB, max: 100n * GB, type: 'PRIVATE' })],
  },
  {
    corpId: 'dingjiangnan0012',
    name: '江南纺织',
    about: 'its access token has expired',
    partitions: [publicOss({ used: 41n * GB, max: 100n * GB, type: 'PRIVATE' })],
  },
  {
    corpId: 'dingcopper0013',
    name: 'Copper Kettle Roasters',
    about: 'served by a third-party app',
    partitions: [publicOss({ used: 17n * GB, max: 100n * GB, type: 'PRIVATE' })],
  },
];

/** The organization whose user has no rights: every call on their behalf is refused. */
export const notPermitted = 'dingpinecone0011';

/** The unionId of the user on whose behalf an organization's calls are made. */
export const unionIdOf = (corpId: string) => `cHtUYfake${corpId.slice(-4)}iE`;
