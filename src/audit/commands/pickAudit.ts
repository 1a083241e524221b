import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { cleanText } from '../../text/cleanText.ts';
import { isAuditRow } from '../result/auditRows.ts';
import type { AuditSummary, Audits } from '../store/auditStore.ts';

/** What the audits are offered by. */
export interface AuditChoice {
  readonly title: string;
  readonly placeHolder: string;
}

/** The rows that are selected where audits are listed. */
export type SelectedRows = () => readonly unknown[];

/**
 * The audits that a command is meant for: the rows it was chosen on, the one that its argument names, or those that are
 * selected in the view when a key was pressed there; else `ask`. `undefined` when the user leaves.
 */
export async function chosenAudits(
  argument: unknown,
  selection: readonly unknown[],
  selected: SelectedRows,
  ask: () => Promise<readonly string[] | undefined>,
): Promise<readonly string[] | undefined> {
  const { kind, auditId } = (argument ?? {}) as { kind?: unknown; auditId?: unknown };
  if (kind === 'selection') {
    const ids = idsOf(selected());
    return ids.length > 0 ? ids : undefined;
  }
  if (auditId !== undefined) {
    const rows = idsOf(selection);
    return isAuditRow(argument) && rows.includes(argument.auditId) ? rows : [String(auditId)];
  }
  return ask();
}

/** Lets the user choose an audit. */
export async function pickAudit(audits: Audits, choice: AuditChoice): Promise<string | undefined> {
  const listed = await audits.list();
  return listed.length === 0 ? tellNone() : pickOf(listed, choice);
}

export async function pickOf(
  audits: readonly AuditSummary[],
  { title, placeHolder }: AuditChoice,
): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(audits.map(auditItem), {
    title,
    placeHolder,
    matchOnDescription: true,
  });
  return picked?.id;
}

export function auditItem(audit: AuditSummary): vscode.QuickPickItem & { id: string } {
  const { language } = vscode.env;
  const number = new Intl.NumberFormat(language);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const answered = l10n.t('{0} of {1}', number.format(audit.answered), number.format(audit.total));
  return {
    label: cleanText(audit.name),
    description: `${cleanText(audit.organizationLabel)} · ${answered}`,
    detail: `${l10n.t('Started')}: ${date.format(audit.startedAt)}`,
    id: audit.id,
  };
}

export function tellNone(): undefined {
  void vscode.window.showInformationMessage(l10n.t('There are no audits yet.'));
  return undefined;
}

function idsOf(rows: readonly unknown[]): readonly string[] {
  return rows.filter(isAuditRow).map(({ auditId }) => auditId);
}
