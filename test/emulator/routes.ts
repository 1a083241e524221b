import type { IncomingHttpHeaders } from 'node:http';
import { type SampleApiName, sampleApis } from '../../src/samples/spaces/sampleApis.ts';

export type ApiName =
  | SampleApiName
  | 'getOrg'
  | 'getPermissionInheritance'
  | 'getAccessToken'
  | 'getCorpAccessToken'
  | 'getUser';

/** What a path may name. */
export const partNames = [
  'corpId',
  'dentryId',
  'dentryUuid',
  'nodeId',
  'recycleBinId',
  'spaceId',
  'workspaceId',
] as const;

/** Decoded. */
export type Parts = Partial<Record<(typeof partNames)[number], string>>;

/** A request as the APIs see it. */
export interface Call extends Parts {
  /** Absent if there is no such API. */
  api?: ApiName;
  /** As `unionId` or `operatorId`: DingTalk's products name it differently. */
  unionId?: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  remoteAddress: string;
}

export const sampleApiNames = Object.keys(sampleApis) as SampleApiName[];

const routes: { api: ApiName; method: string; path: RegExp }[] = [
  { api: 'getOrg', method: 'GET', path: /^\/v1\.0\/storage\/orgs\/(?<corpId>[^/]+)$/ },
  {
    api: 'getPermissionInheritance',
    method: 'GET',
    path: /^\/v2\.0\/storage\/spaces\/dentries\/(?<dentryUuid>[^/]+)\/permissions\/inheritances$/,
  },
  { api: 'getAccessToken', method: 'POST', path: /^\/v1\.0\/oauth2\/accessToken$/ },
  { api: 'getCorpAccessToken', method: 'POST', path: /^\/v1\.0\/oauth2\/corpAccessToken$/ },
  { api: 'getUser', method: 'POST', path: /^\/topapi\/v2\/user\/get$/ },
  ...sampleApiNames.map(api => ({ api, method: sampleApis[api].method, path: sampleApis[api].path })),
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
  const unionId = query.get('unionId') ?? query.get('operatorId');
  const user = unionId === null ? {} : { unionId };
  for (const { api, method: expected, path: pattern } of routes) {
    const match = method === expected ? pattern.exec(path) : null;
    if (!match) continue;
    const decoded = Object.entries(match.groups ?? {}).map(([name, part]) => [name, decode(part)]);
    return { api, query, ...user, ...Object.fromEntries(decoded) };
  }
  return { query, ...user };
}
