import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { hasQuota, type Partition } from '../../dingtalk/endpoints/storage.ts';
import { dayLength } from '../localDay.ts';
import { lineOf } from '../readings.ts';

/** Where an organization's readings are. */
export function folderOf(root: string, corpId: string): string {
  return path.join(root, encodeURIComponent(corpId));
}

/**
 * Logs the readings of this window, in its own file for each organization and day. So no window waits for another, and
 * none writes to a file that is days old, which is therefore safe to merge.
 */
export class ReadingLog {
  private readonly id = `${process.pid}-${randomUUID()}`;
  /** Files that may end in half a line, because the disk was full. */
  private readonly torn = new Set<string>();

  /**
   * @param root has a folder for each organization
   * @param write appends text to a file; a test simulates a full disk here
   */
  constructor(
    private readonly root: string,
    private readonly now: () => number = Date.now,
    private readonly write: (file: string, text: string) => void = appendTo,
  ) {}

  /**
   * Adds a reading of each partition that has a quota, and never throws: a history with a gap is better than figures that fail.
   *
   * @param at milliseconds since 1970, by the server's clock
   * @returns why nothing could be written, or `undefined`
   */
  append(corpId: string, at: number, partitions: readonly Partition[]): string | undefined {
    const readable = partitions.filter(hasQuota);
    if (readable.length === 0) {
      return undefined;
    }
    // By this machine's clock, which also determines a file's age.
    const day = Math.floor(this.now() / dayLength);
    const file = path.join(folderOf(this.root, corpId), `${day}-${this.id}.jsonl`);
    const lines = readable.map(partition => `${lineOf({ ...partition, at })}\n`).join('');
    try {
      this.write(file, this.torn.has(file) ? `\n${lines}` : lines);
      this.torn.delete(file);
      return undefined;
    } catch (error) {
      this.torn.add(file);
      return (error as NodeJS.ErrnoException).code ?? 'unknown error';
    }
  }
}

function appendTo(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    appendFileSync(file, text);
  }
}
