import { isEverythingTested } from '../../editor-host/versions.ts';

/** A suite that takes minutes, and for which `npm test` has quicker ones: it runs with `TEST_EVERYTHING=1` alone. */
export function describeWithTime(title: string, body: () => void): void {
  // Looked up for each file: mocha gives each a `describe` of its own, and this module is loaded once for all.
  (isEverythingTested ? describe : describe.skip)(title, body);
}
