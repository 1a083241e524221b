import { homedir } from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Command } from '../../editor/command.ts';
import { isSample } from '../../organizations/organization.ts';
import { cleanText } from '../../text/cleanText.ts';
import {
  type ExportFormat,
  exportAudit,
  exportFileName,
  exportFormats,
  isExportFormat,
  onlyFiles,
} from '../result/exportAudit.ts';
import type { Audits } from '../store/auditStore.ts';
import { writeWhole } from '../store/writeWhole.ts';
import { createBreather } from '../yielding.ts';
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
      const what = await readFormat(call.given, title);
      const place =
        what && (await readPlace(call.given.file, await nameToSave(auditId, audits), what.format));
      return what && place && { auditId, place, ...what };
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

/** The format; and which rows, where a table shows only some of them. In one box, as each takes the focus once. */
async function readFormat(
  { format, shown }: v.InferOutput<typeof exportArgument>,
  title: string,
): Promise<Pick<Plan, 'format' | 'only'> | undefined> {
  if (format !== undefined) {
    if (!isExportFormat(format)) {
      throw new DingTalkError('invalidParameter', { parameter: 'format' });
    }
    return { format };
  }
  const formats: readonly { label: string; description: string; what: Pick<Plan, 'format' | 'only'> }[] = [
    { label: 'CSV', description: l10n.t('for spreadsheets'), what: { format: 'csv' } },
    { label: 'JSON', description: l10n.t('for programs'), what: { format: 'json' } },
    { label: 'Markdown', description: l10n.t('for reports'), what: { format: 'markdown' } },
  ];
  const named = (rows: string, what?: { only: readonly string[] }) =>
    formats.map(each => ({ ...each, label: `${each.label} · ${rows}`, what: { ...each.what, ...what } }));
  const items =
    shown === undefined
      ? formats
      : [...named(l10n.t('Shown Rows'), { only: shown }), ...named(l10n.t('All Rows'))];
  const placeHolder = l10n.t('Select an export format');
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.what;
}

/** The name of an audit, which for one of sample data says so: a CSV file has no other place for it. */
async function nameToSave(auditId: string, audits: Audits): Promise<string> {
  const audit = await audits.summary(auditId);
  return isSample(audit) ? l10n.t('{0} (sample)', audit.name) : audit.name;
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
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.window.showSaveDialog({
    filters: { [format === 'markdown' ? 'Markdown' : format.toUpperCase()]: [exportFormats[format]] },
    title: l10n.t('Export Audit'),
    defaultUri: vscode.Uri.joinPath(folder, exportFileName(name, format)),
  });
}

/** On this machine as a whole or not at all; elsewhere, the file system sees to that. */
async function write(place: vscode.Uri, pieces: Iterable<string>): Promise<void> {
  if (place.scheme === 'file') {
    await writeWhole(place.fsPath, pieces);
  } else {
    const breathe = createBreather();
    const bytes: Buffer[] = [];
    for (const piece of pieces) {
      bytes.push(Buffer.from(piece));
      await breathe();
    }
    await vscode.workspace.fs.writeFile(place, Buffer.concat(bytes));
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
