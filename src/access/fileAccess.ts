import type { Client } from '../dingtalk/client.ts';
import { type Grant, listGrants } from '../grants/grant.ts';
import type { Organization } from '../organizations/organization.ts';

/** All grants of a file or folder. Access by link sharing is not among them. */
export interface FileAccess {
  readonly corpId: string;
  readonly dentryUuid: string;
  readonly grants: readonly Grant[];
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  /** Present if DingTalk did not end the list: there may be more grants. */
  readonly isCutOff?: true;
}

/** Grants as they are kept for their page, in the user's language. */
export interface KeptAccess extends FileAccess {
  /** The name of the file, if it is known. */
  readonly name?: string;
  /** Whether the file inherits, or why that is not known; absent if nobody asked. */
  readonly inheritance?: string;
  /** The user's name for the organization. */
  readonly organization: string;
  readonly endpoint: string;
}

/** Asks for all grants of a file. One metered call for each 30. @throws DingTalkError */
export async function askAccess(
  client: Client,
  { corpId, unionId }: Organization,
  dentryUuid: string,
  signal: AbortSignal,
  onPage: (count: number) => void,
): Promise<FileAccess> {
  const { grants, isCutOff } = await listGrants(client, { dentryUuid, unionId }, signal, onPage);
  return { corpId, dentryUuid, grants, askedAt: Date.now(), ...(isCutOff ? { isCutOff } : {}) };
}
