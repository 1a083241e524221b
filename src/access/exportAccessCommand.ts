import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Command } from '../editor/command.ts';
import {
  type ExportChoice,
  pickFormatAndRows,
  pickPlace,
  reportExport,
  saveExport,
} from '../editor/documents/saveExport.ts';
import { accessArgument } from './accessCommand.ts';
import { accessExport, accessTitle } from './accessPage.ts';
import type { KeptAccess } from './fileAccess.ts';

interface Plan extends ExportChoice {
  readonly access: KeptAccess;
  readonly place: vscode.Uri;
}

const exportArgument = v.object({
  ...accessArgument.entries,
  format: v.exactOptional(v.string()),
  file: v.exactOptional(v.string()),
  /** The rows that a filtered table shows, from its own button. */
  shown: v.exactOptional(v.array(v.string())),
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
      const what = await pickFormatAndRows(given, title);
      const contents = accessTitle(access);
      const place = what && (await pickPlace(given.file, { title, contents, format: what.format }));
      return what && place && { access, place, ...what };
    },
    async run({ access, format, shown, place }) {
      await saveExport(place, accessExport(access, format, vscode.env.language, shown));
      return { file: place.fsPath };
    },
    report: ({ file }) => void reportExport(file),
  };
}
