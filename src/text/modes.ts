import * as l10n from '@vscode/l10n';
import { cleanText } from './cleanText.ts';

/** A mode of inheritance in a few words. One that is unknown to us is shown as it came. */
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
