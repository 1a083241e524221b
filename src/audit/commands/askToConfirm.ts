import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isSample, type Organization } from '../../organizations/organization.ts';
import { numberFormat } from '../../text/formats.ts';
import type { FileList } from '../input/fileList.ts';
import { inheritanceRate, type RunParts } from '../run/runWithProgress.ts';
import type { Audits } from '../store/auditStore.ts';
import { confirmationText } from '../words.ts';

export interface AuditBudgets {
  /** What this many metered calls, or so many at most, would take of the organization's month. */
  budgetFor(corpId: string, calls: number, isMaximum?: boolean): Promise<AuditBudget>;
}

interface AuditBudget {
  /** The price, in the user's language. */
  readonly sentence: string;
  /** What to confirm, if it is more than is left, or than audits may take. */
  readonly warning?: string;
}

interface ConfirmParts extends Pick<RunParts, 'api' | 'organizations'> {
  readonly audits: Audits;
  readonly budget: AuditBudgets;
}

/** Shows what an audit costs and leaves out, and asks for confirmation. @param notes further lines */
export function confirmAudit(
  { corpId, label }: Organization,
  found: FileList,
  notes: readonly string[],
  parts: ConfirmParts,
): Promise<boolean> {
  const { language } = vscode.env;
  const { length } = found.items;
  const files = numberFormat(language).format(length);
  return confirmCalls(parts, corpId, length, {
    question:
      length === 1 ? l10n.t('Audit 1 file in {0}?', label) : l10n.t('Audit {0} files in {1}?', files, label),
    button: l10n.t('Start Audit'),
    detail: (price, rate) => [confirmationText(found, price, rate, language), ...notes].join('\n'),
  });
}

/** Shows what this many metered calls cost, and asks for confirmation. */
export async function confirmCalls(
  parts: ConfirmParts,
  corpId: string,
  calls: number,
  dialog: {
    question: string;
    button: string;
    isMaximum?: boolean;
    /** @param rate how many files are asked about in a second */
    detail(price: string, rate: number): string;
  },
): Promise<boolean> {
  const { question, button, isMaximum = false } = dialog;
  const { sentence, warning } = await priceOf(corpId, calls, parts, isMaximum);
  const rate = inheritanceRate(parts.api, parts.organizations.find(corpId));
  const options = { modal: true, detail: dialog.detail(sentence, rate) };
  return (
    (await vscode.window.showInformationMessage(question, options, button)) === button &&
    (warning === undefined || confirmAnyway(warning, sentence))
  );
}

/** Asks for confirmation if the rest of an audit is more than is left, or than audits may take. */
export async function isWorthIt(auditId: string, parts: ConfirmParts): Promise<boolean> {
  const { corpId, total, answered } = await parts.audits.summary(auditId);
  const { sentence, warning } = await priceOf(corpId, total - answered, parts);
  return warning === undefined || confirmAnyway(warning, sentence);
}

async function priceOf(
  corpId: string,
  calls: number,
  { budget }: ConfirmParts,
  isMaximum = false,
): Promise<AuditBudget> {
  return isSample({ corpId })
    ? { sentence: l10n.t('This is sample data: no call is made.') }
    : budget.budgetFor(corpId, calls, isMaximum);
}

async function confirmAnyway(question: string, detail: string): Promise<boolean> {
  const anyway = l10n.t('Start Anyway');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, anyway)) === anyway;
}
