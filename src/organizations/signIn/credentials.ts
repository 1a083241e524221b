import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { secretKeys } from '../../ids.ts';
import { readJson } from '../../text/readJson.ts';
import type { SignIn } from '../organization.ts';
import type { KeptSignIns } from './keptSignIns.ts';

/** Where secrets are kept; the editor's `SecretStorage` fits. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** What a user types to sign in: an access token, or an app's secret, plus the ticket for a third-party app. */
export interface Credential {
  readonly accessToken?: string;
  readonly clientSecret?: string;
  readonly suiteTicket?: string;
}

/** The parts of a credential, for each sign-in method. */
export const credentialParts: Readonly<Record<SignIn, readonly (keyof Credential)[]>> = {
  accessToken: ['accessToken'],
  internalApp: ['clientSecret'],
  thirdPartyApp: ['clientSecret', 'suiteTicket'],
};

const parts = ['accessToken', 'clientSecret', 'suiteTicket'] as const;

// Anything but visible ASCII cannot go into a header, and comes from a copying mistake.
const secret = v.pipe(v.string(), v.trim(), v.regex(/^[\x21-\x7e]{1,4096}$/));
const schema = v.strictObject({
  accessToken: v.exactOptional(secret),
  clientSecret: v.exactOptional(secret),
  suiteTicket: v.exactOptional(secret),
});
const stored = v.object({ ...schema.entries, setAt: v.exactOptional(v.number()) });

/** Whether a text can be a secret, ignoring spaces around it. */
export function isSecret(text: string): boolean {
  return v.is(secret, text);
}

/** A credential from an argument or from input boxes; `undefined` if it does not match the sign-in method. */
export function readCredential(value: unknown, signIn: SignIn): Credential | undefined {
  const result = v.safeParse(schema, value);
  const fits =
    result.success &&
    Object.keys(result.output).toSorted().join() === credentialParts[signIn].toSorted().join();
  return fits ? result.output : undefined;
}

/** The organizations' credentials, each under its corpId, in the editor's secret storage and nowhere else. */
export class Credentials {
  /** What this window wrote last, to distinguish it from what another window wrote. */
  private readonly written = new Map<string, string | undefined>();

  /** @param signIns notified of everything that is stored, cleared and looked up */
  constructor(
    private readonly secrets: Secrets,
    private readonly signIns?: KeptSignIns,
  ) {}

  /**
   * The credential, and when it was entered, in milliseconds since 1970.
   *
   * @throws DingTalkError `signedOut` if the editor cannot read its secret storage
   */
  async get(corpId: string): Promise<(Credential & { setAt?: number }) | undefined> {
    try {
      const text = await this.secrets.get(secretKeys.credential(corpId));
      this.signIns?.lookedUp(corpId, text !== undefined);
      return readJson(stored, text ?? '');
    } catch {
      throw new DingTalkError('signedOut', { reason: l10n.t('could not read the secret storage') });
    }
  }

  /** Stores a credential. One that is already stored keeps its age: pasting a token again does not renew it. */
  async set(corpId: string, credential: Credential): Promise<void> {
    const key = secretKeys.credential(corpId);
    // A user who signs in again need not hear that the old credential is gone.
    this.signIns?.stopExpecting(corpId);
    const { setAt = Date.now(), ...kept } = (await this.get(corpId)) ?? {};
    const isSame = parts.every(part => kept[part] === credential[part]);
    const value = JSON.stringify({ ...credential, setAt: isSame ? setAt : Date.now() });
    this.written.set(key, value);
    await this.secrets.store(key, value);
    this.signIns?.stored(corpId);
  }

  async clear(corpId: string): Promise<void> {
    const key = secretKeys.credential(corpId);
    this.written.set(key, undefined);
    this.signIns?.cleared(corpId);
    await this.secrets.delete(key);
  }

  /** The corpId of the credential under `key` if another window set or cleared it, else `undefined`. */
  async changedElsewhere(key: string): Promise<string | undefined> {
    const prefix = secretKeys.credential('');
    const isOwn = this.written.has(key) && this.written.get(key) === (await this.secrets.get(key));
    if (!key.startsWith(prefix) || isOwn) {
      return undefined;
    }
    const corpId = key.slice(prefix.length);
    this.signIns?.stopExpecting(corpId);
    return corpId;
  }
}
