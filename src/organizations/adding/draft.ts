import type { DingTalkError } from '../../dingtalk/errors.ts';
import { type RegionName, regionNameOf } from '../../dingtalk/regions.ts';
import { type Organization, readEndpoint, readOrganizations, type SignIn } from '../organization.ts';
import { type Credential, credentialParts } from '../signIn/credentials.ts';

/** An organization that is being added or edited, as far as it is known. Its secrets are held here only until it is done. */
export interface Draft extends Credential {
  readonly region?: RegionName | 'other';
  readonly endpoint?: string;
  readonly corpId?: string;
  readonly signIn?: SignIn;
  readonly clientId?: string;
  /** How the user is named. */
  readonly userBy?: 'unionId' | 'userId';
  readonly unionId?: string;
  readonly userId?: string;
  readonly name?: string;
  /** What is edited, if not a new one. */
  readonly before?: Organization;
}

export type DraftStep =
  | 'region'
  | 'endpoint'
  | 'corpId'
  | 'signIn'
  | 'clientId'
  | keyof Credential
  | 'user'
  | 'retry';

export function draftOf(organization: Organization): Draft {
  const { endpoint, corpId, signIn, clientId, unionId, label } = organization;
  return {
    region: regionNameOf(endpoint) ?? 'other',
    endpoint,
    corpId,
    signIn,
    unionId,
    userBy: 'unionId',
    ...(clientId === undefined ? {} : { clientId }),
    ...(label === corpId ? {} : { name: label }),
    before: organization,
  };
}

/** The entry of the setting that a draft makes. No secret goes into it. */
export function entryOf(draft: Draft): Record<string, string> {
  const { corpId, name, unionId, endpoint, signIn, clientId } = draft;
  const fields = {
    corpId,
    name,
    unionId,
    endpoint,
    signIn,
    clientId: signIn === 'accessToken' ? undefined : clientId,
  };
  const present = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(present) as Record<string, string>;
}

/** The organization that a draft makes; its user may be unknown yet. */
export function organizationOf(draft: Draft): Organization {
  const [entry] = readOrganizations([{ unionId: '-', ...entryOf(draft) }]);
  if (entry?.kind !== 'organization') {
    throw new Error('The draft was not asked for in full.');
  }
  return entry;
}

/** The parts of the credential that were typed, as far as the way of signing in has them. */
export function credentialOf(draft: Draft): Credential {
  const parts = credentialParts[draft.signIn ?? 'accessToken'].filter(part => draft[part] !== undefined);
  return Object.fromEntries(parts.map(part => [part, draft[part]]));
}

/** The step at which a failure of the verification can be mended; `retry` where the mistake is in none of them. */
export function stepToMend({ kind, code = '', details }: DingTalkError, draft: Draft): DraftStep {
  const secret: DraftStep = draft.signIn === 'accessToken' ? 'accessToken' : 'clientSecret';
  switch (kind) {
    case 'badCredential':
      return badCredentialStep(code, secret);
    case 'signedOut':
    case 'tokenExpired':
      return secret;
    case 'otherOrganization':
      return 'corpId';
    case 'userNotPermitted':
      return 'user';
    case 'notFound':
      return /org/i.test(code) ? 'corpId' : 'user';
    case 'invalidParameter':
      return details.parameter === 'corpId'
        ? 'corpId'
        : details.parameter === 'endpoint'
          ? 'endpoint'
          : 'user';
    case 'offline':
      return draft.region === 'other' ? 'endpoint' : 'retry';
    default:
      return 'retry';
  }
}

function badCredentialStep(code: string, secret: DraftStep): DraftStep {
  // What credentials of the mainland are answered with by the international host.
  if (/^(invalid[._]client|unauthorized\.client)$/i.test(code)) {
    return 'region';
  }
  if (/SuiteTicket$/i.test(code)) {
    return 'suiteTicket';
  }
  if (/SuiteKey$/i.test(code)) {
    return 'clientId';
  }
  // The organization has not enabled the app.
  return /AuthInfo$/i.test(code) ? 'corpId' : secret;
}

export function endpointOf(text: string): string | undefined {
  return readEndpoint(text.trim());
}
