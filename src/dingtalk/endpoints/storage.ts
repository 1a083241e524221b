/**
 * DingTalk's storage product. To add a call here, or a product beside it: one schema of the answer, and one function
 * `(client, arguments, signal) => Promise` whose comment names the app permission, the price and the source.
 */
import * as v from 'valibot';
import { cutTo } from '../../text/cut.ts';
import type { Client } from '../client.ts';
import { long } from '../decode.ts';
import { count, listOf, nextToken, rawText, time } from '../fields.ts';

/** Bytes are `bigint`: DingTalk's `Long`s exceed what a JavaScript number holds exactly. */
export interface Quota {
  /** Bytes in use. */
  used: bigint;
  /** Capacity in bytes. Absent if no limit is set, which is not zero. */
  max?: bigint;
  /** Unused bytes of the pre-allocated capacity. Absent if none is configured. */
  reserved?: bigint;
  /** `SHARE`, `PRIVATE`, a value unknown to us, or empty if DingTalk sent none. */
  type: string;
}

export interface Partition {
  /** `PUBLIC_OSS_PARTITION`, `MINI_OSS_PARTITION`, a value unknown to us, or empty if DingTalk sent none. */
  partitionType: string;
  /** Absent if DingTalk sent none that can be read. */
  quota?: Quota;
}

export type PartitionWithQuota = Required<Partition>;

export function hasQuota(partition: Partition): partition is PartitionWithQuota {
  return partition.quota !== undefined;
}

/** A file or folder in the list of a space, as far as DingTalk described it. */
export interface Dentry {
  readonly uuid?: string | undefined;
  readonly name?: string | undefined;
  /** From the root of the space, `/Finance/2026/Budget.xlsx`. */
  readonly path?: string | undefined;
  /** `NORMAL`, `DELETED`, `EXPIRED`, or a value unknown to us. */
  readonly status?: string | undefined;
  /** `FILE` or `FOLDER`. */
  readonly type?: string | undefined;
  /** Bytes; none for folders, 0 or none for online documents, which is not empty. */
  readonly size?: bigint | undefined;
  readonly extension?: string | undefined;
  /** Milliseconds since 1970. */
  readonly modifiedTime?: number | undefined;
}

export interface DentryPage {
  readonly dentries: readonly Dentry[];
  /** Asks for the next page; absent from the last. */
  readonly nextToken: string | undefined;
}

const label = v.pipe(
  v.nullish(v.string(), ''),
  v.transform(text => cutTo(text, 100)),
);

const quota = v.pipe(
  v.object({ used: long, max: v.nullish(long), reserved: v.nullish(long), type: label }),
  v.transform(
    ({ used, max, reserved, type }): Quota => ({
      used,
      ...(max == null ? {} : { max }),
      ...(reserved == null ? {} : { reserved }),
      type,
    }),
  ),
);
const partition = v.object({ partitionType: label, quota });
const anyPartition = v.fallback(
  v.pipe(
    v.object({ partitionType: v.fallback(label, ''), quota: v.fallback(v.optional(quota), undefined) }),
    v.transform(
      ({ partitionType, quota }): Partition =>
        quota === undefined ? { partitionType } : { partitionType, quota },
    ),
  ),
  { partitionType: '' },
);

/** A partition that cannot be read does not hide the others. If none can be read, the answer is bad. */
const partitions = v.lazy((list): v.GenericSchema<unknown, Partition[]> => {
  const isPartlyReadable = Array.isArray(list) && list.some(each => v.is(partition, each));
  return v.array(isPartlyReadable ? anyPartition : partition);
});

export const organizationStorage = v.pipe(
  v.object({ org: v.object({ partitions }) }),
  v.transform(({ org }) => org.partitions),
);

/**
 * How full an organization's storage is. One metered call; needs the app permission `Storage.Org.Read`. Source: "Get
 * organization storage information" of help.dingtalk.io.
 *
 * @param unionId the user on whose behalf the call is made, who needs rights of their own
 * @throws DingTalkError
 */
export function getOrganizationStorage(
  client: Client,
  { corpId, unionId }: { readonly corpId: string; readonly unionId: string },
  signal?: AbortSignal,
): Promise<Partition[]> {
  const path = '/v1.0/storage/orgs/{corpId}';
  return client.ask(
    { api: 'getOrg', path, parts: { corpId }, query: { unionId }, answer: organizationStorage },
    signal,
  );
}

/** The name of the API that {@link getPermissionInheritance} asks. */
export const permissionInheritanceApi = 'getPermissionInheritance';

const permissionInheritance = v.pipe(
  v.object({ inheritance: v.pipe(v.string(), v.minLength(1), v.maxLength(100)) }),
  v.transform(({ inheritance }) => inheritance),
);

/**
 * Whether a file or folder inherits its parents' permissions: `PASS_ON`, `BREAK`, or a value unknown to us. One metered
 * call; needs the app permission `Storage.Permission.Read` and an internal app. Source: "Get permission inheritance
 * mode" of help.dingtalk.io.
 *
 * @param unionId the user on whose behalf the call is made
 * @throws DingTalkError `notSupported` for a third-party app, without a call
 */
export function getPermissionInheritance(
  client: Client,
  { dentryUuid, unionId }: { readonly dentryUuid: string; readonly unionId: string },
  signal?: AbortSignal,
): Promise<string> {
  return client.ask(
    {
      api: permissionInheritanceApi,
      path: '/v2.0/storage/spaces/dentries/{dentryUuid}/permissions/inheritances',
      parts: { dentryUuid },
      query: { unionId },
      answer: permissionInheritance,
      isForInternalApps: true,
    },
    signal,
  );
}

/** Entries in a page of a space's list, DingTalk's maximum. */
export const dentriesPerPage = 50;

const dentry = v.object({
  uuid: rawText,
  name: rawText,
  path: rawText,
  status: rawText,
  type: rawText,
  size: count,
  extension: rawText,
  modifiedTime: time,
});

export const dentryPage = v.pipe(
  v.object({ dentries: listOf(dentry), nextToken }),
  v.transform((page): DentryPage => page),
);

/**
 * A page of the flat list of all files and folders of a space. One metered call; needs the app permission
 * `Storage.File.Read`. It only reads, though it is a POST, so it is retried as the others are.
 *
 * In ascending order of their last change a file that changes meanwhile may come again; in descending order one may
 * be missed. Source: "Get a list of all files or folders under a space" of help.dingtalk.io
 * (`get-a-list-of-all-files-or-folders-under-a`), and `ListAllDentries` of DingTalk's SDK, `storage_1_0`.
 *
 * @param unionId the user on whose behalf the call is made
 * @param nextToken of the previous page; none for the first
 * @throws DingTalkError `notFound` if there is no such space
 */
export function listAllDentries(
  client: Client,
  {
    spaceId,
    unionId,
    nextToken,
  }: { readonly spaceId: string; readonly unionId: string; readonly nextToken?: string | undefined },
  signal?: AbortSignal,
): Promise<DentryPage> {
  return client.ask(
    {
      api: 'listAllDentries',
      path: '/v1.0/storage/spaces/{spaceId}/dentries/listAll',
      parts: { spaceId },
      query: { unionId },
      // Without a token, JSON has no field of that name, as DingTalk wants it for the first page.
      body: { option: { nextToken, maxResults: dentriesPerPage, order: 'ASC' } },
      answer: dentryPage,
    },
    signal,
  );
}
