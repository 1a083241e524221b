import type { DingTalkError } from '../../dingtalk/errors.ts';
import { type RegionName, regionNameOf } from '../../dingtalk/regions.ts';
import { type Organization, readEndpoint, readOrganizations, type SignIn } from '../organization.ts';
import { type Credential, credentialParts } from '../signIn/credentials.ts';

/** An organization being added or edited, as far as it is known. Holds its secrets only until the flow ends. */
export interface Draft extends Credential {
  readonly region?: RegionName | 'other';
  readonly endpoint?: string;
  readonly corpId?: string;
  readonly signIn?: SignIn;
  readonly clientId?: string;
  /** Which kind of id identifies the user. */
  readonly userBy?: 'unionId' | 'userId';
  readonly unionId?: string;
  readonly userId?: string;
  readonly name?: string;
  /** The organization being edited, if not a new one. */
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

/** A draft as an entry of the setting, without secrets. */
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

/** A draft as an organization; its user may still be unknown. */
export function organizationOf(draft: Draft): Organization {
  const [entry] = readOrganizations([{ unionId: '-', ...entryOf(draft) }]);
  if (entry?.kind !== 'organization') {
    throw new Error('The draft was not asked for in full.');
  }
  return entry;
}

/** The typed parts of the credential that the sign-in method uses. */
export function credentialOf(draft: Draft): Credential {
  const parts = credentialParts[draft.signIn ?? 'accessToken'].filter(part => draft[part] !== undefined);
  return Object.fromEntries(parts.map(part => [part, draft[part]]));
}

/** The step where the user can fix a failed verification; `retry` if no answer was wrong. */
export function stepToFix({ kind, code = '', details }: DingTalkError, draft: Draft): DraftStep {
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
  // The international host's answer to credentials from the mainland.
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
