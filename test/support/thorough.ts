// Not by what the editor suites use: this file is part of their bundle, where there is no `import.meta`.
export const isEverythingTested = process.env.TEST_EVERYTHING === '1';

/** How often to repeat something random: `all` times with `TEST_EVERYTHING=1`, and `few` times in the gate. */
export const times = (all: number, few: number): number => (isEverythingTested ? all : few);
