/** Whether to run all tests, in each editor and language: some twenty minutes. Some of them take pictures for the READMEs. */
// Not from the folder of the editor host: this file is part of the editor suites' bundle, where there is no `import.meta`.
export const isEverythingTested = process.env.TEST_EVERYTHING === '1' || process.env.UPDATE_PICTURES === '1';

/** How often to repeat something random: `all` times with `TEST_EVERYTHING=1`, and `few` times in the gate. */
export const times = (all: number, few: number): number => (isEverythingTested ? all : few);

/**
 * A suite that runs only with `TEST_EVERYTHING=1`: one that takes minutes, or that walks in another language, theme or
 * editor through what a quicker one walks through.
 */
export function describeWithTime(title: string, body: () => void): void {
  // Looked up for each file: mocha gives each its own `describe`, but this module is loaded only once.
  (isEverythingTested ? describe : describe.skip)(title, body);
}

/** The same for a single test. No other may need what it leaves behind. */
export function itWithTime(title: string, body: Mocha.AsyncFunc): Mocha.Test {
  return (isEverythingTested ? it : it.skip)(title, body);
}

const isOldestEditor = process.env.DINGTALK_STORAGE_TEST_EDITOR === 'minimum';

/** Whether to test what is the same in each editor: in the gate, only in the newest. */
export const isSameTested = isEverythingTested || !isOldestEditor;

/** For a test that takes seconds and is the same in each editor: in the gate, only in the oldest, which ends sooner. */
export function longTest(title: string, body: Mocha.AsyncFunc): void {
  (isEverythingTested || isOldestEditor ? it : it.skip)(title, body);
}
