import * as v from 'valibot';
import type { AccessTokenSource } from '../../dingtalk/client.ts';
import {
  type MintedToken,
  mintInternalAppToken,
  mintThirdPartyAppToken,
} from '../../dingtalk/endpoints/oauth.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { CallOptions } from '../../dingtalk/wire/call.ts';
import { secretKeys } from '../../ids.ts';
import { readJson } from '../../text/readJson.ts';
import type { Organization } from '../organization.ts';
import { type Credential, type Credentials, credentialParts, type Secrets } from './credentials.ts';

/** A minted token, as stored. Times in milliseconds since 1970, by DingTalk's clock. */
const keptToken = v.object({ accessToken: v.string(), renewAt: v.number(), expiresAt: v.number() });
type KeptToken = v.InferOutput<typeof keptToken>;

/** DingTalk recommends renewing ten minutes before the end of the usual two hours: a twelfth. */
const renewalMargin = 1 / 12;
const maxRenewalMargin = 10 * 60_000;
/** Milliseconds before a refused credential is tried again, unless it was changed. */
const refusalLife = 60_000;

interface Refusal {
  readonly credential: string;
  readonly error: DingTalkError;
  readonly until: number;
}

/**
 * Provides each organization's access token: pasted by the user, or minted with the app's secret. Minted ones are kept
 * in the secret storage, which is read each time because another window may have renewed them.
 */
export class AccessTokens {
  /** One mint at a time per token, however many calls wait for it. */
  private readonly minting = new Map<string, Promise<string>>();
  private readonly refusals = new Map<string, Refusal>();

  /** The tokens minted last, in case the secret storage fails to return them, and which of them it failed to store. */
  private readonly held = new Map<string, KeptToken>();
  private readonly unstored = new Set<string>();
  /** The tokens that DingTalk has refused: no further call leaves with one, from the first refusal on. */
  private readonly refused = new Set<string>();

  /**
   * @param signal cancels every mint; only for an instance that nobody else shares
   * @param onSecretStorageFailed called each time the secret storage fails to read or store a token
   */
  constructor(
    private readonly secrets: Secrets,
    private readonly credentials: Pick<Credentials, 'get'>,
    private readonly callOptions: () => CallOptions,
    private readonly signal?: AbortSignal,
    private readonly onSecretStorageFailed: () => void = () => {},
  ) {}

  /** The tokens of one organization, for a client. */
  of(organization: Organization): AccessTokenSource {
    return {
      get: () => this.get(organization),
      renew: refused => this.renew(organization, refused),
    };
  }

  /**
   * An access token for calls on behalf of `organization`.
   *
   * @throws DingTalkError `signedOut` if no matching credential is stored; any error of minting
   */
  async get(organization: Organization): Promise<string> {
    const credential = await this.credentials.get(organization.corpId);
    if (organization.signIn === 'accessToken') {
      return partOf(credential, 'accessToken');
    }
    // Even if a token is kept: organizations with the same app share it, but each is signed in separately.
    for (const part of credentialParts[organization.signIn]) {
      partOf(credential, part);
    }
    const kept = await this.kept(organization);
    // While a new token is being minted, the kept one has probably been refused, here or in another window.
    const isGood = kept !== undefined && !this.refused.has(kept.accessToken);
    if (isGood && kept.renewAt > this.now() && !this.minting.has(keyOf(organization))) {
      return kept.accessToken;
    }
    try {
      return await this.mint(organization, credential);
    } catch (error) {
      // A token that cannot be renewed yet is still good until it expires.
      if (isGood && kept.expiresAt > this.now() && !isRefusal(error)) {
        return kept.accessToken;
      }
      throw error;
    }
  }

  /** Forgets what was minted for `organization`, in its current or its previous form. */
  async clear(organization: Organization): Promise<void> {
    this.refusals.delete(keyOf(organization));
    this.held.delete(keyOf(organization));
    if (organization.clientId !== undefined) {
      await this.secrets.delete(keyOf(organization));
    }
  }

  /** Forgets what was minted for previous organizations, unless one of `now` still uses it. */
  async clearUnused(before: readonly Organization[], now: readonly Organization[]): Promise<void> {
    const used = new Set(now.map(keyOf));
    const unused = before.filter(organization => !used.has(keyOf(organization)));
    await Promise.all(unused.map(organization => this.clear(organization)));
  }

  private async renew(organization: Organization, refused: string): Promise<string | undefined> {
    if (organization.signIn === 'accessToken') {
      return undefined;
    }
    this.refused.add(refused);
    const credential = await this.credentials.get(organization.corpId);
    const kept = await this.kept(organization);
    if (kept !== undefined && kept.accessToken !== refused) {
      return kept.accessToken;
    }
    return this.mint(organization, credential);
  }

  private now(): number {
    return this.callOptions().clock.now();
  }

  private async kept(organization: Organization): Promise<KeptToken | undefined> {
    const key = keyOf(organization);
    try {
      const stored = readJson(keptToken, (await this.secrets.get(key)) ?? '');
      const held = this.held.get(key);
      return (held?.expiresAt ?? 0) > (stored?.expiresAt ?? 0) && this.unstored.has(key) ? held : stored;
    } catch {
      this.onSecretStorageFailed();
      return this.held.get(key);
    }
  }

  private async keep(key: string, token: KeptToken): Promise<void> {
    // Asked for a new one, DingTalk may extend the life of the same.
    this.refused.delete(token.accessToken);
    this.held.set(key, token);
    try {
      await this.secrets.store(key, JSON.stringify(token));
      this.unstored.delete(key);
    } catch {
      this.unstored.add(key);
      this.onSecretStorageFailed();
    }
  }

  private mint(organization: Organization, credential: Credential | undefined): Promise<string> {
    const key = keyOf(organization);
    const underWay = this.minting.get(key);
    if (underWay !== undefined) {
      return underWay;
    }
    const minting = this.mintAndKeep(key, organization, credential).finally(() => this.minting.delete(key));
    this.minting.set(key, minting);
    return minting;
  }

  private async mintAndKeep(
    key: string,
    organization: Organization,
    credential: Credential | undefined,
  ): Promise<string> {
    const refusal = this.refusals.get(key);
    const typed = JSON.stringify(credential ?? null);
    if (refusal !== undefined && refusal.credential === typed && refusal.until > performance.now()) {
      throw refusal.error;
    }
    const options = this.callOptions();
    try {
      const { accessToken, expireIn } = await mintWith(organization, credential, options, this.signal);
      const life = expireIn * 1000;
      const expiresAt = Math.round(options.clock.now() + life);
      const renewAt = Math.round(expiresAt - Math.min(life * renewalMargin, maxRenewalMargin));
      const token: KeptToken = { accessToken, renewAt, expiresAt };
      await this.keep(key, token);
      return accessToken;
    } catch (error) {
      if (isRefusal(error)) {
        // Remembered, so that a thousand lookups do not ask DingTalk a thousand times.
        this.refusals.set(key, { credential: typed, error, until: performance.now() + refusalLife });
      }
      throw error;
    }
  }
}

/**
 * Mints an access token as `organization` signs in; keeps nothing.
 *
 * @throws DingTalkError `signedOut` if a part of the credential is missing; any error of minting
 */
export function mintWith(
  { signIn, endpoint, clientId = '', corpId }: Organization,
  credential: Credential | undefined,
  options: CallOptions,
  signal: AbortSignal | undefined,
): Promise<MintedToken> {
  const clientSecret = partOf(credential, 'clientSecret');
  return signIn === 'thirdPartyApp'
    ? mintThirdPartyAppToken(
        endpoint,
        { clientId, clientSecret, suiteTicket: partOf(credential, 'suiteTicket'), corpId },
        options,
        signal,
      )
    : mintInternalAppToken(endpoint, { clientId, clientSecret }, options, signal);
}

function isRefusal(error: unknown): error is DingTalkError {
  return error instanceof DingTalkError && error.kind === 'badCredential';
}

/** Where the token of `organization` is kept: an internal app has one for all, a third-party app one for each. */
function keyOf({ signIn, endpoint, clientId = '', corpId }: Organization): string {
  return signIn === 'thirdPartyApp'
    ? secretKeys.accessToken(endpoint, clientId, corpId)
    : secretKeys.accessToken(endpoint, clientId);
}

function partOf(credential: Credential | undefined, part: keyof Credential): string {
  const value = credential?.[part];
  if (typeof value !== 'string') {
    throw new DingTalkError('signedOut');
  }
  return value;
}
