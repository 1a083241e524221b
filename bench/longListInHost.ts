/** The part of the benchmark that runs inside the extension host: it opens the view, and asks about each organization. */
import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';

export interface LongListInHost {
  readonly vscode: string;
  readonly node: string;
  /** Organizations that have answered. */
  readonly answers: number;
  /** Seconds until they had. */
  readonly seconds: number;
  /** MB by which the host's heap has grown, for all that the extension is and keeps. */
  readonly heap: number;
}

export async function run(): Promise<void> {
  const { signIns, resultFile } = JSON.parse(process.env.BENCH ?? '{}');
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  // The workbench is still busy starting.
  await delay(3000);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (const signIn of signIns) {
    await vscode.commands.executeCommand('dingtalkStorage.setCredential', signIn);
  }
  // The editor writes secrets some seconds after they were changed.
  await delay(signIns.length > 0 ? 7000 : 0);
  const began = performance.now();
  await vscode.commands.executeCommand('dingtalkStorage.organizations.focus');
  // Waits for those about which the view is asking already.
  const answers = await vscode.commands.executeCommand<unknown[]>('dingtalkStorage.refresh', {});
  const seconds = (performance.now() - began) / 1000;
  collect();
  const heap = (process.memoryUsage().heapUsed - before) / 1e6;
  const result: LongListInHost = {
    vscode: vscode.version,
    node: process.versions.node,
    answers: answers.length,
    seconds,
    heap,
  };
  await writeFile(resultFile, JSON.stringify(result));
}
