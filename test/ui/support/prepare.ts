/** Runs once before all UI tests, which run in several processes: builds the package that they install. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageVariable } from '../../../scripts/build.ts';
import { packageExtension } from '../../../scripts/package.ts';

/** Where the test processes find the package, and a folder that is removed after the last. */
export const preparedVariables = { vsix: packageVariable, folder: 'UI_TEST_FOLDER' } as const;

export async function mochaGlobalSetup(): Promise<void> {
  // `npm test` has already built one.
  process.env[preparedVariables.vsix] ??= await packageExtension();
  process.env[preparedVariables.folder] = await mkdtemp(path.join(tmpdir(), 'dingtalk-storage-ui-'));
}

export async function mochaGlobalTeardown(): Promise<void> {
  await rm(prepared('folder'), { recursive: true, force: true });
}

/** @throws Error if `prepare.ts` was not passed to mocha */
export function prepared(what: keyof typeof preparedVariables): string {
  const value = process.env[preparedVariables[what]];
  if (value === undefined) throw new Error('Run the UI tests with --config test/ui/.mocharc.json');
  return value;
}
