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
  if (/^(document|node|parentNode|workspace)/i.test(code)) {
    return l10n.t('DingTalk does not know this item in {0}. It may have been deleted.', organization);
  }
  return /^user|^60121$/i.test(code)
    ? l10n.t('This user does not exist in {0}. Check the unionId or userId.', organization)
    : l10n.t('DingTalk could not find the requested item.');
}
