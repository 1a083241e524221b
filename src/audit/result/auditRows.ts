import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { appendPlainText } from '../../editor/plainText.ts';
import { cleanText } from '../../text/cleanText.ts';
import type { AuditSummary, Audits } from '../store/auditStore.ts';
import { countsText } from '../words.ts';

/** The row above the audits. */
interface AuditsRow {
  readonly kind: 'audits';
  readonly audits: readonly AuditSummary[];
}

/** An audit as a row, and as commands take it. */
export interface AuditRow {
  readonly kind: 'audit';
  readonly auditId: string;
  readonly audit: AuditSummary;
}

export function isAuditRow(row: unknown): row is AuditRow {
  return (row as { kind?: unknown } | null | undefined)?.kind === 'audit' && 'audit' in (row as object);
}

type Row = AuditsRow | AuditRow;

/** Past audits and those under way, newest first, as rows for a view; none where there are none. */
export class AuditRows implements vscode.TreeDataProvider<{ readonly kind: string }> {
  constructor(
    private readonly audits: Audits,
    private readonly language: string,
  ) {}

  async getChildren(row?: { readonly kind: string }): Promise<Row[]> {
    if (row === undefined) {
      const audits = await this.audits.list();
      return audits.length === 0 ? [] : [{ kind: 'audits', audits }];
    }
    return isAuditsRow(row) ? row.audits.map(audit => ({ kind: 'audit', auditId: audit.id, audit })) : [];
  }

  getTreeItem(row: { readonly kind: string }): vscode.TreeItem {
    return isAuditRow(row) ? this.auditItem(row) : this.auditsItem(row as AuditsRow);
  }

  resolveTreeItem(item: vscode.TreeItem, row: { readonly kind: string }): vscode.TreeItem {
    if (isAuditRow(row)) {
      item.tooltip = this.hover(row.audit);
    }
    return item;
  }

  private auditsItem({ audits }: AuditsRow): vscode.TreeItem {
    const item = new vscode.TreeItem(l10n.t('Audits'), vscode.TreeItemCollapsibleState.Expanded);
    item.id = 'audits';
    item.contextValue = 'audits';
    item.description = new Intl.NumberFormat(this.language).format(audits.length);
    return item;
  }

  private auditItem(row: AuditRow): vscode.TreeItem {
    const { audit } = row;
    const item = new vscode.TreeItem(cleanText(audit.name));
    // What is to be done about it first: of a narrow side bar, it is what must not be cut off.
    const facts = [
      ...(audit.isFinished ? [] : [this.stateText(audit)]),
      ...(audit.counts.size === 0 ? [] : [countsText(audit.counts, this.language)]),
      cleanText(audit.organizationLabel),
      this.timeText(audit.startedAt, 'short'),
    ];
    item.id = `audit:${audit.id}`;
    item.description = facts.join(' · ');
    item.contextValue = contextValue(audit);
    item.iconPath = new vscode.ThemeIcon(iconOf(audit));
    item.accessibilityInformation = { label: [cleanText(audit.name), ...facts].join(', ') };
    // No command: the editor would run it with every key that acts on the row.
    return item;
  }

  private hover(audit: AuditSummary): vscode.MarkdownString {
    const hover = new vscode.MarkdownString();
    for (const line of [
      `${l10n.t('Audit')}: ${cleanText(audit.name)}`,
      `${l10n.t('Organization')}: ${cleanText(audit.organizationLabel)} (${cleanText(audit.corpId)})`,
      `${l10n.t('Started')}: ${this.timeText(audit.startedAt, 'medium')}`,
      `${l10n.t('Completed')}: ${this.answeredText(audit)}`,
      ...(audit.counts.size === 0 ? [] : [countsText(audit.counts, this.language)]),
    ]) {
      appendPlainText(hover, line).appendMarkdown('\n\n');
    }
    return hover;
  }

  private stateText(audit: AuditSummary): string {
    const state = audit.isOpen ? l10n.t('running') : l10n.t('unfinished');
    return audit.isOpen ? state : `${state}: ${this.answeredText(audit)}`;
  }

  private answeredText({ answered, total }: AuditSummary): string {
    const number = new Intl.NumberFormat(this.language);
    return l10n.t('{0} of {1}', number.format(answered), number.format(total));
  }

  private timeText(time: number, style: 'short' | 'medium'): string {
    return new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeStyle: style }).format(time);
  }
}

function isAuditsRow(row: { readonly kind: string }): row is AuditsRow {
  return row.kind === 'audits';
}

function contextValue({ isFinished, isOpen }: AuditSummary): string {
  if (isOpen) {
    return 'audit.open';
  }
  return isFinished ? 'audit.finished' : 'audit.unfinished';
}

function iconOf({ isFinished, isOpen }: AuditSummary): string {
  if (isOpen) {
    return 'sync~spin';
  }
  return isFinished ? 'checklist' : 'debug-pause';
}
