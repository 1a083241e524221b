/** The part of the benchmark of the history that runs in a process of its own. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { soonFull } from '../src/history/outlook.ts';
import { lineOf } from '../src/history/readings.ts';
import { RowNotes } from '../src/history/rowNotes.ts';
import { History } from '../src/history/store/history.ts';
import { readOrganizations } from '../src/organizations/organization.ts';
import { readThresholds } from '../src/quota/fullness.ts';
import { type GrowthInRow, noGrowth } from '../src/quota/growth.ts';
import { rowOf } from '../src/quota/tree/rows.ts';

export interface HistoryTimes {
  /** Milliseconds of each time in which all rows were drawn. */
  readonly without: readonly number[];
  readonly unread: readonly number[];
  readonly read: readonly number[];
  /** Seconds until all histories had been read, in the background. */
  readonly seconds: number;
  /** The longest that this held up anything else, in milliseconds. */
  readonly heldUp: number;
  /** Rows with a forecast. */
  readonly forecasts: number;
  /** MB by which the heap has grown, after garbage collection. */
  readonly heap: number;
  /** MB on the disk. */
  readonly disk: number;
  /** Histories that were read before a row was drawn. */
  readonly readAtStart: number;
}

const day = 86_400_000;
const GB = 1024n ** 3n;
const times = 10;

export async function run(): Promise<void> {
  const { organizations: count, days, folder, resultFile } = JSON.parse(process.env.BENCH ?? '{}');
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const disk = await writeHistories(folder, count, days);
  const entries = readOrganizations(
    Array.from({ length: count }, (_, index) => ({ corpId: `ding${index}`, unionId: 'u' })),
  );
  const partitions = [{ partitionType: 'P', quota: { used: 1800n * GB, max: 2048n * GB, type: 'PRIVATE' } }];
  const format = { language: 'en', units: 'jedec', thresholds: readThresholds(80, 95) } as const;
  const draw = (growth: GrowthInRow) => {
    const began = performance.now();
    for (const entry of entries) {
      const storage = { corpId: 'x', fetchedAt: 0, partitions };
      rowOf(entry, { storage, outcome: 'answered' }, format, Date.now(), growth);
    }
    return performance.now() - began;
  };
  const without = Array.from({ length: times }, () => draw(noGrowth));

  collect();
  const before = process.memoryUsage().heapUsed;
  let reads = 0;
  const history = new History({ folder, now: Date.now, samples: async () => [], log: console });
  const notes = new RowNotes(async corpId => {
    reads++;
    return { forecasts: soonFull(await history.recentTrend(corpId), Date.now()), isMuted: false };
  });
  const growth = growthOf(notes);
  const readAtStart = reads;
  const unread = Array.from({ length: times }, () =>
    draw(growthOf(new RowNotes(() => new Promise(() => {})))),
  );
  draw(growth);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const began = performance.now();
  while (reads < count) await delay(5);
  await delay(50);
  const seconds = (performance.now() - began) / 1000;
  loop.disable();
  const read = Array.from({ length: times }, () => draw(growth));
  collect();
  const forecasts = entries.filter(
    entry => entry.kind === 'organization' && growth.forecastOf(entry.corpId, 'P') !== undefined,
  ).length;
  const heap = (process.memoryUsage().heapUsed - before) / 1e6;
  const result: HistoryTimes = {
    without,
    unread,
    read,
    seconds,
    heldUp: loop.max / 1e6,
    forecasts,
    heap,
    disk: disk / 1e6,
    readAtStart,
  };
  await writeFile(resultFile, JSON.stringify(result));
}

function growthOf(notes: RowNotes): GrowthInRow {
  return {
    forecastOf: (corpId, partitionType) => notes.get(corpId).forecasts.get(partitionType),
    isMuted: corpId => notes.get(corpId).isMuted,
  };
}

/** A reading a day for each organization, as they are kept after they were merged. @returns bytes */
async function writeHistories(folder: string, count: number, days: number): Promise<number> {
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    const own = path.join(folder, 'history', `ding${index}`);
    await mkdir(own, { recursive: true });
    const lines = Array.from({ length: days }, (_, number) => {
      // A gigabyte a day, and an eighth more or less, until it is full in two months.
      const used = BigInt(number) * GB + BigInt((index * number) % 7) * (GB / 8n);
      const quota = { used, max: BigInt(days + 60) * GB, type: 'PRIVATE' };
      return `${lineOf({ at: Date.now() - (days - number) * day, partitionType: 'P', quota })}\n`;
    });
    const text = lines.join('');
    bytes += text.length;
    await writeFile(path.join(own, 'merged-bench.jsonl'), text);
  }
  return bytes;
}
