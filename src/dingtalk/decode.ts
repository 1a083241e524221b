import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { DingTalkError } from './errors.ts';

/** Bytes are `bigint`: DingTalk's `Long`s go beyond what a JavaScript number holds exactly. */
export interface Quota {
  /** Bytes in use. */
  used: bigint;
  /** Capacity in bytes. Absent where no limit is set, which is not zero. */
  max?: bigint;
  /** Bytes left unused of the pre-allocated capacity. Absent where none is configured. */
  reserved?: bigint;
  /** `SHARE`, `PRIVATE`, a value unknown to us, or empty where DingTalk sent none. */
  type: string;
}

export interface Partition {
  /** `PUBLIC_OSS_PARTITION`, `MINI_OSS_PARTITION`, a value unknown to us, or empty where DingTalk sent none. */
  partitionType: string;
  quota: Quota;
}

/** A file or folder in the list of a space, as far as DingTalk told. */
export interface Dentry {
  readonly uuid?: string | undefined;
  readonly name?: string | undefined;
  /** From the root of the space, `/Finance/2026/Budget.xlsx`. */
  readonly path?: string | undefined;
  /** `NORMAL`, `DELETED`, `EXPIRED`, or a value unknown to us. */
  readonly status?: string | undefined;
}

export interface DentryPage {
  readonly dentries: readonly Dentry[];
  /** Asks for the next page; absent from the last. */
  readonly nextToken: string | undefined;
}

const maxLong = 2n ** 63n - 1n;

// A Long as a string was never seen, but costs nothing to read.
const long = v.pipe(
  v.union([
    v.bigint(),
    v.pipe(
      v.string(),
      v.regex(/^-?\d{1,19}$/),
      v.transform(digits => BigInt(digits)),
    ),
  ]),
  v.minValue(-maxLong - 1n),
  v.maxValue(maxLong),
);
const label = v.pipe(
  v.nullish(v.string(), ''),
  v.transform(text => text.slice(0, 100)),
);

const organizationStorage = v.object({
  org: v.object({
    partitions: v.array(
      v.object({
        partitionType: label,
        quota: v.object({ used: long, max: v.nullish(long), reserved: v.nullish(long), type: label }),
      }),
    ),
  }),
});
const permissionInheritance = v.object({ inheritance: v.pipe(v.string(), v.minLength(1), v.maxLength(100)) });
const accessToken = v.object({
  accessToken: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,4096}$/)),
  expireIn: v.nullish(v.unknown()),
});

const dentryPage = v.object({
  // All of the SDK's properties are optional: a list without entries may be left out.
  dentries: v.nullish(v.array(v.unknown()), []),
  nextToken: v.nullish(v.string()),
});

const user = v.object({ result: v.object({ unionid: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/)) }) });

/** The unionId in the answer of the legacy `topapi/v2/user/get`. @throws DingTalkError `badAnswer` */
export function decodeUnionId(body: unknown): string {
  return decode(user, body).result.unionid;
}

/** The partitions in the answer of `GET /v1.0/storage/orgs/{corpId}`. @throws DingTalkError `badAnswer` */
export function decodeOrganizationStorage(body: unknown): Partition[] {
  return decode(organizationStorage, body).org.partitions.map(({ partitionType, quota }) => ({
    partitionType,
    quota: {
      used: quota.used,
      ...(quota.max == null ? {} : { max: quota.max }),
      ...(quota.reserved == null ? {} : { reserved: quota.reserved }),
      type: quota.type,
    },
  }));
}

/** The mode in the answer of `GET …/permissions/inheritances`, as it came. @throws DingTalkError `badAnswer` */
export function decodePermissionInheritance(body: unknown): string {
  return decode(permissionInheritance, body).inheritance;
}

/** A page in the answer of `POST …/dentries/listAll`; its texts as they came. @throws DingTalkError `badAnswer` */
export function decodeDentryPage(body: unknown): DentryPage {
  const { dentries, nextToken } = decode(dentryPage, body);
  return { dentries: dentries.map(readDentry), nextToken: nextToken || undefined };
}

/** What is wrong with one entry costs neither the others nor the rest of it. */
function readDentry(entry: unknown): Dentry {
  const { uuid, name, path, status } = (entry ?? {}) as Record<string, unknown>;
  return { uuid: textOf(uuid), name: textOf(name), path: textOf(path), status: textOf(status) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The answer of the `oauth2` calls; `expireIn` in seconds. @throws DingTalkError `badAnswer` */
export function decodeAccessToken(body: unknown): { accessToken: string; expireIn: number } {
  const { accessToken: token, expireIn } = decode(accessToken, body);
  const seconds = Number(expireIn);
  // Taking a missing or senseless life at its word would mint a token for every call.
  return { accessToken: token, expireIn: seconds > 0 && seconds <= maxTokenLife ? seconds : tokenLife };
}

/** Seconds that an access token lives, as documented; and the longest life that we believe. */
const tokenLife = 7200;
const maxTokenLife = 30 * 24 * 3600;

function decode<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T {
  const result = v.safeParse(schema, body, { abortEarly: true });
  if (result.success) {
    return result.output;
  }
  const field = v.getDotPath(result.issues[0]) ?? 'answer';
  throw new DingTalkError('badAnswer', { reason: l10n.t('{0} is missing or invalid', field) });
}
