import { setTimeout as delay } from 'node:timers/promises';

/** Repeats a check until it passes; one that never does fails with its own last error. */
export async function eventually(check: () => Promise<void> | void, timeout = 60_000): Promise<void> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await delay(50);
  }
}
