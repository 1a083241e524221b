import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dayLength } from '../localDay.ts';
import { arrange, lineOf, type Reading, readLines, thin } from '../readings.ts';
import { folderOf } from './readingLog.ts';

/** Milliseconds after which no window writes to a file anymore: each starts a new one every day. */
const settlingTime = 2 * dayLength;
/** With more files than these, they are read as a whole, to be merged. */
const manyFiles = 16;
/** Another window may merge and delete a file just before it is read. */
const tries = 5;

interface ReadFile {
  readonly file: string;
  readonly readings: readonly Reading[];
}

/** The readings that all windows together have logged. Reads nothing until it is needed. */
export class ReadingFiles {
  /** @param root has a folder for each organization */
  constructor(
    private readonly root: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** An organization's readings, in order of time. Thins old files and merges them into one, if the disk allows. */
  async read(corpId: string): Promise<Reading[]> {
    const folder = folderOf(this.root, corpId);
    const files = await readAll(folder);
    await this.merge(folder, files).catch(() => {});
    return arrange(files.flatMap(({ readings }) => readings));
  }

  /** As `read`, only those since a time: quicker, for what is drawn. @param since milliseconds since 1970 */
  async recent(corpId: string, since: number): Promise<Reading[]> {
    const folder = folderOf(this.root, corpId);
    const names = await readdir(folder).catch(() => []);
    const readings =
      names.length > manyFiles
        ? await this.read(corpId)
        : (await readAll(folder, since)).flatMap(each => each.readings);
    return arrange(readings.filter(({ at }) => at >= since));
  }

  /** Deletes an organization's readings. @throws what `fs` throws */
  async forget(corpId: string): Promise<void> {
    await rm(folderOf(this.root, corpId), { recursive: true, force: true });
  }

  /**
   * Needs no lock: a window deletes only files that it has read, and only after everything in them that counts is safe
   * in another. A kill in between, or two windows at once, leave duplicate readings, which `arrange` removes.
   */
  private async merge(folder: string, files: readonly ReadFile[]): Promise<void> {
    const isSettled = await Promise.all(files.map(({ file }) => this.isSettled(file)));
    const settled = files.filter((_, index) => isSettled[index]);
    const readings = arrange(settled.flatMap(each => each.readings));
    const kept = thin(readings, this.now());
    if (settled.length < 2 && kept.length === readings.length) {
      return;
    }
    await this.removeParts(folder);
    const whole = path.join(folder, `merged-${randomUUID()}.jsonl`);
    const part = `${whole}.part`;
    await writeFile(part, kept.map(each => `${lineOf(each)}\n`).join(''), { flush: true });
    await rename(part, whole);
    await Promise.all(settled.map(({ file }) => rm(file, { force: true })));
  }

  private async isSettled(file: string): Promise<boolean> {
    const { mtimeMs } = await stat(file);
    return mtimeMs < this.now() - settlingTime;
  }

  /** Removes the files of windows that were killed while merging. */
  private async removeParts(folder: string): Promise<void> {
    for (const name of await readdir(folder)) {
      const file = path.join(folder, name);
      if (name.endsWith('.part') && (await this.isSettled(file))) {
        await rm(file, { force: true });
      }
    }
  }
}

async function readAll(folder: string, since?: number): Promise<ReadFile[]> {
  for (let rest = tries; ; rest--) {
    const names = await readdir(folder).catch(() => []);
    const files = names.filter(name => name.endsWith('.jsonl')).map(name => path.join(folder, name));
    const texts = await Promise.all(files.map(file => readFile(file, 'utf8').catch(() => undefined)));
    if (rest === 0 || !texts.includes(undefined)) {
      return files.flatMap((file, index) => {
        const text = texts[index];
        return text === undefined ? [] : [{ file, readings: readLines(text, since) }];
      });
    }
  }
}
