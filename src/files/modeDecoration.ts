import * as l10n from '@vscode/l10n';
import { timeFormat } from '../text/formats.ts';
import { modeText } from '../text/modes.ts';
import type { KnownMode } from './knownModes.ts';

/** How a mode is drawn at the end of a row. */
export interface ModeMark {
  readonly letter: string;
  /** A theme color that can be read as text: `charts.orange` is too dark for that. */
  readonly color: string;
  readonly words: string;
}

/** A letter, a color, and the words with the time of the answer. */
export function modeMark({ inheritance, askedAt }: KnownMode, language: string): ModeMark {
  const words = l10n.t(
    '{0}, asked on {1}',
    modeText(inheritance),
    timeFormat(language, 'short').format(askedAt),
  );
  switch (inheritance) {
    case 'PASS_ON':
      return { letter: 'P', color: 'charts.green', words };
    case 'BREAK':
      return { letter: 'B', color: 'list.warningForeground', words };
    default:
      return { letter: '?', color: 'charts.purple', words };
  }
}
