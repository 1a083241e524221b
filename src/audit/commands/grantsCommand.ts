import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Command } from '../../editor/command.ts';
import { isSample, type Organization } from '../../organizations/organization.ts';
import { numberFormat } from '../../text/formats.ts';
import { type AuditItem, brokenFiles } from '../audit.ts';
import type { AuditRun } from '../run/runWithProgress.ts';
import { confirmCalls } from './askToConfirm.ts';
import { type AuditArgument, auditArgument, chosenAudit } from './pickAudit.ts';
import { type AuditParts, reportEnd, startAudit } from './startAndResume.ts';

interface Plan {
  readonly organization: Organization;
  readonly name: string;
  readonly items: readonly AuditItem[];
  readonly about: 'grants';
}

/**
 * *List the Grants of the Broken Files…*: lists who can see the files of an audit whose inheritance is broken. The list
 * is an audit of its own, which is resumed, exported and deleted as any other.
 */
export function listGrantsOfBroken(parts: AuditParts): Command<Plan, AuditRun, AuditArgument> {
  return {
    argument: auditArgument,
    async prepare(call) {
      const auditId = await chosenAudit(call, parts.audits, {
        title: l10n.t('List the Grants of the Broken Files'),
        placeHolder: l10n.t('Select an audit to list grants for'),
      });
      if (auditId === undefined) {
        return undefined;
      }
      const audit = await parts.audits.read(auditId);
      const organization = parts.organizations.get(audit.corpId);
      const items = brokenFiles(audit);
      if (items.length === 0) {
        const sentence = l10n.t('This audit has no files with broken inheritance.');
        throw new DingTalkError('invalidParameter', { parameter: 'auditId', sentence });
      }
      return !call.isByPerson || (await confirm(organization, items.length, parts))
        ? { organization, name: l10n.t('{0}, grants', audit.name), items, about: 'grants' }
        : undefined;
    },
    run: plan => startAudit(plan, parts),
    report: run => void reportEnd(run, parts),
  };
}

function confirm(organization: Organization, files: number, parts: AuditParts): Promise<boolean> {
  const { corpId, label } = organization;
  const number = numberFormat(vscode.env.language);
  const rate = l10n.t(
    'One metered call for each 30 grants of a file. The number of grants is not known in advance.',
  );
  return confirmCalls(parts, corpId, files, {
    question:
      files === 1
        ? l10n.t('List the grants of 1 broken file in {0}?', label)
        : l10n.t('List the grants of {0} broken files in {1}?', number.format(files), label),
    button: l10n.t('List Grants'),
    detail: price => (isSample(organization) ? price : [rate, l10n.t('At least: {0}', price)].join('\n')),
  });
}
