import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { monthBefore, monthOf } from './month.ts';
import { type Entry, readEntry, type Tallies, tally } from './tally.ts';

const monthsKept = 12;
/** Milliseconds after which a counted call can no longer turn out not to count: a day. */
const settlingTime = 86_400_000;
/** A folder with the windows' files, or the single file they were folded into. */
const monthName = /^\d{4}-\d\d(\.json)?$/;

/**
 * What all windows together have counted. The files of a past month are folded into one, which then counts instead.
 */
export class UsageFiles {
  constructor(
    private readonly folder: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** This month's calls, in China. */
  thisMonth(): Promise<Tallies> {
    return this.month(monthOf(this.now()));
  }

  /** The last twelve months' calls by month, newest first. Deletes older ones. */
  async year(): Promise<ReadonlyMap<string, Tallies>> {
    const oldest = monthBefore(this.now(), monthsKept - 1);
    const names = (await entriesOf(this.folder)).filter(name => monthName.test(name));
    const old = names.filter(name => name.slice(0, 7) < oldest);
    await Promise.all(old.map(name => rm(path.join(this.folder, name), { recursive: true, force: true })));
    const kept = new Set(names.map(name => name.slice(0, 7)).filter(month => month >= oldest));
    const result = new Map<string, Tallies>();
    for (const month of [...kept].toSorted().toReversed()) {
      result.set(month, await this.month(month));
    }
    return result;
  }

  private async month(month: string): Promise<Tallies> {
    const folded = await this.folded(month);
    if (folded !== undefined) {
      return tally(folded);
    }
    const entries = await this.entries(month);
    const tallies = tally(entries);
    if (month >= monthOf(this.now() - settlingTime)) {
      return tallies;
    }
    // If another window folds it at the same time, and is deleting what was just read, that window's count is right.
    return (await this.fold(month, tallies)) ? tallies : tally((await this.folded(month)) ?? entries);
  }

  private async entries(month: string): Promise<Entry[]> {
    const folder = path.join(this.folder, month);
    const files = await entriesOf(folder);
    const texts = await Promise.all(
      files.map(file => readFile(path.join(folder, file), 'utf8').catch(() => '')),
    );
    return texts.flatMap(text => text.split('\n').flatMap(line => readEntry(line) ?? []));
  }

  /** Folds a month into one file, if no other window has. A file torn by a kill counts for nothing. */
  private async fold(month: string, tallies: Tallies): Promise<boolean> {
    const entries = [...tallies].flatMap(([corpId, { calls }]) =>
      [...calls].map(([purpose, count]): Entry => ({ at: 0, corpId, purpose, calls: count })),
    );
    try {
      await writeFile(this.pathOf(month), JSON.stringify(entries), { flag: 'wx' });
      await rm(path.join(this.folder, month), { recursive: true, force: true });
      return true;
    } catch {
      return false;
    }
  }

  private async folded(month: string): Promise<Entry[] | undefined> {
    try {
      const entries: unknown = JSON.parse(await readFile(this.pathOf(month), 'utf8'));
      return Array.isArray(entries) ? entries.flatMap(each => readEntry(JSON.stringify(each)) ?? []) : [];
    } catch {
      return undefined;
    }
  }

  private pathOf(month: string): string {
    return path.join(this.folder, `${month}.json`);
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
