import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { AuditItem } from '../audit.ts';
import type { FileList } from './fileList.ts';
import { decodeInput, readInputFile, requireSize } from './inputFile.ts';
import { readable, readInput } from './readFiles.ts';
import type { CsvColumn } from './table.ts';

/** What an audit is to ask about, and what it is called. */
export interface Input {
  readonly name: string;
  readonly found: FileList;
}

interface Source extends vscode.QuickPickItem {
  /** `undefined` when the user leaves. */
  read(): Promise<Input | undefined>;
}

/**
 * Asks where the files are named, and reads that; `undefined` when the user leaves.
 *
 * @param lookedUp the files of earlier look-ups
 * @throws DingTalkError `invalidParameter` where nothing is named, or it cannot be read
 */
export async function pickInput(
  title: string,
  organization: Organization,
  lookedUp: readonly AuditItem[],
): Promise<Input | undefined> {
  const editor = vscode.window.activeTextEditor;
  const sources: Source[] = [
    ...(editor === undefined ? [] : [editorSource(editor, title)]),
    { label: l10n.t('CSV, Text, or JSON File…'), read: () => readFile(title) },
    {
      label: l10n.t('Clipboard'),
      read: async () => {
        const text = await vscode.env.clipboard.readText();
        return readNamed(l10n.t('Clipboard'), '', text, title);
      },
    },
    ...(lookedUp.length === 0 ? [] : [lookupsSource(lookedUp)]),
    {
      label: l10n.t('A Whole Space…'),
      async read() {
        void vscode.commands.executeCommand(commands.auditSpace, organization);
        return undefined;
      },
    },
  ];
  const source = await vscode.window.showQuickPick(sources, {
    title: `${title} · ${organization.label}`,
    placeHolder: l10n.t('Select the source of dentryUuids or document links'),
  });
  return source?.read();
}

/** What is selected, or else the whole text. */
function editorSource({ document, selection }: vscode.TextEditor, title: string): Source {
  const file = path.posix.basename(document.uri.path);
  const label = selection.isEmpty ? file : l10n.t('Selection in {0}', file);
  return {
    label,
    description: l10n.t('active editor'),
    async read() {
      const text = document.getText(selection.isEmpty ? undefined : selection);
      // A part of a CSV or of JSON is neither.
      const format = selection.isEmpty && document.languageId === 'json' ? `${file}.json` : file;
      return readNamed(label, selection.isEmpty ? format : '', text, title);
    },
  };
}

function lookupsSource(items: readonly AuditItem[]): Source {
  const name = l10n.t('Inheritance Lookups');
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

/** @param file by whose name the format is told */
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
    description: l10n.t('{0} of {1} sampled cells recognized', column.fitting, column.filled),
    column,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: l10n.t('Select the column that contains dentryUuids or document links'),
  });
  return picked?.column;
}

/** Says in the status bar that `work` is being done; it takes some seconds at most. */
function reading<T>(name: string, work: () => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Window, title: l10n.t('Reading {0}…', name) };
  return vscode.window.withProgress(options, work);
}
