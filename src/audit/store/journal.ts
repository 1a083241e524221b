import { type FileHandle, open } from 'node:fs/promises';
import type { AuditResult } from '../audit.ts';
import { answerLine } from './records.ts';

/** Where a journal is stored, in the folder of its audit. `auditsFolder` in `auditStore.ts` has all of these folders. */
export const journalFile = 'answers.jsonl';

/** Milliseconds after which an answer is not only with the system, but on the disk. */
const flushDelay = 1000;

/**
 * Saves the answers of a running audit as they arrive, one line each. Once `append` has resolved, the answer is with
 * the operating system: it survives even if this process is killed. A power failure may lose the answers of the last
 * second; to avoid that, the disk would have to be flushed at each of them.
 */
export class Journal {
  private lines: string[] = [];
  private written: Promise<void> = Promise.resolve();
  private flushing: NodeJS.Timeout | undefined;

  private constructor(private readonly file: FileHandle) {}

  /** Opens a journal to write after its last complete line. A line that was cut off is removed. */
  static async open(path: string): Promise<Journal> {
    const file = await open(path, 'a+');
    try {
      await cutTornLine(file);
      return new Journal(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Resolves when the answer is written. @throws what `fs` throws, for example if the disk is full */
  append(result: AuditResult): Promise<void> {
    this.lines.push(answerLine(result));
    // One write at a time; lines that are added in the meantime go into the next one together.
    this.written = this.written.then(() => this.write());
    return this.written;
  }

  /** Resolves when everything that could be written is on the disk. @throws what `fs` throws */
  async close(): Promise<void> {
    clearTimeout(this.flushing);
    try {
      // `append` has already rejected with the failure.
      await this.written.catch(() => {});
      await this.file.datasync();
    } finally {
      await this.file.close();
    }
  }

  private async write(): Promise<void> {
    const text = this.lines.join('');
    this.lines = [];
    if (text !== '') {
      await this.file.appendFile(text);
      this.flushing ??= setTimeout(() => {
        this.flushing = undefined;
        this.file.datasync().catch(() => {});
      }, flushDelay).unref();
    }
  }
}

const tailLength = 64 * 1024;

/** Shortens a file to its last newline. */
async function cutTornLine(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const tail = Buffer.alloc(tailLength);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - tailLength);
    const { bytesRead } = await file.read(tail, 0, end - start, start);
    const newline = tail.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (newline !== -1 || start === 0) {
      const whole = newline === -1 ? 0 : start + newline + 1;
      return whole === size ? undefined : file.truncate(whole);
    }
    end = start;
  }
}
