import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { secretKeys } from '../../ids.ts';
import type { SignIn } from '../organization.ts';
import type { KeptSignIns } from './keptSignIns.ts';

/** Where secrets are kept; the editor's `SecretStorage` fits. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** What a user types to sign in: an access token, or an app's secret, for a third-party app with its ticket. */
export interface Credential {
  readonly accessToken?: string;
  readonly clientSecret?: string;
  readonly suiteTicket?: string;
}

/** The parts that a credential has, for each way of signing in. */
export const credentialParts: Readonly<Record<SignIn, readonly (keyof Credential)[]>> = {
  accessToken: ['accessToken'],
  internalApp: ['clientSecret'],
  thirdPartyApp: ['clientSecret', 'suiteTicket'],
};

const parts = ['accessToken', 'clientSecret', 'suiteTicket'] as const;

// What is not visible ASCII cannot go into a header, and comes from a slip of the clipboard.
const secret = v.pipe(v.string(), v.trim(), v.regex(/^[\x21-\x7e]{1,4096}$/));
const schema = v.strictObject({
  accessToken: v.exactOptional(secret),
  clientSecret: v.exactOptional(secret),
  suiteTicket: v.exactOptional(secret),
});
const stored = v.object({ ...schema.entries, setAt: v.exactOptional(v.number()) });

/** Whether a text can be a secret: blanks around it are cut off. */
export function isSecret(text: string): boolean {
  return v.is(secret, text);
}

/** A credential that fits the way of signing in, from an argument or from input boxes; `undefined` where it does not. */
export function readCredential(value: unknown, signIn: SignIn): Credential | undefined {
  const result = v.safeParse(schema, value);
  const fits =
    result.success &&
    Object.keys(result.output).toSorted().join() === credentialParts[signIn].toSorted().join();
  return fits ? result.output : undefined;
}

/** The credentials of the organizations, each under its corpId, in the editor's secret storage and nowhere else. */
export class Credentials {
  /** What this window wrote last, to tell it from what another window wrote. */
  private readonly written = new Map<string, string | undefined>();

  /** @param signIns told of all that is stored, cleared and looked for */
  constructor(
    private readonly secrets: Secrets,
    private readonly signIns?: KeptSignIns,
  ) {}

  /**
   * The credential, and when it was typed, in milliseconds since 1970.
   *
   * @throws DingTalkError `signedOut` where the editor cannot read its secret storage
   */
  async get(corpId: string): Promise<(Credential & { setAt?: number }) | undefined> {
    try {
      const text = await this.secrets.get(secretKeys.credential(corpId));
      this.signIns?.looked(corpId, text !== undefined);
      return parseSecret(stored, text);
    } catch {
      throw new DingTalkError('signedOut', { reason: l10n.t('could not read the secret storage') });
    }
  }

  /** Stores a credential. One that is stored already keeps its age: pasting a token again makes it no younger. */
  async set(corpId: string, credential: Credential): Promise<void> {
    const key = secretKeys.credential(corpId);
    // Who signs in anew need not be told that the old credential is gone.
    this.signIns?.heardOf(corpId);
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

  /** Whether the secret under `key` is a credential that another window has set or cleared, and if so whose. */
  async changedElsewhere(key: string): Promise<string | undefined> {
    const prefix = secretKeys.credential('');
    const isOwn = this.written.has(key) && this.written.get(key) === (await this.secrets.get(key));
    if (!key.startsWith(prefix) || isOwn) {
      return undefined;
    }
    const corpId = key.slice(prefix.length);
    this.signIns?.heardOf(corpId);
    return corpId;
  }
}

/** A stored secret, or `undefined` where there is none, or none of the right shape. */
export function parseSecret<T>(shape: v.GenericSchema<unknown, T>, text: string | undefined): T | undefined {
  try {
    const result = v.safeParse(shape, JSON.parse(text ?? 'null'));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
