import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ClientOptions, OpenApiClient } from '../../src/dingtalk/client.ts';
import { getUnionId } from '../../src/dingtalk/endpoints/contacts.ts';
import {
  getOrganizationStorage,
  getPermissionInheritance,
  listAllDentries,
} from '../../src/dingtalk/endpoints/storage.ts';
import type { CallOptions } from '../../src/dingtalk/wire/call.ts';
import { InFlight } from '../../src/dingtalk/wire/inFlight.ts';
import { Pacers } from '../../src/dingtalk/wire/pacer.ts';
import { ServerClock } from '../../src/dingtalk/wire/serverClock.ts';

/** Runs `use` with the URL of a server on loopback, then ends the server and all its connections. */
export async function withServer<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}

/** What a client wrote to its log. */
export const lines: string[] = [];

export function callOptions(
  options: Partial<
    Pick<
      ClientOptions,
      'timeout' | 'timers' | 'fetch' | 'retryDelay' | 'pacers' | 'meter' | 'charge' | 'onRetry'
    >
  > = {},
): CallOptions & Pick<ClientOptions, 'charge'> {
  return {
    fetch: (url, init) => fetch(url, init),
    timeout: 5000,
    clock: new ServerClock(),
    pacers: new Pacers(),
    inFlight: new InFlight(),
    retryDelay: 5,
    log: { error: line => lines.push(line), debug: line => lines.push(line), trace: () => {} },
    userAgent: 'dingtalk-storage/0.0.0',
    ...options,
  };
}

export function clientOf(endpoint: string, options?: Parameters<typeof callOptions>[0], token = 'token-1') {
  const accessTokens = { get: async () => token, renew: async () => undefined };
  const client = new OpenApiClient({ ...callOptions(options), endpoint, app: 'app', accessTokens });
  return {
    getOrganizationStorage: (corpId: string, unionId: string, signal?: AbortSignal) =>
      getOrganizationStorage(client, { corpId, unionId }, signal),
    getPermissionInheritance: (dentryUuid: string, unionId: string, signal?: AbortSignal) =>
      getPermissionInheritance(client, { dentryUuid, unionId }, signal),
    listAllDentries: (spaceId: string, unionId: string, page: { nextToken?: string | undefined } = {}) =>
      listAllDentries(client, { spaceId, unionId, ...page }),
    getUnionId: (userId: string, signal?: AbortSignal) => getUnionId(client, { userId }, signal),
  };
}
