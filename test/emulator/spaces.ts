import path from 'node:path';
import type { Space } from '../../src/samples/spaces/spaces.ts';
import type { Entry as ListedDentry } from '../../src/samples/spaces/tree.ts';

/** What distinguishes one entry of a space from another. */
export interface Entry {
  uuid: string;
  /** From the root: `/Finance/Budget.xlsx`. */
  path: string;
  type?: ListedDentry['type'];
  status?: ListedDentry['status'];
}

/** A space with these files and folders. An entry given twice is listed twice, as if it had changed in between. */
export function spaceOf(corpId: string, spaceId: string, entries: readonly Entry[]): Space {
  const ids = new Map(entries.map((entry, index) => [entry.path, String(190_000_000_000 + index)]));
  const dentries = entries.map(({ uuid, path: place, type = 'FILE', status = 'NORMAL' }) => ({
    id: ids.get(place) ?? '',
    spaceId,
    parentId: ids.get(path.posix.dirname(place)) ?? '0',
    type,
    name: path.posix.basename(place),
    path: place,
    status,
    uuid,
  }));
  return { spaceId, corpId, dentries };
}
