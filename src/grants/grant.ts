import { allPages } from '../dingtalk/allPages.ts';
import type { Client } from '../dingtalk/client.ts';
import { listPermissions, type Permission } from '../dingtalk/endpoints/storagePermissions.ts';

/** Who may do what with a file or folder. Whether it is a grant of its own or an inherited one, DingTalk does not say. */
export interface Grant {
  readonly member: {
    /** `ORG`, `DEPT`, `TAG`, `CONVERSATION`, `USER`, `DYNAMIC_GROUP`, or a value unknown to us. */
    readonly type: string;
    readonly id: string;
    readonly corpId?: string;
    readonly name?: string;
  };
  readonly role: {
    /** `OWNER`, `MANAGER`, `EDITOR`, `DOWNLOADER`, `READER`, or a value unknown to us. */
    readonly id: string;
    readonly name?: string;
  };
  /** Absent without end. */
  readonly durationSeconds?: number;
  /** The dentryUuid of what it is granted on, if DingTalk names another than the one asked about. */
  readonly grantedOn?: string;
}

export interface GrantList {
  readonly grants: readonly Grant[];
  /** Whether the list had no end: there may be more. */
  readonly isCutOff: boolean;
}

/** The most calls for one list, or 6,000 grants: DingTalk may never end it. */
export const maxGrantCalls = 200;

/**
 * All grants of a file or folder. One metered call for each 30; see {@link listPermissions}.
 *
 * @param onPage called after each page with the number of grants so far
 * @throws DingTalkError
 */
export async function listGrants(
  client: Client,
  { dentryUuid, unionId }: { readonly dentryUuid: string; readonly unionId: string },
  signal?: AbortSignal,
  onPage?: (count: number) => void,
): Promise<GrantList> {
  const { items, isCutOff } = await allPages(
    nextToken => listPermissions(client, { dentryUuid, unionId, nextToken }, signal),
    maxGrantCalls,
    soFar => onPage?.(soFar.length),
  );
  return { grants: items.map(permission => grantOf(permission, dentryUuid)), isCutOff };
}

function grantOf({ member, role, duration, dentryUuid }: Permission, asked: string): Grant {
  return {
    member: {
      type: member.type ?? '',
      id: member.id ?? '',
      ...(member.corpId === undefined ? {} : { corpId: member.corpId }),
      ...(member.name === undefined ? {} : { name: member.name }),
    },
    role: { id: role.id ?? '', ...(role.name === undefined ? {} : { name: role.name }) },
    ...(duration === undefined ? {} : { durationSeconds: Number(duration) }),
    ...(dentryUuid === undefined || dentryUuid === asked ? {} : { grantedOn: dentryUuid }),
  };
}

/**
 * Identifies a row of a table of grants: a grant of a file, or the one row of a file that has none. Has no line break,
 * whatever DingTalk sent.
 */
export function grantKey(dentryUuid: string, grant?: Grant): string {
  if (grant === undefined) {
    return JSON.stringify([dentryUuid]);
  }
  const { member, role, durationSeconds, grantedOn } = grant;
  return JSON.stringify([
    dentryUuid,
    role.id,
    member.type,
    member.id,
    member.corpId,
    durationSeconds,
    grantedOn,
  ]);
}

/** Why a grant stands out: it is to everyone in the organization, or to somebody of another one. */
export type StandingOut = 'everyone' | 'outsider';

/** @param corpId DingTalk's own id of the organization that the file belongs to */
export function standingOut({ member }: Grant, corpId: string): StandingOut | undefined {
  const isOrganization = member.type === 'ORG';
  const home = member.corpId ?? (isOrganization && member.id !== '' ? member.id : corpId);
  if (home !== corpId) {
    return 'outsider';
  }
  return isOrganization ? 'everyone' : undefined;
}

/** How many grants there are, and how many of them stand out. */
export interface GrantCounts {
  readonly all: number;
  readonly everyone: number;
  readonly outsiders: number;
}

export function countGrants(grants: readonly Grant[], corpId: string): GrantCounts {
  const reasons = grants.map(grant => standingOut(grant, corpId));
  return {
    all: grants.length,
    everyone: reasons.filter(reason => reason === 'everyone').length,
    outsiders: reasons.filter(reason => reason === 'outsider').length,
  };
}

/** From the highest to the lowest; unknown ones come last. */
const roles = ['OWNER', 'MANAGER', 'EDITOR', 'DOWNLOADER', 'READER'];

/** By role, highest first; within a role, what stands out comes first. */
export function byRole(grants: readonly Grant[], corpId: string): Grant[] {
  const rank = ({ role }: Grant) => (roles.includes(role.id) ? roles.indexOf(role.id) : roles.length);
  const calm = (grant: Grant) => Number(standingOut(grant, corpId) === undefined);
  return grants.toSorted((a, b) => rank(a) - rank(b) || calm(a) - calm(b));
}
