import * as l10n from '@vscode/l10n';
import { cleanText } from './cleanText.ts';

/** An inheritance mode in a few words. Shows an unknown one as is. */
export function modeText(inheritance: string): string {
  switch (inheritance) {
    case 'PASS_ON':
      return l10n.t('Inherits (PASS_ON)');
    case 'BREAK':
      return l10n.t('Broken here (BREAK)');
    default:
      return cleanText(inheritance);
  }
}
