import { homedir } from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Command } from '../../editor/command.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat } from '../../text/formats.ts';
import {
  type ExportFormat,
  exportAudit,
  exportFormats,
  isExportFormat,
  onlyFiles,
} from '../result/exportAudit.ts';
import type { Audits } from '../store/auditStore.ts';
import { writeWhole } from '../store/writeWhole.ts';
import { auditTitle } from '../words.ts';
import { auditArgument, chosenAudit } from './pickAudit.ts';

interface Plan {
  readonly auditId: string;
  readonly format: ExportFormat;
  /** Only these files, in this order. */
  readonly only?: readonly string[];
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
      const { shown, format: named, file } = call.given;
      const rows = await pickRows(shown, title);
      const format = rows && (await readFormat(named, title));
      const place = format && (await readPlace(file, await audits.nameOf(auditId), format));
      return rows && format && place && { auditId, format, place, ...rows };
    },

    async run({ auditId, format, only, place }) {
      const audit = await audits.read(auditId);
      await write(place, exportAudit(only === undefined ? audit : onlyFiles(audit, only), format)).catch(
        error => {
          throw unwritable(error);
        },
      );
      return { file: place.fsPath };
    },

    report: ({ file }) => void report(file),
  };
}

/** Which rows, where a table shows only some of them; `undefined` when the user leaves. */
async function pickRows(
  shown: readonly string[] | undefined,
  title: string,
): Promise<{ only?: readonly string[] } | undefined> {
  if (shown === undefined) {
    return {};
  }
  const only = {
    label: l10n.t('Shown Rows'),
    description: numberFormat(vscode.env.language).format(shown.length),
  };
  const all = { label: l10n.t('All Rows') };
  const placeHolder = l10n.t('Select the rows to export');
  const picked = await vscode.window.showQuickPick([only, all], { title, placeHolder });
  return picked && (picked === all ? {} : { only: shown });
}

async function readFormat(named: string | undefined, title: string): Promise<ExportFormat | undefined> {
  if (named !== undefined) {
    if (!isExportFormat(named)) {
      throw new DingTalkError('invalidParameter', { parameter: 'format' });
    }
    return named;
  }
  const formats: (vscode.QuickPickItem & { format: ExportFormat })[] = [
    { format: 'csv', label: 'CSV', description: l10n.t('for spreadsheets') },
    { format: 'json', label: 'JSON', description: l10n.t('for programs') },
    { format: 'markdown', label: 'Markdown', description: l10n.t('for reports') },
  ];
  const placeHolder = l10n.t('Select an export format');
  return (await vscode.window.showQuickPick(formats, { title, placeHolder }))?.format;
}

async function readPlace(
  named: string | undefined,
  name: string,
  format: ExportFormat,
): Promise<vscode.Uri | undefined> {
  if (named !== undefined) {
    if (!path.isAbsolute(named)) {
      throw new DingTalkError('invalidParameter', { parameter: 'file' });
    }
    return vscode.Uri.file(named);
  }
  const ending = exportFormats[format];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const stem = path.parse(auditTitle(name).replace(/[\\/:*?"<>|]/g, ' ')).name;
  const file = `${stem}.${ending}`;
  return vscode.window.showSaveDialog({
    filters: { [format === 'markdown' ? 'Markdown' : format.toUpperCase()]: [ending] },
    title: l10n.t('Export Audit'),
    defaultUri: vscode.Uri.joinPath(folder, file),
  });
}

/** On this machine as a whole or not at all; elsewhere, the file system sees to that. */
async function write(place: vscode.Uri, pieces: Iterable<string>): Promise<void> {
  if (place.scheme === 'file') {
    await writeWhole(place.fsPath, pieces);
  } else {
    await vscode.workspace.fs.writeFile(place, Buffer.from([...pieces].join('')));
  }
}

function unwritable(error: unknown): DingTalkError {
  const { code = '' } = error as { code?: string };
  const sentence = l10n.t('Could not write the file ({0}).', cleanText(code));
  return new DingTalkError('invalidParameter', { parameter: 'file', sentence });
}

async function report(file: string): Promise<void> {
  const open = l10n.t('Open');
  const text = l10n.t('Exported to {0}.', path.basename(file));
  if ((await vscode.window.showInformationMessage(text, open)) === open) {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
  }
}
