import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { AuditItem } from '../audit.ts';
import { type CsvColumn, findColumns, readCsv } from './csv.ts';
import { badInput, type Found } from './found.ts';
import { decodeInput, readInputFile, requireSize } from './inputFile.ts';
import { formatOf, readJson, readText } from './readText.ts';

/** What an audit is to ask about, and what it is called. */
export interface Input {
  readonly name: string;
  readonly found: Found;
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
        return readInput(l10n.t('Clipboard'), '', text, title);
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
      return readInput(label, selection.isEmpty ? format : '', text, title);
    },
  };
}

function lookupsSource(items: readonly AuditItem[]): Source {
  const name = l10n.t('Inheritance Lookups');
  const found = { items, duplicates: 0, junk: { count: 0, examples: [] } };
  return { label: name, description: String(items.length), read: async () => ({ name, found }) };
}

async function readFile(title: string): Promise<Input | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: l10n.t('Select'),
      filters: {
        [l10n.t('CSV, Text, JSON')]: ['csv', 'tsv', 'txt', 'json', 'jsonl', 'md'],
        [l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  if (uri === undefined) {
    return undefined;
  }
  const name = path.posix.basename(uri.path);
  const text = await reading(name, () => readUri(uri, name));
  return readInput(name, name, text, title);
}

async function readUri(uri: vscode.Uri, name: string): Promise<string> {
  try {
    if (uri.scheme === 'file') {
      return await readInputFile(uri.fsPath);
    }
    requireSize((await vscode.workspace.fs.stat(uri)).size);
    return await decodeInput(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw typeof code === 'string' ? badInput(l10n.t('Could not read {0} ({1}).', name, code)) : error;
  }
}

/** @param file by whose name the format is told */
async function readInput(
  name: string,
  file: string,
  text: string,
  title: string,
): Promise<Input | undefined> {
  requireSize(text.length);
  const format = formatOf(file, text);
  const column = format === 'csv' ? await pickColumn(name, text, title) : undefined;
  if (format === 'csv' && column === undefined) {
    return undefined;
  }
  const found = await reading(name, () => {
    if (column !== undefined) {
      return readCsv(text, column.index);
    }
    return format === 'json' ? readJson(text) : readText(text);
  });
  if (found.items.length === 0) {
    throw badInput(l10n.t('No dentryUuids or document links found in {0}.', name));
  }
  return { name, found };
}

/** The only column that can be meant, or the user's choice. */
async function pickColumn(name: string, text: string, title: string): Promise<CsvColumn | undefined> {
  const columns = await reading(name, () => findColumns(text));
  const [first] = columns;
  if (first === undefined) {
    throw badInput(l10n.t('{0} has no column that contains mostly dentryUuids or document links.', name));
  }
  if (columns.length === 1) {
    return first;
  }
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
