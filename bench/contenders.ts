/** The ways to ask DingTalk that are compared. They run in plain Node.js and in the extension host. */
import { Agent, get } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import nodeFetch from 'node-fetch';
import { OpenApiClient } from '../src/dingtalk/client.ts';
import { getPermissionInheritance, permissionInheritanceApi } from '../src/dingtalk/endpoints/storage.ts';
import type { Fetch } from '../src/dingtalk/wire/http.ts';
import { InFlight } from '../src/dingtalk/wire/inFlight.ts';
import { laneOf } from '../src/dingtalk/wire/lanes.ts';
import { Pacers } from '../src/dingtalk/wire/pacer.ts';
import { ServerClock } from '../src/dingtalk/wire/serverClock.ts';

export interface Questions {
  /** Scheme, host and port. */
  readonly endpoint: string;
  readonly dentryUuids: readonly string[];
  readonly unionId: string;
  readonly accessToken: string;
  /** Of the authority that signed the endpoint's certificate; PEM. */
  readonly ca?: string;
}

/** Asks whether the dentry of this number inherits its permissions. */
export type Ask = (number: number) => Promise<unknown>;

/**
 * Our client.
 *
 * @param apps how many apps the calls are made for in turn: our pace, of 18 calls a second for one app, is not in the way
 * of one call after the other where there are enough of them
 */
export function askByClient(
  { endpoint, dentryUuids, unionId, accessToken }: Questions,
  apps: number,
  fetch: Fetch,
): Ask {
  const clients = Array.from(
    { length: apps },
    (_, app) => ourClient(endpoint, accessToken, fetch, `app${app}`).client,
  );
  return number =>
    getPermissionInheritance(nth(clients, number), { dentryUuid: nth(dentryUuids, number), unionId });
}

/** Our client for work in bulk, as an audit uses it; and how many calls a second it has found out that it may make. */
export function askInBulk(
  { endpoint, dentryUuids, unionId, accessToken }: Questions,
  fetch: Fetch,
): { ask: Ask; rate(): number } {
  const app = 'app';
  const { client, pacers } = ourClient(endpoint, accessToken, fetch, app, true);
  const lane = laneOf(endpoint, app, permissionInheritanceApi);
  return {
    ask: number => getPermissionInheritance(client, { dentryUuid: nth(dentryUuids, number), unionId }),
    rate: () => pacers.rateOf(lane),
  };
}

function ourClient(endpoint: string, accessToken: string, fetch: Fetch, app: string, isBulk = false) {
  const shared = { clock: new ServerClock(), pacers: new Pacers(), inFlight: new InFlight() };
  const log = { error: () => {}, debug: () => {}, trace: () => {} };
  const accessTokens = { get: async () => accessToken, renew: async () => undefined };
  const options = {
    fetch,
    timeout: 15_000,
    userAgent: 'dingtalk-storage/bench',
    log,
    endpoint,
    accessTokens,
    isBulk,
    app,
    ...shared,
  };
  return { client: new OpenApiClient(options), pacers: shared.pacers };
}

/** The SDK's calls at a fixed 18 a second, the best that its user would write: just below the lowest limit. */
export async function askEvenly(ask: Ask, folder: string): Promise<Ask> {
  const { resolve } = createRequire(path.join(folder, 'package.json'));
  const { default: pThrottle } = await import(resolve('p-throttle'));
  return pThrottle({ limit: 18, interval: 1000, strict: true })(ask);
}

/** `node:http` with a connection that is kept alive: what no client can beat by much. */
export function askByHttp(questions: Questions): Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = headersOf(questions);
  return number =>
    new Promise((resolve, reject) => {
      get(urlOf(questions, number), { agent, headers }, response => {
        text(response).then(body => resolve(JSON.parse(body)), reject);
      }).once('error', reject);
    });
}

/** Node's own `fetch`, alone. */
export function askByFetch(questions: Questions): Ask {
  const headers = headersOf(questions);
  return async number => (await fetch(urlOf(questions, number), { headers })).json();
}

function urlOf({ endpoint, dentryUuids, unionId }: Questions, number: number): string {
  return `${endpoint}/v2.0/storage/spaces/dentries/${nth(dentryUuids, number)}/permissions/inheritances?unionId=${unionId}`;
}

function headersOf({ accessToken }: Questions): Record<string, string> {
  return { 'x-acs-dingtalk-access-token': accessToken };
}

/** `node-fetch` as it is mostly used, without what `src/editor/network/fetch.ts` does for it. */
export const plainNodeFetch: Fetch = async (url, init) => {
  const { status, headers, body } = await nodeFetch(url, init);
  return { status, headers, body };
};

/** The part of the SDK that is used. It is no dependency of the project, so its own types are not at hand. */
interface Sdk {
  default: new (
    config: object,
  ) => {
    getPermissionInheritanceWithOptions(
      dentryUuid: string,
      request: object,
      headers: object,
      runtime: object,
    ): Promise<unknown>;
  };
  GetPermissionInheritanceRequest: new (fields: object) => object;
  GetPermissionInheritanceHeaders: new (fields: object) => object;
}

/** DingTalk's official SDK, used as its samples show. */
export function askBySdk(
  { endpoint, dentryUuids, unionId, accessToken, ca }: Questions,
  folder: string,
): Ask {
  const require = createRequire(path.join(folder, 'package.json'));
  const sdk: Sdk = require('@alicloud/dingtalk/storage_2_0');
  const { Config } = require('@alicloud/openapi-client');
  const { RuntimeOptions } = require('@alicloud/tea-util');
  const { protocol, host } = new URL(endpoint);
  const client = new sdk.default(
    new Config({ protocol: protocol.slice(0, -1), regionId: 'central', endpoint: host }),
  );
  const request = new sdk.GetPermissionInheritanceRequest({ unionId });
  const headers = new sdk.GetPermissionInheritanceHeaders({ xAcsDingtalkAccessToken: accessToken });
  const runtime = new RuntimeOptions(ca === undefined ? {} : { ca });
  return number =>
    client.getPermissionInheritanceWithOptions(nth(dentryUuids, number), request, headers, runtime);
}

function nth<T>(values: readonly T[], number: number): T {
  const [first] = values;
  if (first === undefined) {
    throw new Error('There is nothing to choose from.');
  }
  return values[number % values.length] ?? first;
}
