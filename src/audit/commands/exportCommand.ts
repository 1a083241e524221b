import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Command } from '../../editor/command.ts';
import {
  type ExportChoice,
  pickFormatAndRows,
  pickPlace,
  reportExport,
  saveExport,
} from '../../editor/documents/saveExport.ts';
import { isSample } from '../../organizations/organization.ts';
import { exportAudit } from '../result/exportAudit.ts';
import type { Audits } from '../store/auditStore.ts';
import { auditTitle } from '../words.ts';
import { auditArgument, chosenAudit } from './pickAudit.ts';

interface Plan extends ExportChoice {
  readonly auditId: string;
  readonly place: vscode.Uri;
}

const exportArgument = v.object({
  ...auditArgument.entries,
  format: v.exactOptional(v.string()),
  file: v.exactOptional(v.string()),
  /** The rows that a filtered table shows, from its own button. */
  shown: v.exactOptional(v.array(v.string())),
});

/** *Export Audit…*: writes an audit as CSV, JSON or Markdown, where the argument or the user says. */
export function exportAuditTo(
  audits: Audits,
): Command<Plan, { file: string }, v.InferOutput<typeof exportArgument>> {
  return {
    argument: exportArgument,
    async prepare(call) {
      const title = l10n.t('Export Audit');
      const placeHolder = l10n.t('Select an audit to export');
      const auditId = await chosenAudit(call, audits, { title, placeHolder });
      if (auditId === undefined) {
        return undefined;
      }
      const what = await pickFormatAndRows(call.given, title);
      const contents = auditTitle(await nameToSave(auditId, audits));
      const place = what && (await pickPlace(call.given.file, { title, contents, format: what.format }));
      return what && place && { auditId, place, ...what };
    },

    async run({ auditId, format, shown, place }) {
      const audit = await audits.read(auditId);
      await saveExport(place, exportAudit(audit, format, vscode.env.language, shown));
      return { file: place.fsPath };
    },

    report: ({ file }) => void reportExport(file),
  };
}

/** The name of an audit, which for one of sample data says so: a CSV file has no other place for it. */
async function nameToSave(auditId: string, audits: Audits): Promise<string> {
  const audit = await audits.summary(auditId);
  return isSample(audit) ? l10n.t('{0} (sample)', audit.name) : audit.name;
}
