import { chmod, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cutToBytes } from '../../text/cut.ts';

/** Milliseconds between attempts to rename. On Windows, a virus scanner may hold a new file for a moment. */
const pauses = [20, 40, 80, 160, 320];

/** Whether `error` means that another program is using the file. */
export function isInUse(error: unknown): boolean {
  return /^(EPERM|EBUSY|EACCES)$/.test((error as NodeJS.ErrnoException).code ?? '');
}

/**
 * Writes a file under a temporary name and renames it when it is complete, so that nobody ever reads half of it. A link
 * stays one, and a file that is replaced keeps its permissions.
 *
 * @param move renames a file; replaced by tests
 * @throws what `fs` throws
 */
export async function writeWhole(
  file: string,
  pieces: string | Iterable<string> | AsyncIterable<string>,
  move: (from: string, to: string) => Promise<void> = rename,
): Promise<void> {
  const target = await realFile(file);
  const mode = await stat(target).then(
    found => found.mode & 0o777,
    () => undefined,
  );
  // A name may be as long as the disk allows, and leave no room for more.
  const name = `${cutToBytes(path.basename(target), 200)}.${process.pid}.part`;
  const beside = path.join(path.dirname(target), name);
  try {
    await writeFile(beside, pieces, { flush: true, ...(mode === undefined ? {} : { mode }) });
    if (mode !== undefined) {
      // By `writeFile` alone it would be less what the umask takes away.
      await chmod(beside, mode);
    }
    await moveWhenFree(beside, target, move);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}

/** What a link leads to, which need not exist yet. */
async function realFile(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    const link = isMissing(error) ? await readlink(file).catch(() => undefined) : undefined;
    return link === undefined ? file : realFile(path.resolve(path.dirname(file), link));
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
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
