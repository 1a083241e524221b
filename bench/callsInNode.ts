/** The part of the benchmark that runs in a process of its own: it makes the calls. */
import { writeFile } from 'node:fs/promises';
import { type Ask, askByClient, askByFetch, askByHttp, askBySdk, plainNodeFetch } from './contenders.ts';

const rounds = 9;
const calls = 200;
const apps = 200;

/** Milliseconds of one call, averaged over a round. */
export interface Cost {
  readonly whole: number;
  readonly cpu: number;
  readonly calls: number;
}

export async function run(): Promise<void> {
  const { questions, sdk, resultFile } = JSON.parse(process.env.BENCH ?? '{}');
  const contenders: Record<string, Ask> = {
    'node:http, kept alive': askByHttp(questions),
    'fetch alone': askByFetch(questions),
    'ours, by fetch': askByClient(questions, apps, (url, init) => fetch(url, init)),
    'ours, by node-fetch': askByClient(questions, apps, plainNodeFetch),
    SDK: askBySdk(questions, sdk),
  };
  const costs: Record<string, Cost[]> = {};
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, ask] of Object.entries(contenders)) {
      const cost = await measure(ask);
      if (round > 0) {
        costs[name] = [...(costs[name] ?? []), cost];
      }
    }
  }
  await writeFile(resultFile, JSON.stringify(costs));
  // Connections that are kept alive would keep the process alive, too.
  process.exit(0);
}

async function measure(ask: Ask): Promise<Cost> {
  const began = performance.now();
  const cpuBefore = process.cpuUsage();
  for (let number = 0; number < calls; number++) await ask(number);
  const { user, system } = process.cpuUsage(cpuBefore);
  return { whole: (performance.now() - began) / calls, cpu: (user + system) / 1000 / calls, calls };
}
