import * as l10n from '@vscode/l10n';
import type { DingTalkError } from '../../dingtalk/errors.ts';
import { commands, settings } from '../../ids.ts';
import { isSample, type Organization } from '../organization.ts';

/** Something the user can do about a failure: an editor command, behind a button or a click. */
export interface Remedy {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** A failure in the user's words. */
export interface Explanation {
  /** A few words, for a row of the tree. */
  readonly summary: string;
  /** What happened and what to do about it. */
  readonly sentence: string;
  readonly remedies: readonly Remedy[];
  /** A page of DingTalk's on which it can be mended; it is among the remedies too. */
  readonly link?: Link;
  /** Whether the same call may succeed later. */
  readonly isPassing: boolean;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

/**
 * Puts a failure into words.
 *
 * @param organization the one that the call was made for, where it is known
 */
export function explain(error: DingTalkError, organization?: Organization): Explanation {
  const { summary, sentence, remedies = [], link, isPassing = false } = wordsFor(error, organization);
  const linkRemedies =
    link === undefined ? [] : [{ title: link.title, command: 'vscode.open', arguments: [link.url] }];
  // What a sample shows cannot be mended: there is nothing to sign in to or to edit.
  const isMade = organization !== undefined && isSample(organization);
  return {
    summary,
    sentence: withCode(sentence, error),
    remedies: isMade ? [] : [...linkRemedies, ...remedies],
    ...(link === undefined ? {} : { link }),
    isPassing,
  };
}

interface Words {
  summary: string;
  sentence: string;
  remedies?: Remedy[];
  link?: Link | undefined;
  isPassing?: boolean;
}

function wordsFor({ kind, details, code }: DingTalkError, organization?: Organization): Words {
  const name = organization?.label ?? details.corpId ?? '';
  const host = details.host ?? '';
  const signIn = (title: string): Remedy => ({
    title,
    command: commands.setCredential,
    arguments: organization === undefined ? [] : [organization],
  });
  const editOrganization: Remedy = {
    title: l10n.t('Edit Organization'),
    command: commands.editOrganization,
    arguments: organization === undefined ? [] : [organization],
  };
  const editorSetting = (query: string): Remedy => ({
    title: l10n.t('Open Proxy Settings'),
    command: 'workbench.action.openSettings',
    arguments: [query],
  });
  const parameterRemedies = (parameter: string | undefined): Remedy[] => {
    switch (parameter) {
      case 'dentryUuid':
      case 'spaceId':
        return [];
      case settings.organizations:
        return [{ ...editorSetting(parameter), title: l10n.t('Edit') }];
      default:
        return [{ ...editOrganization, title: l10n.t('Edit') }];
    }
  };
  switch (kind) {
    case 'signedOut':
      return {
        summary: l10n.t('Signed out'),
        sentence: l10n.t('You are signed out of {0}.', name),
        remedies: [signIn(l10n.t('Sign In'))],
      };
    case 'tokenExpired':
      return {
        summary: l10n.t('Access token expired'),
        sentence: l10n.t(
          'The access token for {0} has expired or is invalid. Tokens expire after two hours.',
          name,
        ),
        remedies: [
          signIn(
            organization?.signIn === 'accessToken' ? l10n.t('Paste a New Token') : l10n.t('Edit Credential'),
          ),
        ],
      };
    case 'badCredential':
      return /SuiteTicket$/i.test(code ?? '')
        ? {
            summary: l10n.t('Suite ticket expired'),
            sentence: l10n.t(
              'The suite ticket for {0} has expired. DingTalk pushes a new one to the app every five hours.',
              name,
            ),
            remedies: [
              {
                ...signIn(l10n.t('Enter New Ticket')),
                arguments: organization === undefined ? [] : [{ ...organization, part: 'suiteTicket' }],
              },
            ],
          }
        : {
            summary: l10n.t('Credential rejected'),
            sentence: l10n.t(
              'DingTalk rejected the Client ID or secret for {0}. Check both, and make sure the app was created in the region of {1}.',
              name,
              organization?.endpoint ?? host,
            ),
            remedies: [
              signIn(l10n.t('Edit Credential')),
              { ...editOrganization, title: l10n.t('Change Endpoint') },
            ],
          };
    case 'missingScope': {
      const scopes = details.requiredScopes?.join(', ') ?? '';
      const [scope] = details.requiredScopes ?? [];
      return {
        summary: l10n.t('App lacks permission'),
        sentence: l10n.t(
          'The app for {0} does not have the permission {1}. Request it in the DingTalk developer console.',
          name,
          scopes,
        ),
        link:
          organization?.clientId === undefined || scope === undefined
            ? undefined
            : { title: l10n.t('Request It'), url: scopeRequest(organization.clientId, scope) },
      };
    }
    case 'userNotPermitted':
      return {
        summary: l10n.t('User lacks permission'),
        sentence: l10n.t(
          'The user configured for {0} does not have permission. Use the unionId of an administrator.',
          name,
        ),
        remedies: [editOrganization],
      };
    case 'ipNotAllowed':
      return {
        summary: l10n.t('IP address not allowed'),
        sentence: l10n.t(
          "DingTalk does not allow calls from the IP address {0}. In the developer console, add it to the server egress IPs in the app's security settings.",
          details.ip ?? l10n.t('of this machine'),
        ),
        isPassing: true,
      };
    case 'throttled':
      return {
        summary: l10n.t('Too many calls'),
        sentence: l10n.t('DingTalk is throttling this app. Try again in a minute.'),
        isPassing: true,
      };
    case 'monthlyQuotaUsed':
      return {
        summary: l10n.t('Monthly calls used up'),
        sentence: l10n.t(
          '{0} has used all of its API calls for this month. The allowance resets on the 1st.',
          name,
        ),
      };
    case 'ipBlocked':
      return {
        summary: l10n.t('IP address blocked'),
        sentence: l10n.t(
          'Received a web page instead of an API response. DingTalk may have blocked this IP address for 5 minutes after too many calls, or a proxy may have responded. Try again in 5 minutes.',
        ),
      };
    case 'invalidParameter':
      return {
        summary: l10n.t('Invalid parameter'),
        sentence:
          details.sentence ?? l10n.t('The parameter {0} is invalid.', details.parameter ?? code ?? ''),
        remedies: details.sentence === undefined ? parameterRemedies(details.parameter) : [],
      };
    case 'notFound':
      return { summary: l10n.t('Not found'), sentence: whatIsMissing(code ?? '', name) };
    case 'otherOrganization':
      return {
        summary: l10n.t('In another organization'),
        sentence: l10n.t('This item belongs to an organization other than {0}.', name),
      };
    case 'notSupported':
      return {
        summary: l10n.t('Not supported'),
        sentence: l10n.t('DingTalk supports this only for internal apps.'),
      };
    case 'serverError':
      return {
        summary: l10n.t('DingTalk server error'),
        sentence: l10n.t('DingTalk returned a server error. Try again later.'),
        isPassing: true,
      };
    case 'timeout':
      return {
        summary: l10n.t('Request timed out'),
        sentence: l10n.t('The request to {0} timed out.', host),
        isPassing: true,
        remedies: [{ ...editorSetting(settings.requestTimeoutSeconds), title: l10n.t('Change Timeout') }],
      };
    case 'offline':
      return {
        summary: l10n.t('Could not connect'),
        sentence: l10n.t(
          "Could not connect to {0}. Check your network connection and the editor's proxy settings.",
          host,
        ),
        isPassing: true,
        remedies: [editorSetting('http.proxy')],
      };
    case 'proxy':
      return {
        summary: l10n.t('Proxy error'),
        sentence:
          details.status === 407
            ? l10n.t(
                'The proxy requires a user name and password. Add them to the http.proxy setting, for example {0}.',
                'http://user:password@host:port',
              )
            : l10n.t('Could not reach {0} through the proxy. Check the http.proxy setting.', host),
        remedies: [editorSetting('http.proxy')],
      };
    case 'certificate':
      return {
        summary: l10n.t('Certificate not trusted'),
        sentence: l10n.t(
          'The certificate of {0} is not trusted. If you are behind a company proxy, install its root certificate on your system, keep the http.systemCertificates setting on, and restart the editor.',
          host,
        ),
        remedies: [editorSetting('http.systemCertificates')],
      };
    case 'badAnswer':
      return {
        summary: l10n.t('Unexpected response'),
        sentence: l10n.t('Received an unexpected response from {0}.', host),
      };
    case 'internalError':
      return {
        summary: l10n.t('Internal error'),
        sentence: l10n.t(
          'DingTalk Storage ran into an unexpected error ({0}). This is a bug in the extension, not in DingTalk. See the log for details.',
          details.reason ?? '',
        ),
        remedies: [{ title: l10n.t('Report Issue…'), command: commands.reportIssue, arguments: [] }],
      };
  }
}

/** Which of the things that a call names does not exist, by DingTalk's code for it. */
function whatIsMissing(code: string, organization: string): string {
  if (/^dentry/i.test(code)) {
    return l10n.t('This file or folder does not exist in {0}. Check the dentryUuid.', organization);
  }
  if (/^space/i.test(code)) {
    return l10n.t('The space does not exist or was deleted with all of its files.');
  }
  if (/^org/i.test(code)) {
    return l10n.t('The organization {0} does not exist or was dissolved. Check the corpId.', organization);
  }
  return /^user|^60121$/i.test(code)
    ? l10n.t('This user does not exist in {0}. Check the unionId or userId.', organization)
    : l10n.t('DingTalk could not find the requested item.');
}

/** DingTalk's one-click page on which a developer asks for an API permission. */
function scopeRequest(clientId: string, scope: string): string {
  return `https://open-dev.dingtalk.com/appscope/apply?content=${encodeURIComponent(`${clientId}#${scope}`)}`;
}

/** What DingTalk itself said follows our sentence: an unknown code is shown as it came. */
function withCode(sentence: string, { kind, code, details }: DingTalkError): string {
  const shown =
    kind === 'badAnswer' || kind === 'notFound' || kind === 'invalidParameter' || kind === 'serverError';
  const facts = [code, details.reason].filter(fact => fact !== undefined);
  return shown && facts.length > 0 ? `${sentence} (${facts.join(': ')})` : sentence;
}
