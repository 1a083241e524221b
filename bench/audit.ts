import path from 'node:path';
import { sampleData } from '../test/emulator/samples.ts';
import { startEmulator } from '../test/emulator/server.ts';
import { bundle } from '../test/support/bundle.ts';
import type { AuditFigures, AuditMemory } from './auditInNode.ts';
import { installSdk } from './installSdk.ts';
import { runInNode } from './node.ts';
import { type Report, table } from './report.ts';
import { questions } from './samples.ts';

/** Calls that DingTalk lets pass in a second, for one app and API. */
const cap = 20;
const goalShare = 0.95;
const files = 1000;
const manyFiles = 100_000;
const goalMegabytes = 100;

const dentryUuids = Array.from({ length: files }, (_, number) => `bench${String(number).padStart(27, '0')}`);

interface Result extends AuditFigures {
  readonly name: string;
  readonly requests: number;
  readonly throttles: number;
  /** Of the month, for which the organization pays. */
  readonly metered: number;
}

const ways: Readonly<Record<string, string>> = {
  ours: 'ours',
  'SDK, all at once': 'all at once',
  'SDK, 8 workers': '8',
  'SDK, one after the other': '1',
  'SDK, 18 a second': 'evenly',
};

/** An audit of a thousand files where DingTalk answers 20 calls in a second, and the memory of a large one. */
export async function measureAudit(): Promise<Report> {
  const entry = await bundle(path.join(import.meta.dirname, 'auditInNode.ts'));
  const sdk = installSdk();
  const results: Result[] = [];
  for (const [name, way] of Object.entries(ways)) {
    results.push(await ask(entry, name, way, sdk));
  }
  return report(results, await runInNode<AuditMemory>(entry, { files: manyFiles }));
}

async function ask(entry: string, name: string, way: string, sdk: string): Promise<Result> {
  const corpId = 'dingharbor0005';
  const dentries = dentryUuids.map(dentryUuid => ({
    corpId,
    dentryUuid,
    name: dentryUuid,
    inheritance: 'PASS_ON',
  }));
  const emulator = await startEmulator({ callsPerSecond: cap, data: { ...sampleData, dentries } });
  try {
    const asked = { ...questions(emulator.url), dentryUuids };
    const figures = await runInNode<AuditFigures>(entry, { way, sdk, questions: asked });
    const throttles = emulator.requests.filter(({ answer }) => /Qps/.test(answer?.code ?? '')).length;
    const metered = emulator.meter.callsThisMonth(corpId);
    return { name, ...figures, requests: emulator.requests.length, throttles, metered };
  } finally {
    await emulator.close();
  }
}

function report(results: readonly Result[], memory: AuditMemory): Report {
  const rows = results.map(({ name, answers, failures, seconds, requests, throttles, metered }) => [
    name,
    String(answers),
    String(failures),
    seconds.toFixed(1),
    `${((100 * answers) / (seconds * cap)).toFixed(1)} %`,
    String(throttles),
    String(requests - answers),
    String(metered - answers),
  ]);
  const [ours] = results;
  const share = (ours?.answers ?? 0) / ((ours?.seconds ?? Number.NaN) * cap);
  const failures = ours?.failures ?? files;
  const memoryText = `Heap of an audit of ${manyFiles.toLocaleString('en')} files with names and paths, in a time in which nobody waits: at most ${memory.running.toFixed(1)} MB while it ran; ${memory.read.toFixed(1)} MB when it was read again, which took ${memory.readSeconds.toFixed(2)} s. The whole process had at most ${memory.resident.toFixed(0)} MB.`;
  return {
    title: 'An audit of 1,000 files',
    lines: [
      `For one app; the server throttles all but ${cap} calls in any second. Ours keeps every answer on the disk. The SDK is used as its samples show: it has no pace, and gives up what is throttled.`,
      '',
      ...table(
        ['', 'answers', 'failures', 'seconds', 'of the cap', 'throttles', 'wasted calls', 'wasted, metered'],
        rows,
      ),
      '',
      `Ours used ${(100 * share).toFixed(1)} % of the cap. Goal: ${100 * goalShare} %, and no failure.`,
      '',
      `${memoryText} Goal: at most ${goalMegabytes} MB of heap.`,
    ],
    missed: [
      ...(failures === 0 ? [] : [`${failures} of ${files} files have no answer`]),
      ...(share >= goalShare ? [] : [`${(100 * share).toFixed(1)} % of the cap`]),
      ...(Math.max(memory.running, memory.read) <= goalMegabytes ? [] : [memoryText]),
    ],
  };
}
