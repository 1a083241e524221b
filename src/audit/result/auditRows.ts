import * as l10n from '@vscode/l10n';
import { byPerson, type Row } from '../../editor/command.ts';
import type { TreeRow } from '../../editor/treeRow.ts';
import { commands } from '../../ids.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat, timeFormat } from '../../text/formats.ts';
import { countFailures } from '../audit.ts';
import type { AuditSummary } from '../store/stored.ts';
import { countsText } from '../words.ts';

/** An audit as a row of the Audits view. */
export interface AuditRow {
  readonly kind: 'audit';
  readonly auditId: string;
  readonly audit: AuditSummary;
}

export function isAuditRow(row: Row | undefined): row is AuditRow {
  return row?.kind === 'audit';
}

/** What the row of an audit shows. @param language BCP 47 */
export function auditRow({ auditId, audit }: AuditRow, language: string): TreeRow {
  // What needs attention comes first: it must not be cut off in a narrow side bar.
  const facts = [
    ...(audit.isFinished ? [] : [stateText(audit, language)]),
    ...findingsText(audit, language),
    cleanText(audit.organizationLabel),
    timeText(audit.startedAt, language, 'short'),
  ];
  const label = cleanText(audit.name);
  return {
    id: `audit:${auditId}`,
    label,
    description: facts.join(' · '),
    spoken: [label, ...facts].join(', '),
    icon: { name: iconOf(audit) },
    contextValue: contextValueOf(audit),
    command: {
      title: l10n.t('Show Audit'),
      command: commands.showAudit,
      arguments: [{ auditId, ...byPerson }],
    },
  };
}

/** The lines of its hover. */
export function auditHover({ audit }: AuditRow, language: string): string[] {
  return [
    `${l10n.t('Audit')}: ${cleanText(audit.name)}`,
    `${l10n.t('Organization')}: ${cleanText(audit.organizationLabel)} (${cleanText(audit.corpId)})`,
    `${l10n.t('Started')}: ${timeText(audit.startedAt, language, 'medium')}`,
    `${l10n.t('Completed')}: ${answeredText(audit, language)}`,
    ...(audit.counts.size === 0 ? [] : [countsText(audit.counts, language)]),
  ];
}

function stateText(audit: AuditSummary, language: string): string {
  return `${audit.isOpen ? l10n.t('running') : l10n.t('unfinished')}: ${answeredText(audit, language)}`;
}

/** What an audit is made for: where inheritance is broken, and what could not be found out. */
function findingsText({ about, counts }: AuditSummary, language: string): string[] {
  if (about === 'grants') {
    // It asks nothing about inheritance.
    return counts.size === 0 ? [] : [countsText(counts, language)];
  }
  const number = numberFormat(language);
  const failures = countFailures(counts);
  return [
    ...(counts.size === 0 ? [] : [l10n.t('{0} broken', number.format(counts.get('BREAK') ?? 0))]),
    ...(failures === 0 ? [] : [l10n.t('{0} failed', number.format(failures))]),
  ];
}

function answeredText({ answered, total }: AuditSummary, language: string): string {
  const number = numberFormat(language);
  return l10n.t('{0} of {1}', number.format(answered), number.format(total));
}

function timeText(time: number, language: string, timeStyle: 'short' | 'medium'): string {
  return timeFormat(language, timeStyle).format(time);
}

function contextValueOf({ isFinished, isOpen, counts }: AuditSummary): string {
  if (isOpen) {
    return 'audit.open';
  }
  const value = isFinished ? 'audit.finished' : 'audit.unfinished';
  return countFailures(counts) > 0 ? `${value}.withFailures` : value;
}

function iconOf({ isFinished, isOpen, about }: AuditSummary): string {
  if (isOpen) {
    return 'sync~spin';
  }
  if (!isFinished) {
    return 'debug-pause';
  }
  return about === 'grants' ? 'organization' : 'checklist';
}
