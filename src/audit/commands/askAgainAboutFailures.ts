import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Command } from '../../editor/command.ts';
import { numberFormat } from '../../text/formats.ts';
import { countFailures } from '../audit.ts';
import { isAuditRow } from '../result/auditRows.ts';
import { type AuditRun, runWithProgress } from '../run/runWithProgress.ts';
import { costText } from '../words.ts';
import { confirmCalls } from './askToConfirm.ts';
import { type AuditArgument, auditArgument, pickOf } from './pickAudit.ts';
import { type AuditParts, reportEnd } from './startAndResume.ts';

/** *Ask Again About Failures*: asks again about the files of an audit that failed, and replaces their results. */
export function askAgainAboutFailures(parts: AuditParts): Command<string, AuditRun, AuditArgument> {
  return {
    argument: auditArgument,
    async prepare({ given, row, isByPerson }) {
      const named = isAuditRow(row) ? row.auditId : given.auditId;
      const id = named ?? (await pickFailed(parts));
      return id !== undefined && (!isByPerson || (await confirm(id, parts))) ? id : undefined;
    },
    run: auditId => runWithProgress(auditId, parts, 'failed'),
    report: run => void reportEnd(run, parts),
  };
}

async function pickFailed({ audits, organizations }: AuditParts): Promise<string | undefined> {
  const failed = (await audits.list()).filter(
    ({ corpId, counts, isOpen }) =>
      countFailures(counts) > 0 && !isOpen && organizations.find(corpId) !== undefined,
  );
  if (failed.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('There are no audits with failures.'));
    return undefined;
  }
  return pickOf(failed, {
    title: l10n.t('Ask Again About Failures'),
    placeHolder: l10n.t('Select an audit whose failures to ask about again'),
  });
}

async function confirm(auditId: string, parts: AuditParts): Promise<boolean> {
  const { corpId, organizationLabel, counts } = await parts.audits.summary(auditId);
  const calls = countFailures(counts);
  const files = numberFormat(vscode.env.language).format(calls);
  return confirmCalls(parts, corpId, calls, {
    question:
      calls === 1
        ? l10n.t('Ask again about 1 file that failed in {0}?', organizationLabel)
        : l10n.t('Ask again about {0} files that failed in {1}?', files, organizationLabel),
    button: l10n.t('Ask Again'),
    detail: (price, rate) => costText(calls, price, rate),
  });
}
