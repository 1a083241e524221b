import * as l10n from '@vscode/l10n';
import type { DingTalkError, ErrorDetails, ErrorKind } from '../../dingtalk/errors.ts';
import { regionOf } from '../../dingtalk/regions.ts';
import { byPerson } from '../../editor/command.ts';
import { commands, settings } from '../../ids.ts';
import type { Organization } from '../organization.ts';
import { editOrganization, openSettings, parameterRemedies, type Remedy, signIn } from './remedies.ts';
import { whatIsMissing } from './whatIsMissing.ts';

export interface Link {
  readonly title: string;
  readonly url: string;
}

/** How to word a failure, and what helps. */
export interface Words {
  readonly summary: string;
  readonly sentence: string;
  readonly remedies?: readonly Remedy[];
  readonly link?: Link | undefined;
  readonly isPassing?: boolean;
}

/** A failure, with what is needed to word it. */
interface Failed {
  readonly details: ErrorDetails;
  readonly code: string | undefined;
  readonly organization: Organization | undefined;
  /** The user's name for the organization. */
  readonly name: string;
  readonly host: string;
}

/** The words for a failure. @param organization the one that the call was made for, if known */
export function wordsFor({ kind, details, code }: DingTalkError, organization?: Organization): Words {
  const name = organization?.label ?? details.corpId ?? '';
  return words[kind]({ details, code, organization, name, host: hostOf(details, organization) });
}

/** The host that was called, as far as it is known. */
function hostOf({ host }: ErrorDetails, organization: Organization | undefined): string {
  return host ?? (organization === undefined ? 'DingTalk' : new URL(organization.endpoint).host);
}

const words: Readonly<Record<ErrorKind, (failed: Failed) => Words>> = {
  signedOut: failed => {
    const { name } = failed;
    return {
      summary: l10n.t('Signed out'),
      sentence: l10n.t('You are signed out of {0}.', name),
      remedies: [signIn(failed, l10n.t('Sign In'))],
    };
  },
  tokenExpired: failed => {
    const { name, organization } = failed;
    return {
      summary: l10n.t('Access token expired'),
      sentence: l10n.t(
        'The access token for {0} has expired or is invalid. Tokens expire after two hours.',
        name,
      ),
      remedies: [
        signIn(
          failed,
          organization?.signIn === 'accessToken' ? l10n.t('Paste a New Token') : l10n.t('Enter App Secret'),
        ),
      ],
    };
  },
  badCredential: failed => {
    const { name, host, code, organization } = failed;
    return /SuiteTicket$/i.test(code ?? '')
      ? {
          summary: l10n.t('Suite ticket expired'),
          sentence: l10n.t(
            'The suite ticket for {0} has expired. DingTalk pushes a new one to the app every five hours.',
            name,
          ),
          remedies: [
            {
              ...signIn(failed, l10n.t('Enter New Ticket')),
              arguments:
                organization === undefined
                  ? []
                  : [{ corpId: organization.corpId, part: 'suiteTicket', ...byPerson }],
            },
          ],
        }
      : {
          summary: l10n.t('Client ID or secret rejected'),
          sentence: l10n.t(
            'DingTalk rejected the Client ID or secret for {0}. Check both, and make sure the app was created in the region of {1}.',
            name,
            organization?.endpoint ?? host,
          ),
          // Where both can be changed, and the server, too.
          remedies: [editOrganization(failed)],
        };
  },
  missingScope: ({ name, details, organization }) => {
    const scopes = details.requiredScopes ?? [];
    const [scope] = scopes;
    return {
      summary: l10n.t('App lacks permission'),
      sentence:
        scope === undefined
          ? l10n.t(
              'The app for {0} does not have the permission that this call needs. Request it in the DingTalk developer console.',
              name,
            )
          : l10n.t(
              'The app for {0} does not have the permission {1}. Request it in the DingTalk developer console.',
              name,
              scopes.join(', '),
            ),
      link:
        organization?.clientId === undefined || scope === undefined
          ? undefined
          : {
              title: l10n.t('Request It'),
              url: scopeRequest(organization.endpoint, organization.clientId, scope),
            },
    };
  },
  userNotPermitted: failed => {
    const { name } = failed;
    return {
      summary: l10n.t('User lacks permission'),
      sentence: l10n.t(
        'The user configured for {0} does not have permission. Use the unionId of an administrator.',
        name,
      ),
      remedies: [editOrganization(failed)],
    };
  },
  ipNotAllowed: ({ details }) => ({
    summary: l10n.t('IP address not allowed'),
    sentence: l10n.t(
      "DingTalk does not allow calls from the IP address {0}. In the developer console, add it to the server egress IPs in the app's security settings.",
      details.ip ?? l10n.t('of this machine'),
    ),
    isPassing: true,
  }),
  throttled: () => ({
    summary: l10n.t('Too many calls'),
    sentence: l10n.t('DingTalk is throttling this app. Try again in a minute.'),
    isPassing: true,
  }),
  monthlyQuotaUsed: ({ name }) => ({
    summary: l10n.t('Monthly calls used up'),
    sentence: l10n.t(
      '{0} has used all of its API calls for this month. The allowance resets on the 1st.',
      name,
    ),
  }),
  ipBlocked: ({ code, host }) =>
    code === undefined
      ? {
          summary: l10n.t('Web page instead of a response'),
          sentence: l10n.t(
            'Received a web page instead of an API response from {0}. A proxy may have responded, or DingTalk may have blocked this IP address for 5 minutes after too many calls.',
            host,
          ),
          isPassing: true,
          remedies: [openSettings('http.proxy')],
        }
      : {
          summary: l10n.t('IP address blocked'),
          sentence: l10n.t(
            'DingTalk has blocked this IP address for 5 minutes after too many calls. Try again in 5 minutes.',
          ),
        },
  invalidParameter: failed => {
    const { details, code } = failed;
    return {
      summary: l10n.t('Invalid parameter'),
      sentence: details.sentence ?? l10n.t('The parameter {0} is invalid.', details.parameter ?? code ?? ''),
      // What was entered is still there once the settings can be written.
      isPassing: details.parameter === settings.organizations,
      remedies: details.sentence === undefined ? parameterRemedies(failed, details.parameter) : [],
    };
  },
  notFound: ({ name, code, details }) => ({
    summary: l10n.t('Not found'),
    sentence: details.sentence ?? whatIsMissing(code ?? '', name),
  }),
  otherOrganization: ({ name }) => ({
    summary: l10n.t('In another organization'),
    sentence: l10n.t('This item belongs to an organization other than {0}.', name),
  }),
  notSupported: ({ code }) => ({
    summary: l10n.t('Not supported'),
    sentence: notSupportedText(code),
  }),
  serverError: ({ name, host }) => ({
    summary: l10n.t('DingTalk server error'),
    sentence:
      name === ''
        ? l10n.t('The server {0} returned an error. Try again later.', host)
        : l10n.t('The server {0} returned an error for {1}. Try again later.', host, name),
    isPassing: true,
  }),
  timeout: ({ host }) => ({
    summary: l10n.t('Request timed out'),
    sentence: l10n.t('The request to {0} timed out.', host),
    isPassing: true,
    remedies: [{ ...openSettings(settings.requestTimeoutSeconds), title: l10n.t('Change Timeout') }],
  }),
  offline: ({ host }) => ({
    summary: l10n.t('Could not connect'),
    sentence: l10n.t(
      "Could not connect to {0}. Check your network connection and the editor's proxy settings.",
      host,
    ),
    isPassing: true,
    remedies: [openSettings('http.proxy')],
  }),
  proxy: ({ host, details }) => ({
    summary: l10n.t('Proxy error'),
    sentence:
      details.status === 407
        ? l10n.t(
            'The proxy requires a user name and password. Add them to the http.proxy setting, for example {0}.',
            'http://user:password@host:port',
          )
        : l10n.t('Could not reach {0} through the proxy. Check the http.proxy setting.', host),
    remedies: [openSettings('http.proxy')],
  }),
  certificate: ({ host }) => ({
    summary: l10n.t('Certificate not trusted'),
    sentence: l10n.t(
      'The certificate of {0} is not trusted. If you are behind a company proxy, install its root certificate on your system, keep the http.systemCertificates setting on, and restart the editor.',
      host,
    ),
    remedies: [openSettings('http.systemCertificates')],
  }),
  badAnswer: ({ host }) => ({
    summary: l10n.t('Unexpected response'),
    sentence: l10n.t('Received an unexpected response from {0}.', host),
  }),
  internalError: ({ details }) => ({
    summary: l10n.t('Internal error'),
    sentence: l10n.t(
      'DingTalk Storage ran into an unexpected error ({0}). This is a bug in the extension, not in DingTalk. See the log for details.',
      details.reason ?? '',
    ),
    remedies: [{ title: l10n.t('Report Issue…'), command: commands.reportIssue, arguments: [] }],
  }),
};

/** DingTalk's one-click page where a developer requests an API permission. */
function scopeRequest(endpoint: string, clientId: string, scope: string): string {
  return `${regionOf(endpoint).developerConsole}/appscope/apply?content=${encodeURIComponent(`${clientId}#${scope}`)}`;
}

function notSupportedText(code: string | undefined): string {
  if (code === undefined) {
    return l10n.t('DingTalk supports this only for internal apps.');
  }
  return /RootDentry$/i.test(code)
    ? l10n.t('The root folder of a space has no inheritance. Select a file or folder in it.')
    : l10n.t('DingTalk does not support this request.');
}
