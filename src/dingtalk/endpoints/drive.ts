/** DingTalk Drive, an older product with error codes of its own. */
import * as v from 'valibot';
import type { Client } from '../client.ts';
import { count, id, listOf, nextToken, type Page, words } from '../fields.ts';

/** A space of DingTalk Drive. */
export interface DriveSpace {
  readonly spaceId?: string | undefined;
  readonly name?: string | undefined;
  /** Bytes in use. */
  readonly used?: bigint | undefined;
  /** Capacity in bytes. Absent if there is no cap. */
  readonly max?: bigint | undefined;
}

/** Entries in a page: DingTalk requires a number and does not document its maximum. */
export const spacesPerPage = 50;

const spaces = v.pipe(
  v.object({
    spaces: listOf(
      v.pipe(
        v.object({ spaceId: id, spaceName: words, usedQuota: count, quota: count }),
        v.transform(
          ({ spaceId, spaceName: name, usedQuota: used, quota }): DriveSpace => ({
            spaceId,
            name,
            used,
            // -1 is how DingTalk says that there is none.
            ...(quota === undefined || quota < 0n ? {} : { max: quota }),
          }),
        ),
      ),
    ),
    nextToken,
  }),
  v.transform(({ spaces: items, nextToken }) => ({ items, nextToken })),
);

/**
 * A page of the organization's Drive spaces, with their use. One metered call; needs `Drive.Space.Read`. Source: "Get
 * space list" of help.dingtalk.io.
 *
 * @param unionId the user on whose behalf the call is made
 * @param nextToken of the previous page; none for the first
 */
export function listDriveSpaces(
  client: Client,
  { unionId, nextToken }: { readonly unionId: string; readonly nextToken?: string | undefined },
  signal?: AbortSignal,
): Promise<Page<DriveSpace>> {
  const query = {
    unionId,
    spaceType: 'org',
    maxResults: String(spacesPerPage),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
  return client.ask({ api: 'listDriveSpaces', path: '/v1.0/drive/spaces', query, answer: spaces }, signal);
}
