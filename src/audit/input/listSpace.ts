import type { Dentry, DentryPage } from '../../dingtalk/endpoints/storage.ts';
import { type FileList, FileListBuilder } from './fileList.ts';
import { maxListCalls, partsOf, type Space } from './space.ts';

/** The files of a space to audit, and what was left out. */
export interface Listed {
  readonly found: FileList;
  /** How many entries DingTalk listed, including those that were left out. */
  readonly entries: number;
  readonly tooDeep: number;
  /** Deleted or expired. */
  readonly gone: number;
  /** Metered calls. */
  readonly calls: number;
  /**
   * Why the list may be incomplete: the limit on files was reached; or it did not end within the allowed calls, or
   * started to repeat itself.
   */
  readonly endedBy: 'files' | 'endless' | undefined;
}

/**
 * Reads the list of a space page by page, up to its limits. It includes folders: they matter most, as their permissions
 * apply to everything in them.
 *
 * @param askPage requests the page with the token that the previous page returned
 * @param onProgress called with the number of entries so far
 * @throws what `askPage` throws
 */
export async function listSpace(
  space: Space,
  askPage: (nextToken: string | undefined) => Promise<DentryPage>,
  onProgress?: (entries: number) => void,
): Promise<Listed> {
  const { maxFiles, maxDepth = Number.POSITIVE_INFINITY } = space;
  const folder = partsOf(space.folder ?? '');
  const builder = new FileListBuilder();
  const seen = new Set<string>();
  const tokens = new Set<string>();
  let [entries, duplicates, tooDeep, gone] = [0, 0, 0, 0];

  /** Adds an entry, or leaves it out. @returns `false` if it would be one too many */
  const take = ({ uuid = '', name, path, status }: Dentry): boolean => {
    entries++;
    const level = levelOf(path, folder);
    if (uuid === '') {
      builder.skip(name ?? path ?? '');
    } else if (seen.has(uuid)) {
      duplicates++;
    } else if (status === 'DELETED' || status === 'EXPIRED') {
      gone++;
    } else if (level !== undefined && level > maxDepth) {
      tooDeep++;
    } else if (level !== undefined) {
      if (builder.size === maxFiles) {
        return false;
      }
      builder.addGiven(uuid, { name, path });
    }
    seen.add(uuid);
    return true;
  };

  const end = (endedBy?: Listed['endedBy']): Listed => ({
    found: { ...builder.list, duplicates },
    entries,
    tooDeep,
    gone,
    calls: tokens.size + 1,
    endedBy,
  });

  for (let nextToken: string | undefined; ; tokens.add(nextToken)) {
    const page = await askPage(nextToken);
    const isAllTaken = page.dentries.every(take);
    onProgress?.(entries);
    nextToken = page.nextToken;
    if (!isAllTaken || (nextToken !== undefined && builder.size === maxFiles)) {
      return end('files');
    }
    if (nextToken === undefined) {
      return end();
    }
    if (tokens.has(nextToken) || tokens.size + 1 === maxListCalls(space)) {
      return end('endless');
    }
  }
}

/**
 * How deep in a folder a path is: 1 is directly in it, 0 is the folder itself, and less than that if it is unknown.
 * `undefined` outside of the folder, and for the root of the space, which has no inheritance.
 */
function levelOf(path = '', folder: readonly string[]): number | undefined {
  const parts = partsOf(path);
  const isIn = path === '' || (parts.length > 0 && folder.every((part, index) => part === parts[index]));
  return isIn ? parts.length - folder.length : undefined;
}
