/** DingTalk's storage product: what was deleted and may still come back. */
import * as v from 'valibot';
import type { Client } from '../client.ts';
import { count, id, listOf, nextToken, type Page, rawText, time, words } from '../fields.ts';

/** Something in the recycle bin. Its id is none of a file. */
export interface RecycleItem {
  readonly id?: string | undefined;
  readonly spaceId?: string | undefined;
  readonly name?: string | undefined;
  readonly path?: string | undefined;
  /** `FILE` or `FOLDER`. */
  readonly type?: string | undefined;
  /** Bytes. */
  readonly size?: bigint | undefined;
  /** When it was deleted, in milliseconds since 1970. */
  readonly deletedAt?: number | undefined;
}

export const recycleItemsPerPage = 50;

const recycleBin = v.pipe(
  v.object({ recycleBin: v.object({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(300)) }) }),
  v.transform(answer => answer.recycleBin.id),
);
const recycleItems = v.pipe(
  v.object({
    recycleItems: listOf(
      v.pipe(
        v.object({
          id,
          spaceId: id,
          originalName: words,
          originalPath: rawText,
          type: words,
          size: count,
          operatorTime: time,
        }),
        v.transform(
          ({ originalName: name, originalPath: path, operatorTime: deletedAt, ...item }): RecycleItem => ({
            ...item,
            name,
            path,
            deletedAt,
          }),
        ),
      ),
    ),
    nextToken,
  }),
  v.transform(({ recycleItems: items, nextToken }) => ({ items, nextToken })),
);

/**
 * The id of an organization's recycle bin. One metered call; needs `Storage.RecycleBin.Read`. Source: "Get recycle bin
 * information" of help.dingtalk.io.
 *
 * @param unionId the user on whose behalf the call is made
 */
export function getRecycleBin(
  client: Client,
  { corpId, unionId }: { readonly corpId: string; readonly unionId: string },
  signal?: AbortSignal,
): Promise<string> {
  const query = { recycleBinScope: 'ORG', scopeId: corpId, unionId };
  return client.ask(
    { api: 'getRecycleBin', path: '/v1.0/storage/recycleBins', query, answer: recycleBin },
    signal,
  );
}

/**
 * A page of what is in a recycle bin. One metered call; needs `Storage.RecycleBin.Read`. Source: "Get recycle bin file
 * list" of help.dingtalk.io. DingTalk tells no total, and in what order they come is not documented.
 *
 * @param nextToken of the previous page; none for the first
 */
export function listRecycleItems(
  client: Client,
  {
    recycleBinId,
    unionId,
    nextToken,
  }: { readonly recycleBinId: string; readonly unionId: string; readonly nextToken?: string | undefined },
  signal?: AbortSignal,
): Promise<Page<RecycleItem>> {
  return client.ask(
    {
      api: 'listRecycleItems',
      path: '/v1.0/storage/recycleBins/{recycleBinId}/recycleItems',
      parts: { recycleBinId },
      query: {
        unionId,
        maxResults: String(recycleItemsPerPage),
        ...(nextToken === undefined ? {} : { nextToken }),
      },
      answer: recycleItems,
    },
    signal,
  );
}
