/** Runs once before all UI tests, which run in several processes: builds the package that they install. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { packageVariable } from '../../../scripts/build.ts';
import { cacheFolder } from '../../editor-host/versions.ts';

/** Where the test processes find the package, and a folder that is removed after the last. */
export const preparedVariables = { vsix: packageVariable, folder: 'UI_TEST_FOLDER' } as const;

export async function mochaGlobalSetup(): Promise<void> {
  // `npm test` has already built one. Loaded only here, as each test process loads this file.
  process.env[preparedVariables.vsix] ??= await (
    await import('../../../scripts/package.ts')
  ).packageExtension();
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

/** The windows that are open, in the order in which they were opened. */
export const openPages = new Set<Page>();

export const mochaHooks = {
  /** Skips the rest of a session in which something has failed: each test goes on from where the one before has ended. */
  beforeEach(this: Mocha.Context): void {
    for (let suite = this.currentTest?.parent; suite !== undefined; suite = suite.parent) {
      if (suite.tests.some(({ state }) => state === 'failed')) this.skip();
    }
  },

  /** Keeps what a window shows where a test has failed. */
  async afterEach(this: Mocha.Context): Promise<void> {
    const { currentTest } = this;
    if (currentTest?.state !== 'failed') return;
    const title = currentTest
      .fullTitle()
      .replaceAll(/[^\p{L}\d]+/gu, '-')
      .slice(0, 120);
    for (const [index, page] of [...openPages].entries()) {
      const file = path.join(cacheFolder, 'failures', `${title}-${index + 1}.png`);
      await page.screenshot({ path: file }).catch(() => {});
    }
  },
};
