/** The parts of the benchmark that run in processes of their own: an audit, and what stands for one by the SDK. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pLimit from 'p-limit';
import { runAudit } from '../src/audit/run/runAudit.ts';
import { Audits } from '../src/audit/store/auditStore.ts';
import { askBySdk, askEvenly, askInBulk, type Questions } from './contenders.ts';

export interface AuditFigures {
  readonly answers: number;
  readonly failures: number;
  readonly seconds: number;
}

export interface AuditMemory {
  /** MB of heap in use after garbage collection, beyond what was there before: the most while it ran, and when read. */
  readonly running: number;
  readonly read: number;
  /** MB that the process had in all, at the most. */
  readonly resident: number;
  readonly readSeconds: number;
}

const about = { corpId: 'x', organizationLabel: 'x', name: 'x' };

export async function run(): Promise<void> {
  const { way, sdk, questions, files, resultFile } = JSON.parse(process.env.BENCH ?? '{}');
  const result = await inFolder<AuditFigures | AuditMemory>(folder =>
    files === undefined ? audit(way, questions, sdk, folder) : measureMemory(files, folder),
  );
  await writeFile(resultFile, JSON.stringify(result));
  process.exit(0);
}

async function audit(way: string, questions: Questions, sdk: string, folder: string): Promise<AuditFigures> {
  const began = performance.now();
  const answers = await (way === 'ours' ? byUs(questions, folder) : bySdk(way, questions, sdk));
  const seconds = (performance.now() - began) / 1000;
  return { answers, failures: questions.dentryUuids.length - answers, seconds };
}

async function byUs(questions: Questions, folder: string): Promise<number> {
  const { ask, rate } = askInBulk(questions, (url, init) => fetch(url, init));
  const audits = new Audits(folder);
  const numbers = new Map(questions.dentryUuids.map((dentryUuid, number) => [dentryUuid, number]));
  const { id } = await audits.create(
    about,
    questions.dentryUuids.map(dentryUuid => ({ dentryUuid })),
  );
  const { audit, append, close } = await audits.open(id);
  const { state } = await runAudit(audit, {
    ask: async dentryUuid => String(await ask(numbers.get(dentryUuid) ?? 0)),
    append,
    rate,
    now: Date.now,
  });
  await close(state === 'finished');
  const { results } = await audits.read(id);
  return [...results.values()].filter(({ outcome }) => 'inheritance' in outcome).length;
}

async function bySdk(way: string, questions: Questions, sdk: string): Promise<number> {
  const bare = askBySdk(questions, sdk);
  const ask = way === 'evenly' ? await askEvenly(bare, sdk) : bare;
  const limit = pLimit(/^\d+$/.test(way) ? Number(way) : Number.POSITIVE_INFINITY);
  const outcomes = await Promise.allSettled(
    questions.dentryUuids.map((_, number) => limit(() => ask(number))),
  );
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

/** An audit in a time in which nobody waits: every question is answered at once, and kept on the disk. */
async function measureMemory(files: number, folder: string): Promise<AuditMemory> {
  const before = heap();
  let running = 0;
  let resident = 0;
  const note = () => {
    running = Math.max(running, heap() - before);
    resident = Math.max(resident, process.memoryUsage().rss / 1e6);
  };
  const audits = new Audits(folder);
  const id = await work(audits, files, note);
  const began = performance.now();
  const audit = await audits.read(id);
  const readSeconds = (performance.now() - began) / 1000;
  const read = heap() - before;
  if (audit.results.size !== files) throw new Error(`${audit.results.size} results of ${files}`);
  return { running, read, resident, readSeconds };
}

async function work(audits: Audits, files: number, note: () => void): Promise<string> {
  const items = Array.from({ length: files }, (_, number) => ({
    dentryUuid: `bench${String(number).padStart(27, '0')}`,
    name: `Contract of customer ${number}.docx`,
    path: `/Sales/Contracts/${number % 100}/Contract of customer ${number}.docx`,
  }));
  const { id } = await audits.create(about, items);
  const { audit, append, close } = await audits.open(id);
  let asked = 0;
  await runAudit(audit, {
    async ask() {
      if (asked++ % 10_000 === 0) note();
      return asked % 7 === 0 ? 'BREAK' : 'PASS_ON';
    },
    append,
    now: Date.now,
  });
  note();
  await close(true);
  return id;
}

/** MB. */
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dingtalk-storage-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
