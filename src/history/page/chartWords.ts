import * as l10n from '@vscode/l10n';
import { numberFormat } from '../../text/formats.ts';
import type { Step } from '../steps.ts';
import type { FigureWords } from '../words.ts';

/** How the figures of a page are worded, and where their levels are. */
export interface PageFigures extends FigureWords {
  /** Used thousandths at which each level starts. */
  readonly thresholds: { readonly warning: bigint; readonly error: bigint };
}

/** `80%`. */
export function percentText(perMille: bigint, language: string): string {
  return numberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(
    Number(perMille) / 1000,
  );
}

/** A step, with the capacity before and after it. */
export interface SizedStep extends Step {
  readonly capacity: readonly [before: bigint | undefined, after: bigint | undefined];
}

/** A step in a few words, for its mark: `−80 GB`. */
export function stepLabel(step: SizedStep, { size }: Pick<PageFigures, 'size'>): string {
  switch (step.kind) {
    case 'fall':
      return `\u2212${size(-step.by)}`;
    case 'rise':
      return `+${size(step.by)}`;
    case 'capacity':
      return capacityChange(step, size);
  }
}

/** A step in words, for the day cursor and the table. */
export function stepSentence(step: SizedStep, { size }: Pick<PageFigures, 'size'>): string {
  switch (step.kind) {
    case 'fall':
      return l10n.t('{0} less, probably a cleanup', size(-step.by));
    case 'rise':
      return l10n.t('{0} more at once', size(step.by));
    case 'capacity':
      return capacityChange(step, size);
  }
}

function capacityChange({ capacity: [before, after] }: SizedStep, size: PageFigures['size']): string {
  if (before === after) {
    return l10n.t('capacity type changed');
  }
  const [from, to] = [before, after].map(each =>
    each === undefined || each < 0n ? l10n.t('no limit set') : size(each),
  );
  return l10n.t('capacity {0} → {1}', from ?? '', to ?? '');
}
