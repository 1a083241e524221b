import * as l10n from '@vscode/l10n';
import { cleanText } from '../text/cleanText.ts';
import type { InheritanceAnswer } from './lookups.ts';

/** A mode and what it means. */
export function modeSentence(inheritance: string): string {
  switch (inheritance) {
    case 'PASS_ON':
      return l10n.t(
        "Inherits (PASS_ON): takes its parents' permissions and adds its own; the higher level wins",
      );
    case 'BREAK':
      return l10n.t(
        "Broken here (BREAK): parents' permissions stop at this item, except for OWNER and MANAGER",
      );
    default:
      return l10n.t('{0}: unknown inheritance mode', cleanText(inheritance));
  }
}

/** An answer in one line, for showing and copying. */
export function answerText({ dentryUuid, inheritance }: InheritanceAnswer): string {
  return `${cleanText(dentryUuid)}: ${modeSentence(inheritance)}`;
}
