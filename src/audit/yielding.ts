import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work after which others have their turn. */
const longestWork = 15;

/** For long work: a function that lets others have their turn, where it has been long since they had. */
export function createBreather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > longestWork) {
      await nextTurn();
      since = performance.now();
    }
  };
}
