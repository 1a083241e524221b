import * as l10n from '@vscode/l10n';
import type { Outcome, Rows, Words } from '../../pages/contract.ts';
import { cleanText } from '../../text/cleanText.ts';
import type { Audit, AuditOutcome } from '../audit.ts';
import { outcomeText } from '../words.ts';
import { createBreather } from '../yielding.ts';

/** An audit as the page takes it. Every text is cleaned, so none has a line break or disguises itself. */
export async function resultRows({ items, results }: Audit): Promise<Rows> {
  const outcomes: Outcome[] = [unanswered()];
  const indexes = new Map<AuditOutcome, number>();
  const indexOf = (outcome: AuditOutcome): number => {
    const index = indexes.get(outcome) ?? outcomes.push(described(outcome)) - 1;
    indexes.set(outcome, index);
    return index;
  };
  const breathe = createBreather();
  const names: string[] = [];
  const paths: string[] = [];
  const dentryUuids: string[] = [];
  const outcomeOf: number[] = [];
  const answeredAt: (number | '')[] = [];
  for (const [row, { dentryUuid, name = '', path = '' }] of items.entries()) {
    const result = results.get(dentryUuid);
    dentryUuids.push(`${cleanText(dentryUuid)}\n`);
    names.push(`${cleanText(name)}\n`);
    paths.push(`${cleanText(path)}\n`);
    // The journal's reader gives the same outcome the same object.
    outcomeOf.push(result === undefined ? 0 : indexOf(result.outcome));
    answeredAt.push(result?.answeredAt ?? '');
    if (row % 500 === 0) {
      await breathe();
    }
  }
  return {
    outcomes,
    outcomeOf: outcomeOf.join(),
    names: names.join(''),
    paths: paths.join(''),
    dentryUuids: dentryUuids.join(''),
    answeredAt: answeredAt.join(),
  };
}

function unanswered(): Outcome {
  return { key: '', text: l10n.t('Not checked yet'), icon: 'unanswered', code: '' };
}

function described(outcome: AuditOutcome): Outcome {
  const text = outcomeText(outcome);
  if (!('inheritance' in outcome)) {
    return { key: outcome.kind, text, icon: 'failed', code: cleanText(outcome.code ?? '') };
  }
  const { inheritance } = outcome;
  const icon = inheritance === 'BREAK' ? 'broken' : inheritance === 'PASS_ON' ? 'inherits' : 'unknown';
  return { key: inheritance, text, icon, code: '' };
}

export function tableWords(language: string): Words {
  return {
    language,
    label: l10n.t('Audit results'),
    all: l10n.t('All Files'),
    search: l10n.t('Search name, path, or dentryUuid'),
    filter: l10n.t('Filter by result'),
    asText: l10n.t('Open as Text'),
    exportAs: l10n.t('Export…'),
    help: l10n.t(
      'Use the arrow keys to move, Enter to open the file in DingTalk, and Ctrl+C to copy the row.',
    ),
    shown: l10n.t('Showing {0} of {1} files'),
    none: l10n.t('No matching files.'),
    ascending: l10n.t('Sorted by {0}, ascending'),
    descending: l10n.t('Sorted by {0}, descending'),
    copied: l10n.t('Copied'),
    columns: {
      outcome: l10n.t('Result'),
      name: l10n.t('Name'),
      path: l10n.t('Path'),
      dentryUuid: 'dentryUuid',
      answeredAt: l10n.t('Checked'),
    },
  };
}
