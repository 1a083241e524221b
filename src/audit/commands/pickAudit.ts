import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { showPick } from '../../editor/boxes/showPick.ts';
import type { Invocation } from '../../editor/command.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat, timeFormat } from '../../text/formats.ts';
import { isAuditRow } from '../result/auditRows.ts';
import type { Audits } from '../store/auditStore.ts';
import type { AuditSummary } from '../store/stored.ts';

/** The argument of a command about an audit. */
export const auditArgument = v.object({ auditId: v.exactOptional(v.string()) });

export type AuditArgument = v.InferOutput<typeof auditArgument>;

/** How the choice of an audit is presented. */
export interface AuditChoice {
  readonly title: string;
  readonly placeHolder: string;
}

/** The audits that are selected in their view, where a command was chosen in the palette and they are several. */
export function selectedAudits({ selected }: Pick<Invocation, 'selected'>): readonly string[] {
  const chosen = selected.filter(isAuditRow).map(({ auditId }) => auditId);
  return chosen.length > 1 ? chosen : [];
}

/**
 * The audits that a command applies to: its rows, the one named in its argument, from the palette those that are selected
 * if they are several, else the one that the user picks.
 */
export async function chosenAudits(
  call: Invocation<AuditArgument>,
  audits: Audits,
  choice: AuditChoice,
): Promise<readonly string[] | undefined> {
  if (call.rows.length > 0) {
    return call.rows.filter(isAuditRow).map(({ auditId }) => auditId);
  }
  const selected = selectedAudits(call);
  if (selected.length > 0) {
    return selected;
  }
  const auditId = call.given.auditId ?? (await pickAudit(audits, choice));
  return auditId === undefined ? undefined : [auditId];
}

/** The one audit that a command applies to: of several selected rows, the one it was invoked on. */
export async function chosenAudit(
  { given, row }: Invocation<AuditArgument>,
  audits: Audits,
  choice: AuditChoice,
): Promise<string | undefined> {
  return isAuditRow(row) ? row.auditId : (given.auditId ?? pickAudit(audits, choice));
}

/** Lets the user choose an audit. */
async function pickAudit(audits: Audits, choice: AuditChoice): Promise<string | undefined> {
  const listed = await audits.list();
  return listed.length === 0 ? reportNone() : pickOf(listed, choice);
}

export async function pickOf(
  audits: readonly AuditSummary[],
  { title, placeHolder }: AuditChoice,
): Promise<string | undefined> {
  const picked = await showPick(audits.map(auditItem), {
    title,
    placeHolder,
    matchOnDescription: true,
  });
  return picked?.id;
}

export function auditItem(audit: AuditSummary): vscode.QuickPickItem & { id: string } {
  const { language } = vscode.env;
  const number = numberFormat(language);
  const date = timeFormat(language, 'short');
  const answered = l10n.t('{0} of {1}', number.format(audit.answered), number.format(audit.total));
  return {
    label: cleanText(audit.name),
    description: `${cleanText(audit.organizationLabel)} · ${answered}`,
    detail: `${l10n.t('Started')}: ${date.format(audit.startedAt)}`,
    id: audit.id,
  };
}

export function reportNone(): undefined {
  void vscode.window.showInformationMessage(l10n.t('There are no audits yet.'));
  return undefined;
}
