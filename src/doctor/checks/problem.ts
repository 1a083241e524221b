import { isIP } from 'node:net';
import * as l10n from '@vscode/l10n';
import { DingTalkError, type ErrorDetails, type ErrorKind } from '../../dingtalk/errors.ts';
import { regionNameOf } from '../../dingtalk/regions.ts';
import { explain } from '../../organizations/failures/explain.ts';
import { editOrganization, type Remedy } from '../../organizations/failures/remedies.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { Problem } from './check.ts';
import type { Endpoint, NumberedOrganization } from './subject.ts';

/** The only ones of DingTalk's texts that are repeated, in our spelling. */
const knownCodes = ['invalidSuiteTicket', 'dentryNotExist', 'spaceNotExist', 'orgNotExist', '60121'];
const knownScopes = ['Storage.Org.Read', 'Storage.Permission.Read', 'Storage.File.Read', 'qyapi_get_member'];

/**
 * A failure in the words and with the button that it has elsewhere. The words are made of what is left once names, ids
 * and the server's texts are taken out; the button gets the organization itself.
 */
export function problemOf(failure: DingTalkError, about: Endpoint | NumberedOrganization): Problem {
  const isOrganization = 'organization' in about;
  const { text } = isOrganization ? about.endpoint : about;
  const safe = new DingTalkError(failure.kind, safeDetails(failure.details, text));
  const { sentence } = explain(safe, isOrganization ? nameless(about) : undefined);
  const { remedies } = explain(failure, isOrganization ? about.organization : undefined);
  // Elsewhere, what was not found was named by the user a moment ago; here, by the settings.
  const edit = isOrganization && failure.kind === 'notFound' ? editOrganization(about) : undefined;
  return withRemedy({ kind: failure.kind, sentence }, remedies[0] ?? edit);
}

/** A problem that no call has had, under the kind of failure that it leads to. */
export function problem(kind: ErrorKind, sentence: string, remedy?: Remedy): Problem {
  return withRemedy({ kind, sentence }, remedy);
}

function withRemedy(found: Problem, remedy: Remedy | undefined): Problem {
  return remedy === undefined ? found : { ...found, remedy };
}

function safeDetails(details: ErrorDetails, host: string): ErrorDetails {
  const { status, code, ip, requiredScopes } = details;
  const known = knownCodes.find(each => each.toLowerCase() === code?.toLowerCase());
  const scopes = requiredScopes?.filter(scope => knownScopes.includes(scope)) ?? [];
  return {
    host,
    ...(status === undefined ? {} : { status }),
    ...(known === undefined ? {} : { code: known }),
    ...(ip !== undefined && isIP(ip) > 0 ? { ip } : {}),
    ...(scopes.length === 0 ? {} : { requiredScopes: scopes }),
  };
}

function nameless({ text, organization, endpoint }: NumberedOrganization): Organization {
  const { kind, signIn } = organization;
  const isPublic = regionNameOf(endpoint.url) !== undefined;
  return {
    kind,
    corpId: '',
    label: text,
    unionId: '',
    endpoint: isPublic ? endpoint.url : l10n.t('custom endpoint'),
    signIn,
  };
}
