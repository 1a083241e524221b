import type { Page } from '../../dingtalk/fields.ts';
import { FileListBuilder } from './fileList.ts';
import type { Listed } from './listSpace.ts';

/** Something in a folder. */
export interface WalkedEntry<Folder> {
  readonly uuid?: string | undefined;
  readonly name?: string | undefined;
  readonly path?: string | undefined;
  /** Present if it has entries of its own. */
  readonly folder?: Folder | undefined;
}

export interface WalkLimits {
  readonly maxFiles: number;
  /** Metered calls. */
  readonly maxCalls: number;
}

/**
 * Lists a folder and all folders in it, one after the other, the upper ones first.
 *
 * @param top the folder itself, which is listed too if it has a uuid
 * @param askPage requests a page of a folder, with the token of the previous one
 * @param onProgress called with the number of entries so far
 * @throws what `askPage` throws
 */
export async function walkFolder<Folder>(
  top: WalkedEntry<Folder>,
  askPage: (folder: Folder, nextToken: string | undefined) => Promise<Page<WalkedEntry<Folder>>>,
  { maxFiles, maxCalls }: WalkLimits,
  onProgress?: (entries: number) => void,
): Promise<Listed> {
  const builder = new FileListBuilder();
  const seen = new Set<string>();
  const queue: Folder[] = [];
  const entered = new Set<string>();
  let [entries, duplicates, calls] = [0, 0, 0];
  let endedBy: Listed['endedBy'];

  /** A folder in itself would never end. */
  const enter = (folder: Folder | undefined): void => {
    const key = JSON.stringify(folder);
    if (folder !== undefined && !entered.has(key)) {
      entered.add(key);
      queue.push(folder);
    }
  };

  const take = ({ uuid = '', name, path, folder }: WalkedEntry<Folder>): void => {
    if (uuid === '') {
      builder.skip(name ?? path ?? '');
    } else if (seen.has(uuid)) {
      duplicates++;
    } else if (builder.size < maxFiles) {
      builder.addGiven(uuid, { name, path });
    } else {
      endedBy = 'files';
    }
    seen.add(uuid);
    enter(folder);
  };

  if (top.uuid === undefined) {
    enter(top.folder);
  } else {
    take(top);
  }
  for (let folder = queue.shift(); folder !== undefined && endedBy === undefined; folder = queue.shift()) {
    const tokens = new Set<string>();
    let nextToken: string | undefined;
    do {
      if (calls === maxCalls || (nextToken !== undefined && tokens.has(nextToken))) {
        endedBy = 'endless';
        break;
      }
      if (nextToken !== undefined) {
        tokens.add(nextToken);
      }
      calls++;
      const page = await askPage(folder, nextToken);
      entries += page.items.length;
      page.items.forEach(take);
      onProgress?.(entries);
      nextToken = page.nextToken;
    } while (nextToken !== undefined && endedBy === undefined);
  }
  return { found: { ...builder.list, duplicates }, entries, tooDeep: 0, gone: 0, calls, endedBy };
}
