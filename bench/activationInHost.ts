/** The part of the benchmark that runs inside the extension host: it activates the extension and takes the time. */
import { writeFile } from 'node:fs/promises';
import Module from 'node:module';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

/** What a start is told: the credentials to sign in with, and where to write the {@link Start}. */
export interface ActivationInput {
  readonly signIns: readonly object[];
  readonly resultFile: string;
}

/** Times in milliseconds. */
export interface Start {
  /** Reading, compiling and running the bundle. */
  readonly load: number;
  /** Our function `activate`. */
  readonly activate: number;
  /** CPU time of the host's whole process during the two; other programs do not count in it. */
  readonly cpu: number;
  /** All that a caller waits for, with what the editor does around the two. */
  readonly whole: number;
  /** Until a first command had ended, which loads all that starting left for later. */
  readonly firstCommand: number;
  /** Until then (since 1970) nothing had been done but to activate. */
  readonly quietUntil: number;
  readonly vscode: string;
  readonly node: string;
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('dingtalk-storage.dingtalk-storage');
  if (extension === undefined || extension.isActive) {
    throw new Error(`The extension is ${extension === undefined ? 'not there' : 'active already'}.`);
  }
  // The workbench is still busy starting, on the same cores.
  await delay(3000);
  const parts = timeParts(path.join(extension.extensionPath, extension.packageJSON.main));
  const began = performance.now();
  await extension.activate();
  const whole = performance.now() - began;
  await vscode.commands.executeCommand('dingtalkStorage.clearFilter');
  const firstCommand = performance.now() - began;
  // Time for a request to be made, should there be one.
  await delay(1000);
  const quietUntil = Date.now();

  const { signIns, resultFile } = JSON.parse(process.env.BENCH ?? '{}') as ActivationInput;
  for (const signIn of signIns) {
    await vscode.commands.executeCommand('dingtalkStorage.setCredential', signIn);
  }
  // Which the bare extension answers with nothing.
  await vscode.commands.executeCommand('dingtalkStorage.refresh', {});
  // The editor writes state some seconds after it was changed.
  await delay(signIns.length > 0 ? 7000 : 0);
  const start: Start = {
    ...parts,
    whole,
    firstCommand,
    quietUntil,
    vscode: vscode.version,
    node: process.versions.node,
  };
  await writeFile(resultFile, JSON.stringify(start));
}

interface Parts {
  load: number;
  activate: number;
  cpu: number;
}

type Load = (request: string, ...rest: unknown[]) => unknown;

interface Loaded {
  readonly activate: (context: unknown) => unknown;
}

/** Times the load of `file` and its function `activate`, which the editor is still to call. */
function timeParts(file: string): Parts {
  const parts: Parts = { load: Number.NaN, activate: Number.NaN, cpu: 0 };
  const time = <Result>(part: 'load' | 'activate', work: () => Result): Result => {
    const began = performance.now();
    const cpuBefore = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(cpuBefore);
    parts[part] = performance.now() - began;
    parts.cpu += (user + system) / 1000;
    return result;
  };
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = function (this: unknown, request, ...rest) {
    if (request !== file) {
      return load.call(this, request, ...rest);
    }
    loader._load = load;
    const loaded = time('load', () => load.call(this, request, ...rest)) as Loaded;
    return { ...loaded, activate: (context: unknown) => time('activate', () => loaded.activate(context)) };
  };
  return parts;
}
