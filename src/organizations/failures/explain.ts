import * as l10n from '@vscode/l10n';
import type { DingTalkError } from '../../dingtalk/errors.ts';
import { regionOf } from '../../dingtalk/regions.ts';
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
    title: l10n.t('Open Proxy Setting'),
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
        sentence: l10n.t('The access token of {0} has expired or is not valid. It lives two hours.', name),
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
              'The suite ticket of {0} has expired. DingTalk pushes a new one to the app every five hours.',
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
            summary: l10n.t('Credential refused'),
            sentence: l10n.t(
              'DingTalk refuses the client id or secret of {0}. Check both, and that {1} is the region that the app was made in.',
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
        summary: l10n.t('App permission missing'),
        sentence: l10n.t(
          "The app of {0} lacks the permission {1}. Request it in DingTalk's developer console.",
          name,
          scopes,
        ),
        link:
          organization?.clientId === undefined || scope === undefined
            ? undefined
            : {
                title: l10n.t('Request It'),
                url: scopeRequest(organization.endpoint, organization.clientId, scope),
              },
      };
    }
    case 'userNotPermitted':
      return {
        summary: l10n.t('User not permitted'),
        sentence: l10n.t(
          'The user of {0} (its unionId) has no right to this. Use the unionId of an administrator.',
          name,
        ),
        remedies: [editOrganization],
      };
    case 'ipNotAllowed':
      return {
        summary: l10n.t('IP address not allowed'),
        sentence: l10n.t(
          "DingTalk does not accept calls from the address {0}. Add it to the app's server egress IPs, in the developer console under security settings.",
          details.ip ?? l10n.t('of this machine'),
        ),
        isPassing: true,
      };
    case 'throttled':
      return {
        summary: l10n.t('Too many calls'),
        sentence: l10n.t('DingTalk is throttling calls of this app. Try again in a minute.'),
        isPassing: true,
      };
    case 'monthlyQuotaUsed':
      return {
        summary: l10n.t('Monthly calls used up'),
        sentence: l10n.t(
          '{0} has used up its API calls of this month. They start anew on the first of the next.',
          name,
        ),
      };
    case 'ipBlocked':
      return {
        summary: l10n.t('Address blocked'),
        sentence: l10n.t(
          'A page came in place of an answer. DingTalk blocks an address for 5 minutes after too many calls; or a proxy stands in between. Try again after that.',
        ),
      };
    case 'invalidParameter':
      return {
        summary: l10n.t('Wrong parameter'),
        sentence:
          details.sentence ??
          l10n.t('The parameter {0} was refused. Check it.', details.parameter ?? code ?? ''),
        remedies: details.sentence === undefined ? parameterRemedies(details.parameter) : [],
      };
    case 'notFound':
      return { summary: l10n.t('Not found'), sentence: whatIsMissing(code ?? '', name) };
    case 'otherOrganization':
      return {
        summary: l10n.t("Another organization's"),
        sentence: l10n.t('This belongs to an organization other than {0}.', name),
      };
    case 'notSupported':
      return {
        summary: l10n.t('Not supported'),
        sentence: notSupportedText(code),
      };
    case 'serverError':
      return {
        summary: l10n.t('DingTalk failed'),
        sentence: l10n.t('DingTalk failed to answer. Try again later.'),
        isPassing: true,
      };
    case 'timeout':
      return {
        summary: l10n.t('No answer in time'),
        sentence: l10n.t('{0} did not answer in time.', host),
        isPassing: true,
        remedies: [{ ...editorSetting(settings.requestTimeoutSeconds), title: l10n.t('Change Timeout') }],
      };
    case 'offline':
      return {
        summary: l10n.t('Not reachable'),
        sentence: l10n.t(
          "{0} cannot be reached. Check the connection, and the editor's proxy setting.",
          host,
        ),
        isPassing: true,
        remedies: [editorSetting('http.proxy')],
      };
    case 'proxy':
      return {
        summary: l10n.t('Proxy failed'),
        sentence:
          details.status === 407
            ? l10n.t(
                "The proxy asks for a user name and a password. Put them into the editor's setting http.proxy, as in {0}.",
                'http://user:password@host:port',
              )
            : l10n.t(
                "The proxy did not let the call to {0} through. Check the editor's setting http.proxy.",
                host,
              ),
        remedies: [editorSetting('http.proxy')],
      };
    case 'certificate':
      return {
        summary: l10n.t('Certificate not trusted'),
        sentence: l10n.t(
          "The certificate of {0} is not trusted. Behind a company proxy, install its authority in the system, leave the editor's setting http.systemCertificates on, and restart the editor.",
          host,
        ),
        remedies: [editorSetting('http.systemCertificates')],
      };
    case 'badAnswer':
      return {
        summary: l10n.t('Answer not understood'),
        sentence: l10n.t('The answer of {0} cannot be used.', host),
      };
    case 'internalError':
      return {
        summary: l10n.t('Internal error'),
        sentence: l10n.t(
          'DingTalk Storage ran into an unexpected error ({0}). This is a fault of the extension, not of DingTalk. The log shows where it happened.',
          details.reason ?? '',
        ),
        remedies: [{ title: l10n.t('Report Issue…'), command: commands.reportIssue, arguments: [] }],
      };
  }
}

/** Which of the things that a call names does not exist, by DingTalk's code for it. */
function whatIsMissing(code: string, organization: string): string {
  if (/^dentry/i.test(code)) {
    return l10n.t('{0} has no such file or folder. Check the dentryUuid.', organization);
  }
  if (/^space/i.test(code)) {
    return l10n.t('The space does not exist, or was deleted with all files in it.');
  }
  if (/^org/i.test(code)) {
    return l10n.t(
      'DingTalk does not know the organization {0}, or it was dissolved. Check the corpId.',
      organization,
    );
  }
  return /^user|^60121$/i.test(code)
    ? l10n.t('{0} has no such user. Check the unionId or userId.', organization)
    : l10n.t('DingTalk does not know what was asked for.');
}

function notSupportedText(code: string | undefined): string {
  if (code === undefined) {
    return l10n.t("DingTalk offers this to an organization's internal apps only.");
  }
  return /RootDentry$/i.test(code)
    ? l10n.t('The root folder of a space has no inheritance. Choose a file or folder in it.')
    : l10n.t('DingTalk does not support this request.');
}

/** DingTalk's one-click page on which a developer asks for an API permission. */
function scopeRequest(endpoint: string, clientId: string, scope: string): string {
  return `${regionOf(endpoint).developerConsole}/appscope/apply?content=${encodeURIComponent(`${clientId}#${scope}`)}`;
}

/** What DingTalk itself said follows our sentence: an unknown code is shown as it came. */
function withCode(sentence: string, { kind, code, details }: DingTalkError): string {
  const shown =
    kind === 'badAnswer' ||
    kind === 'notSupported' ||
    kind === 'notFound' ||
    kind === 'invalidParameter' ||
    kind === 'serverError';
  const facts = [code, details.reason].filter(fact => fact !== undefined);
  return shown && facts.length > 0 ? `${sentence} (${facts.join(': ')})` : sentence;
}
