import { randomUUID } from 'node:crypto';
import type { App, EmulatorData, EmulatorSettings } from './data.ts';

/** What a token stands for. */
export interface Grant {
  accessToken: string;
  clientId: string;
  corpId: string;
  /** On the emulator's clock, in milliseconds. */
  expiresAt: number;
}

export interface Tokens {
  /** An internal app gets its valid token again, renewed; a third-party app a new one each time. */
  mint(app: App, corpId: string): { accessToken: string; expireIn?: number | string };
  /** What the token stands for, or why it is invalid. */
  find(accessToken: string | undefined): Grant | 'unknown' | 'expired';
  /** From now on the token is unknown. Without an argument: every token. */
  revoke(accessToken?: string): void;
  /** From now on the token is expired. Without an argument: every token. */
  expire(accessToken?: string): void;
  all(): readonly Grant[];
}

export function createTokens(data: EmulatorData, settings: EmulatorSettings, now: () => number): Tokens {
  const grants = new Map<string, Grant>();
  const lifeOf = (app: App | undefined) => app?.tokenSeconds ?? settings.tokenSeconds;
  const isValid = (grant: Grant) => now() < grant.expiresAt;

  for (const { expired, ...token } of data.pastedTokens) {
    const app = data.apps.find(({ clientId }) => clientId === token.clientId);
    const expiresAt = expired ? now() : now() + lifeOf(app) * 1000;
    grants.set(token.accessToken, { ...token, expiresAt });
  }

  const validTokenOf = (app: App) =>
    [...grants.values()].find(grant => grant.clientId === app.clientId && isValid(grant));

  return {
    mint(app, corpId) {
      const seconds = lifeOf(app);
      const reused = app.kind === 'internalApp' ? validTokenOf(app) : undefined;
      const accessToken = reused?.accessToken ?? randomUUID().replaceAll('-', '');
      grants.set(accessToken, {
        accessToken,
        clientId: app.clientId,
        corpId,
        expiresAt: now() + seconds * 1000,
      });
      const claimed = app.expireIn === undefined ? settings.expireIn : app.expireIn;
      return claimed === null ? { accessToken } : { accessToken, expireIn: claimed ?? seconds };
    },
    find(accessToken) {
      const grant = accessToken === undefined ? undefined : grants.get(accessToken);
      if (!grant) return 'unknown';
      return isValid(grant) ? grant : 'expired';
    },
    revoke(accessToken) {
      if (accessToken === undefined) grants.clear();
      else grants.delete(accessToken);
    },
    expire(accessToken) {
      for (const grant of grants.values()) {
        if (accessToken === undefined || grant.accessToken === accessToken) grant.expiresAt = now();
      }
    },
    all: () => [...grants.values()],
  };
}
