import { isEverythingTested } from '../../editor-host/versions.ts';

/** A suite that takes minutes, and for which `npm test` has quicker ones: runs only with `TEST_EVERYTHING=1`. */
export function describeWithTime(title: string, body: () => void): void {
  // Looked up for each file: mocha gives each its own `describe`, but this module is loaded only once.
  (isEverythingTested ? describe : describe.skip)(title, body);
}
