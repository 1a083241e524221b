import { isEverythingTested } from '../editor-host/versions.ts';

/** A suite that takes minutes, and for which `npm test` has quicker ones: it runs with `TEST_EVERYTHING=1` alone. */
export const describeWithTime = isEverythingTested ? describe : describe.skip;
