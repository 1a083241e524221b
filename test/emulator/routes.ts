import type { IncomingHttpHeaders } from 'node:http';

export type ApiName =
  | 'getOrg'
  | 'getPermissionInheritance'
  | 'listAllDentries'
  | 'getAccessToken'
  | 'getCorpAccessToken'
  | 'getUser'
  | 'getUserByUnionId';

/** A request as the APIs see it. */
export interface Call {
  /** Absent if there is no such API. */
  api?: ApiName;
  corpId?: string;
  dentryUuid?: string;
  spaceId?: string;
  unionId?: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  remoteAddress: string;
}

const routes: { api: ApiName; method: string; path: RegExp }[] = [
  { api: 'getOrg', method: 'GET', path: /^\/v1\.0\/storage\/orgs\/(?<corpId>[^/]+)$/ },
  {
    api: 'getPermissionInheritance',
    method: 'GET',
    path: /^\/v2\.0\/storage\/spaces\/dentries\/(?<dentryUuid>[^/]+)\/permissions\/inheritances$/,
  },
  {
    api: 'listAllDentries',
    method: 'POST',
    path: /^\/v1\.0\/storage\/spaces\/(?<spaceId>[^/]+)\/dentries\/listAll$/,
  },
  { api: 'getAccessToken', method: 'POST', path: /^\/v1\.0\/oauth2\/accessToken$/ },
  { api: 'getCorpAccessToken', method: 'POST', path: /^\/v1\.0\/oauth2\/corpAccessToken$/ },
  { api: 'getUser', method: 'POST', path: /^\/topapi\/v2\/user\/get$/ },
  { api: 'getUserByUnionId', method: 'POST', path: /^\/topapi\/user\/getbyunionid$/ },
];

export const apiNames: readonly ApiName[] = routes.map(({ api }) => api);

/** The path and the query of a raw request target. Avoids `new URL`, which would resolve `..`. */
export function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const mark = target.indexOf('?');
  if (mark < 0) return { path: target, query: new URLSearchParams() };
  return { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Which API is called, and for which organization. */
export function route(method: string, target: string): Pick<Call, 'api' | 'query'> & Partial<Call> {
  const { path, query } = splitTarget(target);
  const unionId = query.get('unionId');
  const user = unionId === null ? {} : { unionId };
  for (const { api, method: expected, path: pattern } of routes) {
    const match = method === expected ? pattern.exec(path) : null;
    if (!match) continue;
    const { corpId, dentryUuid, spaceId } = match.groups ?? {};
    return {
      api,
      query,
      ...user,
      ...(corpId !== undefined && { corpId: decode(corpId) }),
      ...(dentryUuid !== undefined && { dentryUuid: decode(dentryUuid) }),
      ...(spaceId !== undefined && { spaceId: decode(spaceId) }),
    };
  }
  return { query, ...user };
}
