import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import { DingTalkError } from '../dingtalk/errors.ts';
import type { Command } from '../editor/command.ts';
import {
  type ExportChoice,
  pickFormatAndRows,
  pickPlace,
  reportExport,
  saveExport,
} from '../editor/documents/saveExport.ts';
import { organizationArgument } from '../organizations/organizationArgument.ts';
import type { ExportFormat } from '../text/exportFormats.ts';

/** What has a page, as the text of a file. */
export interface Exportable {
  readonly title: string;
  /** @param shown keys of the rows, where it is to have only some */
  text(format: ExportFormat, shown?: readonly string[]): Iterable<string>;
}

const exportArgument = v.object({
  ...organizationArgument.entries,
  /** For the biggest files of this space. */
  spaceId: v.exactOptional(v.string()),
  format: v.exactOptional(v.string()),
  file: v.exactOptional(v.string()),
  /** The rows that a filtered table shows, from its own button. */
  shown: v.exactOptional(v.array(v.string())),
});

interface Plan extends ExportChoice {
  readonly exportable: Exportable;
  readonly place: vscode.Uri;
}

/**
 * *Export Space Usage…*: writes what fills an organization's storage, or the biggest files of a space, as far as this
 * window has listed them. Makes no call.
 *
 * @param find `undefined` if they were not listed
 */
export function exportSpaces(
  find: (corpId: string, spaceId: string | undefined) => Exportable | undefined,
): Command<Plan, { file: string }, v.InferOutput<typeof exportArgument>> {
  return {
    argument: exportArgument,
    async prepare({ given }) {
      const exportable = find(given.corpId ?? '', given.spaceId);
      if (exportable === undefined) {
        const parameter = given.spaceId === undefined ? 'corpId' : 'spaceId';
        const sentence = l10n.t('Nothing is listed yet. Run “What Fills the Storage…” first.');
        throw new DingTalkError('invalidParameter', { parameter, sentence });
      }
      const title = l10n.t('Export Space Usage');
      const what = await pickFormatAndRows(given, title);
      const contents = exportable.title;
      const place = what && (await pickPlace(given.file, { title, contents, format: what.format }));
      return what && place && { exportable, place, ...what };
    },
    async run({ exportable, format, shown, place }) {
      await saveExport(place, exportable.text(format, shown));
      return { file: place.fsPath };
    },
    report: ({ file }) => void reportExport(file),
  };
}
