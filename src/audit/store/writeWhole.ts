import { rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds between attempts to rename. On Windows, a virus scanner may hold a new file for a moment. */
const pauses = [20, 40, 80, 160, 320];

/** Whether `error` means that another program is using the file. */
export function isInUse(error: unknown): boolean {
  return /^(EPERM|EBUSY|EACCES)$/.test((error as NodeJS.ErrnoException).code ?? '');
}

/**
 * Writes a file under a temporary name and renames it when it is complete, so that nobody reads a part of it.
 *
 * @param move renames a file; replaced by tests
 * @throws what `fs` throws
 */
export async function writeWhole(
  file: string,
  pieces: string | Iterable<string>,
  move: (from: string, to: string) => Promise<void> = rename,
): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, pieces, { flush: true });
    await moveWhenFree(beside, file, move);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}

async function moveWhenFree(
  from: string,
  to: string,
  move: (from: string, to: string) => Promise<void>,
): Promise<void> {
  for (const pause of pauses) {
    try {
      return await move(from, to);
    } catch (error) {
      if (!isInUse(error)) {
        throw error;
      }
      await delay(pause);
    }
  }
  return move(from, to);
}
