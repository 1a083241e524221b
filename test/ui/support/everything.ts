import { isEverythingTested } from '../../editor-host/versions.ts';

/**
 * A suite that takes minutes, or that walks in another language through what a quicker one walks through in English: runs
 * only with `TEST_EVERYTHING=1`.
 */
export function describeWithTime(title: string, body: () => void): void {
  // Looked up for each file: mocha gives each its own `describe`, but this module is loaded only once.
  (isEverythingTested ? describe : describe.skip)(title, body);
}

/** The same for a single test. No other may need what it leaves behind. */
export function itWithTime(title: string, body: Mocha.AsyncFunc): Mocha.Test {
  return (isEverythingTested ? it : it.skip)(title, body);
}
