/** The part of the benchmark that runs in a new process: it loads modules and takes the time. */
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export interface Loaded {
  readonly milliseconds: number;
  /** CPU milliseconds; other programs do not count in it. */
  readonly cpu: number;
  /** MB that stay in use. */
  readonly heap: number;
  /** MB that the process has grown by. */
  readonly rss: number;
}

export async function run(): Promise<void> {
  const { modules, from, resultFile } = JSON.parse(process.env.BENCH ?? '{}');
  const require = createRequire(from);
  globalThis.gc?.();
  const memoryBefore = process.memoryUsage();
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  for (const module of modules) require(module);
  const milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  globalThis.gc?.();
  const memory = process.memoryUsage();
  const loaded: Loaded = {
    milliseconds,
    cpu: (user + system) / 1000,
    heap: (memory.heapUsed - memoryBefore.heapUsed) / 1e6,
    rss: (memory.rss - memoryBefore.rss) / 1e6,
  };
  await writeFile(resultFile, JSON.stringify(loaded));
}
