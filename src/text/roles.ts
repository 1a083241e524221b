import * as l10n from '@vscode/l10n';
import { cleanText } from './cleanText.ts';

/** A role, in the words of DingTalk's console. Shows an unknown one as is. */
export function roleText(role: string): string {
  switch (role) {
    case 'OWNER':
      return l10n.t('Owner');
    case 'MANAGER':
      return l10n.t('Manager');
    case 'EDITOR':
      return l10n.t('Editor');
    case 'DOWNLOADER':
      return l10n.t('Can download');
    case 'READER':
      return l10n.t('Can view');
    case 'NONE':
      return l10n.t('No access');
    default:
      return cleanText(role);
  }
}
