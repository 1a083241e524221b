import { homedir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { cleanText } from '../../text/cleanText.ts';
import {
  type ExportFormat,
  exportFileName,
  exportFormats,
  formatNames,
  isExportFormat,
} from '../../text/exportFormats.ts';
import { showPick } from '../boxes/showPick.ts';
import { writeWhole } from './writeWhole.ts';

const formatFacts: Readonly<Record<ExportFormat, { label: string; description(): string }>> = {
  csv: { label: 'CSV', description: () => l10n.t('for spreadsheets') },
  json: { label: 'JSON', description: () => l10n.t('for programs') },
  markdown: { label: 'Markdown', description: () => l10n.t('for reports') },
};

/** The formats as items of a list. */
export function formatItems(): readonly { label: string; description: string; format: ExportFormat }[] {
  return formatNames.map(format => {
    const { label, description } = formatFacts[format];
    return { label, description: description(), format };
  });
}

/** The format that an argument names. @throws DingTalkError `invalidParameter` if there is none of that name */
export function readExportFormat(format: string): ExportFormat {
  if (!isExportFormat(format)) {
    throw new DingTalkError('invalidParameter', { parameter: 'format' });
  }
  return format;
}

/** What to write: in which format, and which rows, where a table shows only some of them. */
export interface ExportChoice {
  readonly format: ExportFormat;
  /** The keys of the rows to write, in the order of the table; all if absent. */
  readonly shown?: readonly string[];
}

/**
 * The format that an argument names, or the user's choice, and that of the rows where a filter is set; `undefined` if the
 * user cancels. In one box, as each takes the focus once.
 *
 * @param given `shown` has the rows that a filtered table shows, from its own button
 * @throws DingTalkError `invalidParameter` if there is no format of that name
 */
export async function pickFormatAndRows(
  { format, shown }: { readonly format?: string; readonly shown?: readonly string[] },
  title: string,
): Promise<ExportChoice | undefined> {
  if (format !== undefined) {
    return { format: readExportFormat(format) };
  }
  const all = formatItems().map(({ format, ...item }) => ({ ...item, choice: { format } as ExportChoice }));
  const named = (rows: string, part?: { readonly shown: readonly string[] }) =>
    all.map(({ label, choice, ...item }) => ({
      ...item,
      label: `${label} · ${rows}`,
      choice: { ...choice, ...part },
    }));
  const items =
    shown === undefined ? all : [...named(l10n.t('Shown Rows'), { shown }), ...named(l10n.t('All Rows'))];
  return (await askFormat(items, title))?.choice;
}

/** Asks for one of these formats. The box stays open where the page that it was opened from takes the focus back. */
export function askFormat<T extends vscode.QuickPickItem>(
  items: readonly T[],
  title: string,
): Thenable<T | undefined> {
  const placeHolder = l10n.t('Select an export format');
  return showPick(items, { title, placeHolder });
}

/**
 * Where to write: the path that an argument names, or the user's choice; `undefined` if the user cancels.
 *
 * @param contents the title of what is written, from which a file name is suggested
 * @throws DingTalkError `invalidParameter` for a path that is not absolute
 */
export async function pickPlace(
  named: string | undefined,
  { title, contents, format }: { title: string; contents: string; format: ExportFormat },
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
    title,
    defaultUri: vscode.Uri.joinPath(folder, exportFileName(contents, format)),
  });
}

/**
 * Writes a file; on this machine as a whole or not at all, elsewhere the file system sees to that.
 *
 * @throws DingTalkError `invalidParameter` where it cannot be written
 */
export async function saveExport(
  place: vscode.Uri,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  try {
    if (place.scheme === 'file') {
      await writeWhole(place.fsPath, pieces);
    } else {
      const bytes: Buffer[] = [];
      for await (const piece of pieces) {
        bytes.push(Buffer.from(piece));
        // A long export must not hold others up.
        await nextTurn();
      }
      await vscode.workspace.fs.writeFile(place, Buffer.concat(bytes));
    }
  } catch (error) {
    const { code = '' } = error as { code?: string };
    const sentence = l10n.t('Could not write the file ({0}).', cleanText(code));
    throw new DingTalkError('invalidParameter', { parameter: 'file', sentence });
  }
}

/** Says where a file was written, and offers to open it. */
export async function reportExport(file: string): Promise<void> {
  const open = l10n.t('Open');
  const text = l10n.t('Exported to {0}.', path.basename(file));
  if ((await vscode.window.showInformationMessage(text, open)) === open) {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
  }
}
