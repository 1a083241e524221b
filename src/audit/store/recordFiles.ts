import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { AuditItem, AuditResult } from '../audit.ts';
import { createBreather } from '../yielding.ts';
import { answerReader, itemLine, readItem } from './records.ts';

/** The items in a file. @param most none are read after so many */
export async function readItems(file: string, most = Number.POSITIVE_INFINITY): Promise<AuditItem[]> {
  const items: AuditItem[] = [];
  for await (const lines of linesOf(file)) {
    items.push(...lines.flatMap(line => readItem(line) ?? []));
    if (items.length >= most) {
      return items.slice(0, most);
    }
  }
  return items;
}

/** The last result of each item in a file. @param wanted reads on only until each of these has one */
export async function readResults(
  file: string,
  wanted?: readonly AuditItem[],
): Promise<ReadonlyMap<string, AuditResult>> {
  const readAnswer = answerReader();
  const results = new Map<string, AuditResult>();
  const missing = new Set(wanted?.map(({ dentryUuid }) => dentryUuid));
  for await (const lines of linesOf(file)) {
    for (const result of lines.flatMap(line => readAnswer(line) ?? [])) {
      results.set(result.dentryUuid, result);
      missing.delete(result.dentryUuid);
    }
    if (wanted !== undefined && missing.size === 0) {
      break;
    }
  }
  return results;
}

const itemsInAWrite = 5000;

/** Writes items into a new file, and on to the disk. @throws what `fs` throws */
export async function writeItems(path: string, items: readonly AuditItem[]): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (let start = 0; start < items.length; start += itemsInAWrite) {
      await file.appendFile(
        items
          .slice(start, start + itemsInAWrite)
          .map(itemLine)
          .join(''),
      );
    }
    await file.datasync();
  } finally {
    await file.close();
  }
}

/**
 * The complete lines of a file, in groups to save memory; none if there is no such file. What follows the last newline
 * was cut off while it was written, and is left out.
 */
async function* linesOf(file: string): AsyncGenerator<readonly string[]> {
  const breathe = createBreather();
  let rest = '';
  try {
    for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      yield lines;
      await breathe();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
}
