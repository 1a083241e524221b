/** The part of the benchmark that runs in a process of its own: it asks everything at once. */
import { writeFile } from 'node:fs/promises';
import pLimit from 'p-limit';
import { type Ask, askByClient, askBySdk } from './contenders.ts';

export interface Burst {
  readonly answers: number;
  readonly failures: number;
  readonly seconds: number;
}

export async function run(): Promise<void> {
  const { way, sdk, questions, resultFile } = JSON.parse(process.env.BENCH ?? '{}');
  const ask: Ask =
    way === 'ours'
      ? askByClient(questions, 1, (url, init) => fetch(url, init))
      : workers(askBySdk(questions, sdk));
  // As the call for an access token does, this makes the connection before the burst.
  await ask(0);
  const began = performance.now();
  const outcomes = await Promise.allSettled(Array.from({ length: 200 }, (_, number) => ask(number)));
  const seconds = (performance.now() - began) / 1000;
  const answers = outcomes.filter(({ status }) => status === 'fulfilled').length;
  const burst: Burst = { answers, failures: outcomes.length - answers, seconds };
  await writeFile(resultFile, JSON.stringify(burst));
  process.exit(0);
}

/** The SDK has no pace of its own: eight calls at a time is what a caller would choose for it. */
function workers(ask: Ask): Ask {
  const limit = pLimit(8);
  return number => limit(() => ask(number));
}
