/** DingTalk's documents product: ids and links of one kind for those of another. */
import * as v from 'valibot';
import type { Client } from '../client.ts';

interface Asker {
  /** The unionId of the user on whose behalf the call is made, which these products call `operatorId`. */
  readonly unionId: string;
}

/** The ids of one file or folder. */
export interface DentryIds {
  readonly dentryUuid: string;
  /** Digits, unique only with the space. */
  readonly dentryId: string;
  readonly spaceId: string;
}

const idText = v.pipe(v.string(), v.minLength(1), v.maxLength(300));
const dentryIds = v.object({ dentryUuid: idText, dentryId: idText, spaceId: idText });
const dentryUuid = v.pipe(
  v.object({ dentryUuid: idText }),
  v.transform(answer => answer.dentryUuid),
);

/**
 * The dentryUuid that a DingTalk link, or a docKey, dentryKey or workspaceKey, stands for. The link is only sent to
 * DingTalk as text. One metered call; needs `Document.WorkspaceDocument.Read`. Source: "Get dentryUuid information by
 * ID or URL" (`api-getuuidbyidorurl`).
 *
 * @throws DingTalkError `notFound` if there is no such document, or DingTalk does not know this kind of link
 */
export function queryDentryUuid(
  client: Client,
  { idOrUrl, unionId }: Asker & { readonly idOrUrl: string },
  signal?: AbortSignal,
): Promise<string> {
  return client.ask(
    {
      api: 'queryDentryUuid',
      path: '/v2.0/doc/documents/queryDentryUuid',
      query: { idOrUrl, operatorId: unionId },
      answer: dentryUuid,
    },
    signal,
  );
}

/**
 * The dentryUuid of a file that is known by its space and dentryId. One metered call; needs
 * `Document.WorkspaceDocument.Read`. Source: `api-getuuidbydentryid`.
 */
export function queryDentryUuidById(
  client: Client,
  { spaceId, dentryId, unionId }: Asker & { readonly spaceId: string; readonly dentryId: string },
  signal?: AbortSignal,
): Promise<string> {
  return client.ask(
    {
      api: 'queryDentryUuidById',
      path: '/v2.0/doc/dentries/{dentryId}/queryDentryUuid',
      parts: { dentryId },
      query: { spaceId, operatorId: unionId },
      answer: dentryUuid,
    },
    signal,
  );
}

/**
 * The space and dentryId of a file that is known by its dentryUuid. One metered call; needs
 * `Document.WorkspaceDocument.Read`. Source: `api-getdentryidbyuuid`.
 */
export function queryDentryId(
  client: Client,
  { dentryUuid, unionId }: Asker & { readonly dentryUuid: string },
  signal?: AbortSignal,
): Promise<DentryIds> {
  return client.ask(
    {
      api: 'queryDentryId',
      path: '/v2.0/doc/dentries/{dentryUuid}/queryDentryId',
      parts: { dentryUuid },
      query: { operatorId: unionId },
      answer: dentryIds,
    },
    signal,
  );
}
