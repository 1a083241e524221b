import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { byPerson } from '../../editor/command.ts';
import { commands } from '../../ids.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat } from '../../text/formats.ts';
import type { Audits } from '../store/auditStore.ts';

/** Offers to resume the audits that ended with the window, by a reload or a crash. Those that are gone are left out. */
export async function showInterrupted(auditIds: readonly string[], audits: Audits): Promise<void> {
  await Promise.all(auditIds.map(auditId => offer(auditId, audits)));
}

async function offer(auditId: string, audits: Audits): Promise<void> {
  const audit = await audits.summary(auditId).catch(() => undefined);
  if (audit === undefined || audit.isFinished || audit.isOpen) {
    return;
  }
  const number = numberFormat(vscode.env.language);
  const text = l10n.t(
    'The audit of {0} was interrupted. Files checked: {1} of {2}.',
    cleanText(audit.organizationLabel),
    number.format(audit.answered),
    number.format(audit.total),
  );
  const buttons: (vscode.MessageItem & { command: string })[] = [
    { title: l10n.t('Resume'), command: commands.resumeAudit },
    { title: l10n.t('Show Result'), command: commands.showAudit },
  ];
  const chosen = await vscode.window.showInformationMessage(text, ...buttons);
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(chosen.command, { auditId, ...byPerson });
  }
}
