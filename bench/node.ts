import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Runs a bundled entry in a new process of Node.js; the counterpart of `Host.start`.
 *
 * @param input for the entry, which finds it with `resultFile` as JSON in the environment variable `BENCH`
 * @returns what the entry's function `run` wrote into `resultFile`
 */
export async function runInNode<Result>(file: string, input: object): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dingtalk-storage-bench-'));
  const resultFile = path.join(folder, 'result.json');
  try {
    const child = spawn(
      process.execPath,
      ['--expose-gc', '--eval', `require(${JSON.stringify(file)}).run()`],
      { env: { ...process.env, BENCH: JSON.stringify({ ...input, resultFile }) }, stdio: 'inherit' },
    );
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${path.basename(file)} ended with ${code}.`);
    return JSON.parse(await readFile(resultFile, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
