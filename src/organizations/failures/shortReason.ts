import * as l10n from '@vscode/l10n';
import type { DingTalkError, ErrorKind } from '../../dingtalk/errors.ts';

/**
 * A failure in at most 14 columns, for a row that has a figure behind it: the summary of {@link explain} would push the
 * figure out of a narrow side bar.
 */
export function shortReason({ kind, code }: DingTalkError): string {
  return kind === 'badCredential' && /SuiteTicket$/i.test(code ?? '')
    ? l10n.t('Ticket expired')
    : reasons[kind](code);
}

const reasons: Readonly<Record<ErrorKind, (code: string | undefined) => string>> = {
  signedOut: () => l10n.t('Signed out'),
  tokenExpired: () => l10n.t('Token expired'),
  badCredential: () => l10n.t('Sign-in failed'),
  missingScope: () => l10n.t('No permission'),
  userNotPermitted: () => l10n.t('No permission'),
  ipNotAllowed: () => l10n.t('IP not allowed'),
  throttled: () => l10n.t('Too many calls'),
  monthlyQuotaUsed: () => l10n.t('Calls used up'),
  // Without a code it was a web page, and whose is not known.
  ipBlocked: code => (code === undefined ? l10n.t('Got a web page') : l10n.t('IP blocked')),
  invalidParameter: () => l10n.t('Bad parameter'),
  notFound: () => l10n.t('Not found'),
  otherOrganization: () => l10n.t('Wrong corpId'),
  notSupported: () => l10n.t('Not supported'),
  serverError: () => l10n.t('Server error'),
  timeout: () => l10n.t('Timed out'),
  offline: () => l10n.t('No connection'),
  proxy: () => l10n.t('Proxy error'),
  certificate: () => l10n.t('Untrusted cert'),
  badAnswer: () => l10n.t('Bad response'),
  internalError: () => l10n.t('Internal error'),
};
