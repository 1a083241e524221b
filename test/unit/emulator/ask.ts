import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/server.ts';

/** Acme's, in the sample data. */
export const acme = {
  corpId: 'dingacme0001',
  unionId: 'cHtUYfake0001iE',
  clientId: 'dingfakeapp0001',
  clientSecret: 'fake-client-secret-0001',
  dentryUuid: 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l',
};

export const orgPath = (corpId = acme.corpId, unionId = acme.unionId) =>
  `/v1.0/storage/orgs/${corpId}?unionId=${unionId}`;

export const inheritancePath = (dentryUuid = acme.dentryUuid, unionId = acme.unionId) =>
  `/v2.0/storage/spaces/dentries/${encodeURIComponent(dentryUuid)}/permissions/inheritances?unionId=${unionId}`;

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** One request on its own connection, with the target sent as is. */
export function ask(
  emulator: Emulator,
  path: string,
  { token, body }: { token?: string; body?: string } = {},
): Promise<Reply> {
  const headers = token === undefined ? {} : { 'x-acs-dingtalk-access-token': token };
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise((resolve, reject) => {
    const sent = request(emulator.url, { path, method, headers, agent: false }, response => {
      const { statusCode: status = 0, headers } = response;
      text(response).then(body => resolve({ status, headers, body }), reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** A valid token for the organization's app, without a request. */
export function tokenOf(emulator: Emulator, corpId = acme.corpId): string {
  for (const app of emulator.data.apps) {
    const isIts = app.kind === 'internalApp' ? app.corpId === corpId : app.enabledBy.includes(corpId);
    if (isIts) return emulator.tokens.mint(app, corpId).accessToken;
  }
  throw new Error(`${corpId} has no app`);
}

/** Asks, and compares the entire refusal. */
export async function assertRefused(
  emulator: Emulator,
  asked: Promise<Reply>,
  status: number,
  code: string,
  rest: object = {},
): Promise<void> {
  const reply = await asked;
  const { message, ...body } = JSON.parse(reply.body);
  const requestid = emulator.requests.at(-1)?.answer?.requestId;
  assert.deepEqual({ status: reply.status, ...body }, { status, code, requestid, ...rest });
  assert.ok(typeof message === 'string' && message !== '');
}

/** A fresh emulator for each test, whose time stands still unless a test advances it. */
export function useEmulator(options: EmulatorOptions = {}): { emulator: Emulator; clock: { ms: number } } {
  const used = { clock: { ms: 1000 } } as { emulator: Emulator; clock: { ms: number } };
  beforeEach(async () => {
    used.clock.ms = 1000;
    used.emulator = await startEmulator({ now: () => used.clock.ms, ...options });
  });
  afterEach(() => used.emulator.close());
  return used;
}
