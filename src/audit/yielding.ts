import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work after which other work gets a turn. */
const longestWork = 15;

/** For long work: creates a function that yields to other work if it has not done so for a while. */
export function createBreather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > longestWork) {
      await nextTurn();
      since = performance.now();
    }
  };
}
