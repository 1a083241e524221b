/** DingTalk's storage product: finding files, and what is in a folder. The list of a whole space is in `storage.ts`. */
import * as v from 'valibot';
import type { Client } from '../client.ts';
import { count, id, listOf, nextToken, object, type Page, rawText, time, words } from '../fields.ts';

/** A file or folder, as its folder lists it. */
export interface FolderEntry {
  /** Digits, unique only with the space. */
  readonly id?: string | undefined;
  readonly uuid?: string | undefined;
  /** The `id` of the folder it is in, `0` directly in the space. */
  readonly parentId?: string | undefined;
  readonly name?: string | undefined;
  /** From the root of the space, `/Finance/2026/Budget.xlsx`. */
  readonly path?: string | undefined;
  /** `FILE` or `FOLDER`. */
  readonly type?: string | undefined;
  /** Bytes; none for folders, 0 or none for online documents. */
  readonly size?: bigint | undefined;
  readonly extension?: string | undefined;
  readonly category?: string | undefined;
  /** `NORMAL`, `DELETED`, `EXPIRED`, or a value unknown to us. */
  readonly status?: string | undefined;
  /** Milliseconds since 1970. */
  readonly modifiedTime?: number | undefined;
}

/** A file or folder that a search has found. */
export interface SearchHit {
  readonly dentryUuid?: string | undefined;
  readonly name?: string | undefined;
  /** The name of who made it. */
  readonly creator?: string | undefined;
  readonly path?: string | undefined;
}

export const searchHitsPerPage = 50;
export const folderEntriesPerPage = 50;

const folderEntry = v.object({
  id,
  uuid: id,
  parentId: id,
  name: words,
  path: rawText,
  type: words,
  size: count,
  extension: words,
  category: words,
  status: words,
  modifiedTime: time,
});
const folder = v.pipe(
  v.object({ dentries: listOf(folderEntry), nextToken }),
  v.transform(({ dentries: items, nextToken }) => ({ items, nextToken })),
);
const oneEntry = v.pipe(
  v.object({ dentry: folderEntry }),
  v.transform(answer => answer.dentry),
);

/** `path` is in DingTalk's SDK only, and may be missing. */
const searchHit = v.pipe(
  v.object({ dentryUuid: id, name: words, creator: object, path: object }),
  v.transform(
    ({ dentryUuid, name, creator, path }): SearchHit => ({
      dentryUuid,
      name,
      creator: v.parse(words, creator?.name),
      path: v.parse(words, path?.longPath) ?? v.parse(words, path?.path),
    }),
  ),
);
const searchHits = v.pipe(
  v.object({ items: listOf(searchHit), nextToken }),
  v.transform(({ items, nextToken }) => ({ items, nextToken })),
);

/**
 * A page of the files and folders with a name like `keyword`. One metered call; needs `Storage.Dentry.Search`. A POST
 * that only reads. Source: "Search for files" of help.dingtalk.io.
 *
 * @param unionId the user on whose behalf the call is made, called `operatorId` here
 * @param nextToken of the previous page; none for the first
 */
export function searchDentries(
  client: Client,
  {
    keyword,
    unionId,
    nextToken,
  }: { readonly keyword: string; readonly unionId: string; readonly nextToken?: string | undefined },
  signal?: AbortSignal,
): Promise<Page<SearchHit>> {
  return client.ask(
    {
      api: 'searchDentries',
      path: '/v2.0/storage/dentries/search',
      query: { operatorId: unionId },
      body: { keyword, option: { nextToken, maxResults: searchHitsPerPage } },
      answer: searchHits,
    },
    signal,
  );
}

/**
 * A page of what is directly in a folder of a space. One metered call; needs `Storage.File.Read`. Source: "Get a list
 * of files or folders" of help.dingtalk.io.
 *
 * @param parentId the folder's `id`; `0` for the space itself
 * @param order by name, or the biggest first
 * @throws DingTalkError `notFound` for a space or folder that does not exist
 */
export function listFolder(
  client: Client,
  {
    spaceId,
    parentId,
    unionId,
    nextToken,
    order = 'name',
  }: {
    readonly spaceId: string;
    readonly parentId: string;
    readonly unionId: string;
    readonly nextToken?: string | undefined;
    readonly order?: 'name' | 'biggestFirst';
  },
  signal?: AbortSignal,
): Promise<Page<FolderEntry>> {
  const query = {
    parentId,
    unionId,
    maxResults: String(folderEntriesPerPage),
    ...(nextToken === undefined ? {} : { nextToken }),
    ...(order === 'name' ? { orderBy: 'NAME', order: 'ASC' } : { orderBy: 'SIZE', order: 'DESC' }),
  };
  return client.ask(
    {
      api: 'listDentries',
      path: '/v1.0/storage/spaces/{spaceId}/dentries',
      parts: { spaceId },
      query,
      answer: folder,
    },
    signal,
  );
}

/**
 * One file or folder, by its space and `id`: with its path and the folder it is in. One metered call; needs
 * `Storage.File.Read`. Source: "Obtain file or folder information" of help.dingtalk.io.
 */
export function getDentry(
  client: Client,
  {
    spaceId,
    dentryId,
    unionId,
  }: { readonly spaceId: string; readonly dentryId: string; readonly unionId: string },
  signal?: AbortSignal,
): Promise<FolderEntry> {
  return client.ask(
    {
      api: 'getDentry',
      path: '/v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/query',
      parts: { spaceId, dentryId },
      query: { unionId },
      body: {},
      answer: oneEntry,
    },
    signal,
  );
}
