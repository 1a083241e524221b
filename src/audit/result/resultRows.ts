import * as l10n from '@vscode/l10n';
import {
  type Choice,
  type ColumnData,
  type PageData,
  type TableData,
  textLines,
} from '../../pages/contract.ts';
import { pageWords, tableWords } from '../../pages/words.ts';
import { cleanText } from '../../text/cleanText.ts';
import { type Audit, type AuditItem, type AuditOutcome, type AuditResult, listedKey } from '../audit.ts';
import { outcomeText } from '../words.ts';
import { createBreather } from '../yielding.ts';

/**
 * An audit as data for its page. Every text is cleaned, so that none has a line break or deceives the reader.
 *
 * @param total how many files there are, if the audit has only the first of them
 */
export async function resultPage(audit: Audit, language: string, total?: number): Promise<PageData> {
  const words = tableWords({ label: l10n.t('Audit results'), filter: l10n.t('Filter by result') });
  return {
    title: `${cleanText(audit.name)} · ${cleanText(audit.organizationLabel)}`,
    facts: [],
    actions: [
      { name: 'asText', text: l10n.t('Open as Text') },
      { name: 'export', text: l10n.t('Export…') },
    ],
    words: pageWords(language),
    table: { ...(await resultTable(audit)), words, ...(total === undefined ? {} : { total }) },
  };
}

/** The rows of an audit. */
export async function resultTable({ items, results }: Audit): Promise<TableData> {
  const breathe = createBreather();
  const outcomes = new OutcomeCells();
  const times = new Float64Array(items.length);
  for (const [row, { dentryUuid }] of items.entries()) {
    const result = results.get(dentryUuid);
    outcomes.add(result);
    times[row] = result?.answeredAt ?? 0;
    if (row % 500 === 0) {
      await breathe();
    }
  }
  return {
    columns: [
      { id: 'outcome', title: l10n.t('Result'), width: 205, grow: 1.2, ...outcomes.cells },
      ...(await fileColumns(items)),
      {
        id: 'answeredAt',
        title: l10n.t('Checked'),
        width: 185,
        grow: 0.6,
        kind: 'time',
        times,
      },
    ],
    idColumn: 'dentryUuid',
    filterColumn: 'outcome',
  };
}

/** The columns that identify a file. If paths are known, they get more room than the IDs. */
export async function fileColumns(items: readonly AuditItem[]): Promise<readonly ColumnData[]> {
  const breathe = createBreather();
  const names: string[] = [];
  const paths: string[] = [];
  const ids: string[] = [];
  for (const [row, { dentryUuid, name = '', path = '' }] of items.entries()) {
    ids.push(cleanText(dentryUuid));
    names.push(cleanText(name));
    paths.push(cleanText(path));
    if (row % 500 === 0) {
      await breathe();
    }
  }
  const idSize = items.some(({ path }) => path !== undefined && path !== '')
    ? { width: 120, grow: 0.8 }
    : { width: 262, grow: 1.4 };
  const text = async (texts: readonly string[]) => {
    await breathe();
    return { kind: 'text', lines: textLines(texts) } as const;
  };
  return [
    { id: 'name', title: l10n.t('Name'), width: 120, grow: 1.2, ...(await text(names)) },
    { id: 'path', title: l10n.t('Path'), width: 190, grow: 2, ...(await text(paths)) },
    { id: 'dentryUuid', title: 'dentryUuid', ...idSize, ...(await text(ids)), isCode: true },
  ];
}

/** Results as the cells of a column, row by row. */
export class OutcomeCells {
  private readonly choices: Choice[] = [unanswered()];
  private readonly indexes: number[] = [];
  private readonly indexOf = new Map<AuditOutcome, number>();

  add(result: AuditResult | undefined): void {
    this.indexes.push(result === undefined ? 0 : this.choose(result.outcome));
  }

  /** An empty cell: the file is not in the audit. */
  addNothing(): void {
    this.indexes.push(-1);
  }

  get cells(): { kind: 'choice'; choices: readonly Choice[]; indexes: Int32Array } {
    return { kind: 'choice', choices: this.choices, indexes: Int32Array.from(this.indexes) };
  }

  private choose(outcome: AuditOutcome): number {
    // The journal's reader uses one object for equal outcomes.
    const index = this.indexOf.get(outcome) ?? this.choices.push(described(outcome)) - 1;
    this.indexOf.set(outcome, index);
    return index;
  }
}

export function unanswered(): Choice {
  return { key: '', text: l10n.t('Not checked yet'), icon: 'unknown', code: '' };
}

export function described(outcome: AuditOutcome): Choice {
  const text = outcomeText(outcome);
  if ('grants' in outcome) {
    return { key: listedKey, text, icon: 'plain', code: '' };
  }
  if (!('inheritance' in outcome)) {
    return { key: outcome.kind, text, icon: 'failed', code: cleanText(outcome.code ?? '') };
  }
  const { inheritance } = outcome;
  const icon = inheritance === 'BREAK' ? 'bad' : inheritance === 'PASS_ON' ? 'good' : 'unknown';
  return { key: inheritance, text, icon, code: '' };
}
