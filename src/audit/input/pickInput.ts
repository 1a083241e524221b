import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { showPick } from '../../editor/boxes/showPick.ts';
import { commands } from '../../ids.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { AuditItem } from '../audit.ts';
import type { FileList } from './fileList.ts';
import { decodeInput, readInputFile, requireSize } from './inputFile.ts';
import { readable, readInput } from './readFiles.ts';
import type { CsvColumn } from './table.ts';

/** The files of an audit, and its name. */
export interface Input {
  readonly name: string;
  readonly found: FileList;
}

interface Source extends vscode.QuickPickItem {
  /** `undefined` if the user leaves. */
  read(): Promise<Input | undefined>;
}

/**
 * Asks for the source of the files, and reads it; `undefined` if the user leaves.
 *
 * @param lookedUp the files of earlier look-ups
 * @param sampleFiles all files of a sample organization; of any other, none
 * @throws DingTalkError `invalidParameter` if the source names no files or cannot be read
 */
export async function pickInput(
  title: string,
  organization: Organization,
  lookedUp: readonly AuditItem[],
  sampleFiles: readonly AuditItem[],
): Promise<Input | undefined> {
  const editor = vscode.window.activeTextEditor;
  const sources: Source[] = [
    ...(sampleFiles.length === 0 ? [] : [knownSource(l10n.t('Sample Files'), sampleFiles)]),
    ...(editor === undefined ? [] : [editorSource(editor, title)]),
    { label: l10n.t('CSV, Text, or JSON File…'), read: () => readFile(title) },
    {
      label: l10n.t('Clipboard'),
      read: async () => {
        const text = await vscode.env.clipboard.readText();
        return readNamed(l10n.t('Clipboard'), '', text, title);
      },
    },
    ...(lookedUp.length === 0 ? [] : [knownSource(l10n.t('Inheritance Lookups'), lookedUp)]),
    {
      label: l10n.t('A Whole Space…'),
      async read() {
        void vscode.commands.executeCommand(commands.auditSpace, organization);
        return undefined;
      },
    },
  ];
  const source = await showPick(sources, {
    title: `${title} · ${organization.label}`,
    placeHolder: l10n.t('Select the source of dentryUuids or document links'),
  });
  return source?.read();
}

/** The selection, or else the whole text. */
function editorSource({ document, selection }: vscode.TextEditor, title: string): Source {
  const file = path.posix.basename(document.uri.path);
  const label = selection.isEmpty ? file : l10n.t('Selection in {0}', file);
  return {
    label,
    description: l10n.t('active editor'),
    async read() {
      const text = document.getText(selection.isEmpty ? undefined : selection);
      // A part of a CSV or JSON file is not CSV or JSON itself.
      const format = selection.isEmpty && document.languageId === 'json' ? `${file}.json` : file;
      return readNamed(label, selection.isEmpty ? format : '', text, title);
    },
  };
}

function knownSource(name: string, items: readonly AuditItem[]): Source {
  const found = { items, duplicates: 0, skipped: { count: 0, examples: [] } };
  return { label: name, description: String(items.length), read: async () => ({ name, found }) };
}

async function readFile(title: string): Promise<Input | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: l10n.t('Select'),
      filters: {
        [l10n.t('CSV, Text, JSON')]: ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson', 'md', 'log'],
        [l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  if (uri === undefined) {
    return undefined;
  }
  const name = path.posix.basename(uri.path);
  const text = await reading(name, () => readable(name, () => readUri(uri)));
  return readNamed(name, name, text, title);
}

async function readUri(uri: vscode.Uri): Promise<string> {
  if (uri.scheme === 'file') {
    return readInputFile(uri.fsPath);
  }
  requireSize((await vscode.workspace.fs.stat(uri)).size);
  return decodeInput(await vscode.workspace.fs.readFile(uri));
}

/** @param file its name determines the format */
async function readNamed(
  name: string,
  file: string,
  text: string,
  title: string,
): Promise<Input | undefined> {
  const found = await reading(name, () => readInput(file, name, text, columns => pickColumn(columns, title)));
  return found && { name, found };
}

async function pickColumn(columns: readonly CsvColumn[], title: string): Promise<CsvColumn | undefined> {
  const items = columns.map(column => ({
    label: column.header,
    description: l10n.t('sampled cells recognized: {0} of {1}', column.fitting, column.filled),
    column,
  }));
  const picked = await showPick(items, {
    title,
    placeHolder: l10n.t('Select the column that contains dentryUuids or document links'),
  });
  return picked?.column;
}

/** Shows in the status bar that `work` is in progress; it takes a few seconds at most. */
function reading<T>(name: string, work: () => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Window, title: l10n.t('Reading {0}…', name) };
  return vscode.window.withProgress(options, work);
}
