import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lineOf } from '../../../src/history/readings.ts';
import type { Server } from '../../editor-host/server.ts';
import { sampleData } from '../../emulator/samples.ts';

const dayLength = 86_400_000;
/** Each day's growth, and a cleanup, in ten-thousandths of the present usage. */
const growth = 6;
const cleanUp = 900;

/**
 * Leaves so many readings of an organization in the extension's storage, one a day up to yesterday: as if it had been
 * growing to what DingTalk answers now, with one cleanup, and a gap if there is room for one.
 */
export async function storeHistory(
  { serverDataDir }: Pick<Server, 'serverDataDir'>,
  corpId: string,
  count: number,
): Promise<void> {
  const partitions = sampleData.organizations.find(each => each.corpId === corpId)?.partitions ?? [];
  const agos = Array.from({ length: count }, (_, index) => count - index);
  const isGap = (ago: number) => count > 30 && ago > count * 0.5 && ago < count * 0.5 + 10;
  const lines = agos
    .filter(ago => !isGap(ago))
    .flatMap(ago =>
      partitions.map(({ partitionType, quota }) => {
        const share = 10_000 - ago * growth + (ago > count * 0.3 && count > 30 ? cleanUp : 0);
        const used = (quota.used * BigInt(share)) / 10_000n;
        return lineOf({ at: Date.now() - ago * dayLength, partitionType, quota: { ...quota, used } });
      }),
    );
  const storage = 'data/User/globalStorage/dingtalk-storage.dingtalk-storage/history';
  const folder = path.join(serverDataDir, storage, encodeURIComponent(corpId));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'stored.jsonl'), `${lines.join('\n')}\n`);
}
