/** The part of the benchmark that runs in a process of its own. */
import { writeFile } from 'node:fs/promises';
import type { Client } from '../src/dingtalk/client.ts';
import { Organizations } from '../src/organizations/organizations.ts';
import { readThresholds } from '../src/quota/fullness.ts';
import { StorageStore } from '../src/quota/storageStore.ts';
import { type SortOrder, sortOrders } from '../src/quota/tree/arrange.ts';
import { OrganizationList } from '../src/quota/tree/organizationList.ts';
import { rowOf } from '../src/quota/tree/rows.ts';

export interface LongList {
  /** Milliseconds of each time, by what was done. */
  readonly times: Readonly<Record<string, readonly number[]>>;
}

const text = 'group 7';

export async function run(): Promise<void> {
  const { organizations: count, resultFile } = JSON.parse(process.env.BENCH ?? '{}');
  const { organizations, store, list } = await load(count);
  const times: Record<string, number[]> = {};
  const measure = (what: string, work: () => unknown) => {
    const began = performance.now();
    work();
    times[what] = [...(times[what] ?? []), performance.now() - began];
  };
  for (let time = 0; time < 10; time++) {
    for (let typed = 1; typed <= text.length; typed++) {
      measure('from a key to the new list', () => {
        list.filter = text.slice(0, typed);
        return list.shown;
      });
    }
    list.filter = '';
    for (const order of sortOrders) {
      await list.setOrder(order);
      measure(`sorting, ${order}`, () => list.sort());
    }
    const format = { language: 'en', units: 'jedec', thresholds: readThresholds(80, 95) } as const;
    measure(`drawing all ${count} rows`, () =>
      organizations.usable.map(entry => rowOf(entry, store.get(entry.corpId), format, Date.now())),
    );
  }
  const result: LongList = { times };
  await writeFile(resultFile, JSON.stringify(result));
}

/** Everything that the view keeps, with an answer for each organization: two partitions, in no order. */
async function load(count: number) {
  let order: SortOrder = 'configured';
  const state = {
    get: (key: string) => (key.endsWith('sortOrder') ? order : undefined),
    async update(key: string, value: unknown) {
      if (key.endsWith('sortOrder')) order = value as SortOrder;
    },
  };
  const setting = Array.from({ length: count }, (_, index) => ({
    corpId: `ding${(index * 7919) % count}`,
    name: `Organization ${(index * 7919) % count} of group ${index % 10}`,
    unionId: `union${index}`,
  }));
  const organizations = new Organizations(() => setting);
  const store = new StorageStore(
    {
      for: ({ corpId }) =>
        ({
          ask: async () =>
            ['PUBLIC_OSS_PARTITION', 'MINI_OSS_PARTITION'].map((partitionType, index) => ({
              partitionType,
              quota: {
                used: BigInt(Number(corpId.slice(4)) * 1_048_583 * (index + 1)),
                max: 107_374_182_400n,
                type: 'PRIVATE',
              },
            })),
        }) as unknown as Client,
    },
    state,
  );
  await Promise.all(organizations.usable.map(organization => store.refresh(organization)));
  return {
    organizations,
    store,
    list: new OrganizationList(organizations, store, state, 'en', () => readThresholds(80, 95)),
  };
}
