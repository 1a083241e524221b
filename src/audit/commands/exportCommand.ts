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
import { auditArgument, chosenAudit, selectedAudits } from './pickAudit.ts';

interface Plan extends ExportChoice {
  readonly places: readonly { readonly auditId: string; readonly place: vscode.Uri }[];
}

/** Where the audit was written; those of several that were selected. */
interface Exported {
  readonly file: string;
  readonly others?: readonly string[];
}

const exportArgument = v.object({
  ...auditArgument.entries,
  format: v.exactOptional(v.string()),
  file: v.exactOptional(v.string()),
  /** The rows that a filtered table shows, from its own button. */
  shown: v.exactOptional(v.array(v.string())),
});

/**
 * *Export Audit…*: writes an audit as CSV, JSON or Markdown, where the argument or the user says. From the palette, those
 * that are selected, each to its own file, with the format asked for once.
 */
export function exportAuditTo(audits: Audits): Command<Plan, Exported, v.InferOutput<typeof exportArgument>> {
  return {
    argument: exportArgument,
    async prepare(call) {
      const title = l10n.t('Export Audit');
      const placeHolder = l10n.t('Select an audit to export');
      const several = selectedAudits(call);
      const one = several.length > 0 ? undefined : await chosenAudit(call, audits, { title, placeHolder });
      const chosen = one === undefined ? several : [one];
      const what = chosen.length === 0 ? undefined : await pickFormatAndRows(call.given, title);
      if (what === undefined) {
        return undefined;
      }
      const places: Plan['places'][number][] = [];
      for (const auditId of chosen) {
        const contents = auditTitle(await nameToSave(auditId, audits));
        const place = await pickPlace(call.given.file, { title, contents, format: what.format });
        if (place === undefined) {
          return undefined;
        }
        places.push({ auditId, place });
      }
      return { ...what, places };
    },

    async run({ places, format, shown }) {
      for (const { auditId, place } of places) {
        const audit = await audits.read(auditId);
        await saveExport(place, exportAudit(audit, format, vscode.env.language, shown));
      }
      const [file = '', ...others] = places.map(({ place }) => place.fsPath);
      return others.length === 0 ? { file } : { file, others };
    },

    report({ file, others = [] }) {
      for (const each of [file, ...others]) {
        void reportExport(each);
      }
    },
  };
}

/** The name of an audit, which for one of sample data says so: a CSV file has no other place for it. */
async function nameToSave(auditId: string, audits: Audits): Promise<string> {
  const audit = await audits.summary(auditId);
  return isSample(audit) ? l10n.t('{0} (sample)', audit.name) : audit.name;
}
