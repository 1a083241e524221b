/** DingTalk's storage product: who may do what with a file or folder. */
import * as v from 'valibot';
import type { Client } from '../client.ts';
import { count, id, listOf, nextToken, object, type Page, words } from '../fields.ts';

/** What one member may do. */
export interface Permission {
  /** May differ from the one asked about: then it names what the grant sits on. */
  readonly dentryUuid?: string | undefined;
  readonly member: {
    /** `ORG`, `DEPT`, `TAG`, `CONVERSATION`, `USER`, `DYNAMIC_GROUP`, or a value unknown to us. */
    readonly type?: string | undefined;
    readonly id?: string | undefined;
    readonly corpId?: string | undefined;
    readonly name?: string | undefined;
  };
  readonly role: {
    /** `OWNER`, `MANAGER`, `EDITOR`, `DOWNLOADER`, `READER`, or a value unknown to us. */
    readonly id?: string | undefined;
    readonly name?: string | undefined;
  };
  /** Seconds; absent without end. */
  readonly duration?: bigint | undefined;
}

export const permissionsPerPage = 30;

const member = v.object({ type: words, id, corpId: id, name: words });
const role = v.object({ id, name: words });
const permission = v.pipe(
  v.object({ dentryUuid: id, member: object, role: object, duration: count }),
  v.transform(
    ({ dentryUuid, member: who, role: what, duration }): Permission => ({
      dentryUuid,
      member: v.parse(member, who ?? {}),
      role: v.parse(role, what ?? {}),
      // Older pages write -1 for what has no end.
      ...(duration === undefined || duration <= 0n ? {} : { duration }),
    }),
  ),
);
const permissions = v.pipe(
  v.object({ permissions: listOf(permission), nextToken }),
  v.transform(({ permissions: items, nextToken }) => ({ items, nextToken })),
);

/**
 * A page of the grants of a file, folder or knowledge base. One metered call; needs `Storage.Permission.Read` and an
 * internal app. Source: "Get permission list" of help.dingtalk.io.
 *
 * @param unionId the user on whose behalf the call is made
 * @param nextToken of the previous page; none for the first
 * @throws DingTalkError `notSupported` for a third-party app, without a call
 */
export function listPermissions(
  client: Client,
  {
    dentryUuid,
    unionId,
    nextToken,
  }: { readonly dentryUuid: string; readonly unionId: string; readonly nextToken?: string | undefined },
  signal?: AbortSignal,
): Promise<Page<Permission>> {
  return client.ask(
    {
      api: 'listPermissions',
      path: '/v2.0/storage/spaces/dentries/{dentryUuid}/permissions/query',
      parts: { dentryUuid },
      query: { unionId },
      body: { option: { nextToken, maxResults: permissionsPerPage } },
      answer: permissions,
      isForInternalApps: true,
    },
    signal,
  );
}
