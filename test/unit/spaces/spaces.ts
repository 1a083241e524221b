import * as v from 'valibot';
import type { Client } from '../../../src/dingtalk/client.ts';
import { DingTalkError } from '../../../src/dingtalk/errors.ts';
import type { Organization } from '../../../src/organizations/organization.ts';
import type { KeptUsage } from '../../../src/spaces/usage/spaceUsage.ts';
import type { SpaceWords } from '../../../src/spaces/words.ts';

export const acme: Organization = {
  kind: 'organization',
  corpId: 'dingacme0001',
  label: 'Acme',
  unionId: 'union',
  endpoint: 'https://api.dingtalk.io',
  signIn: 'internalApp',
  clientId: 'ding-client',
};

/** Figures that a test can compare to the byte. */
export const words: SpaceWords = {
  language: 'en',
  sizeText: bytes => `${bytes} B`,
  shareText: (part, whole) => (whole === 0n ? undefined : `${(part * 100n) / whole}%`),
};

export function usage(over: Partial<KeptUsage> = {}): KeptUsage {
  return {
    corpId: acme.corpId,
    organization: acme.label,
    askedAt: Date.UTC(2026, 10, 27),
    calls: 2,
    failures: [],
    ...over,
  };
}

/** A client whose answers are made by `answer`, and read as DingTalk's are. */
export function clientOf(answer: (api: string, body: unknown, query: unknown) => unknown): Client {
  return {
    async ask({ api, body, query, answer: schema }, signal) {
      const given = await answer(api, body, query);
      signal?.throwIfAborted();
      return v.parse(schema, given);
    },
    askLegacy: () => Promise.reject(new DingTalkError('notSupported')),
  };
}
