/** The part of the benchmark that runs inside the extension host: it makes the calls. */
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { editorFetch } from '../src/editor/network/fetch.ts';
import { type Ask, askByClient, askBySdk, plainNodeFetch, type Questions } from './contenders.ts';

const rounds = 3;
const calls = 100;

export interface RoundTrips {
  readonly vscode: string;
  readonly node: string;
  readonly calls: number;
  /** Of each round, by the relay and the way to ask. */
  readonly seconds: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

export async function run(): Promise<void> {
  const { relays, sdk, resultFile } = JSON.parse(process.env.BENCH ?? '{}');
  const seconds: Record<string, Record<string, number[]>> = {};
  for (const [relay, questions] of Object.entries(relays as Record<string, Questions>)) {
    const contenders: Record<string, Ask> = {
      ours: askByClient(questions, calls, editorFetch()),
      'node-fetch': askByClient(questions, calls, plainNodeFetch),
      SDK: askBySdk(questions, sdk),
    };
    const times: Record<string, number[]> = {};
    for (let round = 0; round < rounds; round++) {
      for (const [name, ask] of Object.entries(contenders)) {
        const began = performance.now();
        for (let number = 0; number < calls; number++) await ask(number);
        times[name] = [...(times[name] ?? []), (performance.now() - began) / 1000];
      }
    }
    seconds[relay] = times;
  }
  const result: RoundTrips = { vscode: vscode.version, node: process.versions.node, calls, seconds };
  await writeFile(resultFile, JSON.stringify(result));
}
