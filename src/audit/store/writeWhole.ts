import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file beside its place and puts it there when it is whole, so that a half is never found.
 *
 * @throws what `fs` throws
 */
export async function writeWhole(file: string, pieces: string | Iterable<string>): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, pieces, { flush: true });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}
