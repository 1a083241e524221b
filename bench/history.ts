import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from '../test/support/bundle.ts';
import type { HistoryTimes } from './historyInNode.ts';
import { runInNode } from './node.ts';
import { median, type Report, table } from './report.ts';

const organizations = 1000;
const days = 3 * 365;

const heapGoal = 10;
/** Milliseconds: a frame of 60 a second. */
const oneFrame = 17;

/** A thousand organizations with three years of readings: what their forecasts cost the view. */
export async function measureHistory(): Promise<Report> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dingtalk-storage-bench-'));
  try {
    const entry = await bundle(path.join(import.meta.dirname, 'historyInNode.ts'));
    return reportOf(await runInNode<HistoryTimes>(entry, { organizations, days, folder }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function reportOf(times: HistoryTimes): Report {
  const { seconds, heldUp, forecasts, heap, disk, readAtStart } = times;
  const [without, unread, read] = [times.without, times.unread, times.read].map(median) as [
    number,
    number,
    number,
  ];
  const later = Math.max(unread, read) - without;
  return {
    title: `${organizations} organizations with ${days} readings each`,
    lines: [
      ...table(
        [`drawing all ${organizations} rows`, 'ms'],
        [
          ['without a history', without.toFixed(1)],
          ['the first time, with nothing read', unread.toFixed(1)],
          [`with ${forecasts} forecasts`, read.toFixed(1)],
        ],
      ),
      '',
      `Before a row was drawn, ${readAtStart} histories had been read. After that, all ${disk.toFixed(0)} MB were read in ${seconds.toFixed(1)} s in the background, which held up nothing else for more than ${heldUp.toFixed(1)} ms. The heap had grown by ${heap.toFixed(1)} MB, after garbage collection.`,
      '',
      `Goal: no history read before a row is drawn; at most ${oneFrame} ms more for drawing; less than ${heapGoal} MB.`,
    ],
    missed: [
      ...(readAtStart === 0 ? [] : [`${readAtStart} histories are read at the start`]),
      ...(later <= oneFrame ? [] : [`drawing takes ${later.toFixed(1)} ms more`]),
      ...(heap < heapGoal ? [] : [`the heap grows by ${heap.toFixed(1)} MB`]),
      ...(forecasts > 0 ? [] : ['there is no forecast']),
    ],
  };
}
