import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { writeWhole } from '../../editor/documents/writeWhole.ts';
import { readJson } from '../../text/readJson.ts';
import type { PastUse, SpaceUse } from './spaceUsage.ts';

/** Of each organization. */
const maxKept = 60;
const dayLength = 86_400_000;

const file = v.object({
  at: v.number(),
  used: v.record(
    v.string(),
    v.pipe(
      v.string(),
      v.regex(/^\d{1,19}$/),
      v.transform(digits => BigInt(digits)),
    ),
  ),
});

/** The use of spaces, a file for each time that they were listed, below the organization's history. */
export class SpaceHistory {
  /** @param root has a folder for each organization */
  constructor(private readonly root: string) {}

  /** Keeps what the spaces use now. @throws what `fs` throws */
  async keep(corpId: string, at: number, spaces: readonly SpaceUse[]): Promise<void> {
    const folder = this.folderOf(corpId);
    await mkdir(folder, { recursive: true });
    const used = Object.fromEntries(spaces.map(space => [space.spaceId, String(space.used)]));
    await writeWhole(path.join(folder, `${at}-${randomUUID()}.json`), JSON.stringify({ at, used }));
    const old = (await this.newestFirst(corpId)).slice(maxKept);
    await Promise.all(old.map(name => rm(path.join(folder, name), { force: true })));
  }

  /** What the spaces used the last time: at least a day before `now` if there is one, else the newest. */
  async before(corpId: string, now: number): Promise<PastUse | undefined> {
    const names = await this.newestFirst(corpId);
    const dayBefore = names.filter(name => timeOf(name) <= now - dayLength);
    for (const name of dayBefore.length > 0 ? dayBefore : names) {
      const text = await readFile(path.join(this.folderOf(corpId), name), 'utf8').catch(() => '');
      const read = readJson(file, text);
      // A file that is damaged, or just deleted by another window, leaves the one before it.
      if (read !== undefined) {
        return { at: read.at, used: new Map(Object.entries(read.used)) };
      }
    }
    return undefined;
  }

  private folderOf(corpId: string): string {
    return path.join(this.root, encodeURIComponent(corpId), 'spaces');
  }

  private async newestFirst(corpId: string): Promise<string[]> {
    const names = await readdir(this.folderOf(corpId)).catch(() => []);
    return names.filter(name => /^\d+-[\da-f-]+\.json$/.test(name)).toSorted((a, b) => timeOf(b) - timeOf(a));
  }
}

const timeOf = (name: string) => Number(name.slice(0, name.indexOf('-')));
