import * as l10n from '@vscode/l10n';

/** Says which of the things named in a call does not exist, by DingTalk's code. */
export function whatIsMissing(code: string, organization: string): string {
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

/** Says what is not supported, by DingTalk's code; without one, we did not ask. */
export function notSupportedText(code: string | undefined): string {
  if (code === undefined) {
    return l10n.t('DingTalk supports this only for internal apps.');
  }
  return /RootDentry$/i.test(code)
    ? l10n.t('The root folder of a space has no inheritance. Select a file or folder in it.')
    : l10n.t('DingTalk does not support this request.');
}
