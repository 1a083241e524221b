// Not by what the editor suites use: this file is part of their bundle, where there is no `import.meta`.
export const isEverythingTested = process.env.TEST_EVERYTHING === '1';

/** How often to repeat something random: `all` times with `TEST_EVERYTHING=1`, and `few` times in the gate. */
export const times = (all: number, few: number): number => (isEverythingTested ? all : few);

/** For a test that takes seconds and concerns no difference between the editors: in the gate, only the newest runs it. */
export function longTest(title: string, body: Mocha.AsyncFunc): void {
  const isRun = isEverythingTested || process.env.DINGTALK_STORAGE_TEST_EDITOR !== 'minimum';
  (isRun ? it : it.skip)(title, body);
}
