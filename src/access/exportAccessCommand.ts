import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Command } from '../editor/command.ts';
import { pickFormat, pickPlace, reportExport, saveExport } from '../editor/documents/saveExport.ts';
import type { ExportFormat } from '../text/exportFormats.ts';
import { accessArgument } from './accessCommand.ts';
import { accessExport, accessTitle } from './accessPage.ts';
import type { KeptAccess } from './fileAccess.ts';

interface Plan {
  readonly access: KeptAccess;
  readonly format: ExportFormat;
  readonly place: vscode.Uri;
}

const exportArgument = v.object({
  ...accessArgument.entries,
  format: v.exactOptional(v.string()),
  file: v.exactOptional(v.string()),
});

/**
 * *Export Grants…*: writes the grants of a file that were listed before as CSV, JSON or Markdown. Makes no call.
 *
 * @param read @throws DingTalkError `invalidParameter` if they were not
 */
export function exportAccess(
  read: (file: v.InferOutput<typeof accessArgument>) => KeptAccess,
): Command<Plan, { file: string }, v.InferOutput<typeof exportArgument>> {
  return {
    argument: exportArgument,
    async prepare({ given }) {
      const access = read(given);
      const title = l10n.t('Export Grants');
      const format = await pickFormat(given.format, title);
      const place = format && (await pickPlace(given.file, { title, contents: accessTitle(access), format }));
      return format && place && { access, format, place };
    },
    async run({ access, format, place }) {
      await saveExport(place, accessExport(access, format, vscode.env.language));
      return { file: place.fsPath };
    },
    report: ({ file }) => void reportExport(file),
  };
}
