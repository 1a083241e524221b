import * as l10n from '@vscode/l10n';
import { defaultEndpoint } from '../dingtalk/regions.ts';
import { isSecure } from '../dingtalk/wire/http.ts';

export const signIns = ['accessToken', 'internalApp', 'thirdPartyApp'] as const;
export type SignIn = (typeof signIns)[number];

/** A valid entry of the setting `dingtalkStorage.organizations`. Contains no secret. */
export interface Organization {
  readonly kind: 'organization';
  readonly corpId: string;
  /** The user's name for it, or the corpId if it has none. */
  readonly label: string;
  /** The user on whose behalf calls are made. */
  readonly unionId: string;
  /** Scheme and host of the Open API, without a trailing slash. */
  readonly endpoint: string;
  readonly signIn: SignIn;
  /** AppKey or SuiteKey; set for the two app kinds. */
  readonly clientId?: string;
}

/** Identifies who makes the calls: if it changes, earlier answers and tokens are void. The label does not matter. */
export function callerOf({ corpId, unionId, endpoint, signIn, clientId = '' }: Organization): string {
  return JSON.stringify([corpId, unionId, endpoint, signIn, clientId]);
}

/** Whether the app of `organization` can ask about permissions: DingTalk offers these calls only to internal apps. */
export function canAskInheritance({ signIn }: Organization): boolean {
  return signIn !== 'thirdPartyApp';
}

/** The corpId of a sample organization. It contains a space, so it can never be one from the setting: see `isId`. */
export function sampleCorpId(corpId: string): string {
  return `sample ${corpId}`;
}

/** Whether something is, or belongs to, a sample organization: invented, and never sent to DingTalk. */
export function isSample({ corpId }: { readonly corpId: string }): boolean {
  return corpId.startsWith(sampleCorpId(''));
}

/** DingTalk's own id of an organization, which is also in its answers about a sample. */
export function ownCorpId(corpId: string): string {
  return isSample({ corpId }) ? corpId.slice(sampleCorpId('').length) : corpId;
}

/** A corpId for display: a sample's says so in the user's language. */
export function corpIdText(corpId: string): string {
  return isSample({ corpId }) ? `${l10n.t('sample')} ${ownCorpId(corpId)}` : corpId;
}

/** What is wrong in an entry; `list` for the whole setting, `entry` for what is no object. */
export type BadField = 'list' | 'entry' | 'corpId' | 'unionId' | 'name' | 'endpoint' | 'signIn' | 'clientId';

/** An entry that cannot be used, with the reason in the user's language. */
export interface BadEntry {
  readonly kind: 'badEntry';
  /** Position in the setting, from 0. */
  readonly index: number;
  readonly label: string;
  readonly field: BadField;
  readonly reason: string;
}

/** Reads the setting, whatever it contains. An invalid entry becomes a `BadEntry`; the others keep working. */
export function readOrganizations(setting: unknown): (Organization | BadEntry)[] {
  if (!Array.isArray(setting)) {
    return setting === undefined || setting === null
      ? []
      : [badEntry(0, 'list', undefined, l10n.t('The setting must be an array of organizations.'))];
  }
  const seen = new Set<string>();
  return setting.map((entry: unknown, index) => {
    const result = readOrganization(entry, index);
    if (result.kind === 'organization') {
      if (seen.has(result.corpId)) {
        return badEntry(
          index,
          'corpId',
          result.label,
          l10n.t('The corpId {0} is already in the list.', result.corpId),
        );
      }
      seen.add(result.corpId);
    }
    return result;
  });
}

function readOrganization(entry: unknown, index: number): Organization | BadEntry {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return badEntry(
      index,
      'entry',
      undefined,
      l10n.t('The entry must be an object with corpId and unionId.'),
    );
  }
  const { corpId, name, unionId, endpoint, signIn, clientId } = entry as Record<string, unknown>;
  const label = isLabel(name) ? name.trim() : isId(corpId) ? corpId : undefined;
  const bad = (field: BadField, reason: string) => badEntry(index, field, label, reason);
  if (!isId(corpId)) {
    return bad('corpId', l10n.t('corpId is missing or invalid.'));
  }
  if (!isId(unionId)) {
    return bad('unionId', l10n.t('unionId is missing or invalid.'));
  }
  if (name !== undefined && name !== '' && !isLabel(name)) {
    return bad('name', l10n.t('name must be a string of at most {0} characters.', maxLabelLength));
  }
  const url = readEndpoint(endpoint ?? defaultEndpoint);
  if (url === undefined) {
    return bad(
      'endpoint',
      l10n.t(
        'endpoint must be a URL such as {0}. Plain http is allowed only for localhost.',
        defaultEndpoint,
      ),
    );
  }
  const way = signIn ?? 'accessToken';
  if (!isSignIn(way)) {
    return bad('signIn', l10n.t('signIn must be one of: {0}.', signIns.join(', ')));
  }
  if (way !== 'accessToken' && !isId(clientId)) {
    return bad('clientId', l10n.t('clientId is missing or invalid. It is required when signIn is {0}.', way));
  }
  return {
    kind: 'organization',
    corpId,
    label: label ?? corpId,
    unionId,
    endpoint: url,
    signIn: way,
    ...(isId(clientId) ? { clientId } : {}),
  };
}

/** The normalized endpoint, used for calls and as a key for tokens; `undefined` if no token may be sent to it. */
export function readEndpoint(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) {
    return undefined;
  }
  const url = new URL(value);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return isPlain && isSecure(url) ? `${url.origin}${url.pathname}`.replace(/\/+$/, '') : undefined;
}

const maxLabelLength = 100;

export function isLabel(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= maxLabelLength;
}

/** DingTalk does not document the format of its ids; this rejects what cannot be one, or would break a path. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value) && !/^\.\.?$/.test(value);
}

function isSignIn(value: unknown): value is SignIn {
  return signIns.some(signIn => signIn === value);
}

function badEntry(index: number, field: BadField, label: string | undefined, reason: string): BadEntry {
  return { kind: 'badEntry', index, label: label ?? l10n.t('Entry {0}', index + 1), field, reason };
}
