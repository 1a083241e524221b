import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { mentionedDentryUuids, suggestedDentryUuid } from '../dingtalk/dentryUuid.ts';

/** A file or folder with its name, if that is known. */
export interface Dentry {
  readonly name?: string;
  readonly dentryUuid: string;
}

/**
 * Lets the user choose one of `dentries`, or name another by `ask`; only asks if there are none. Returns the
 * dentryUuid, or `undefined` if the user cancels.
 */
export async function pickDentry(
  title: string,
  dentries: readonly Dentry[],
  ask: () => Promise<string | undefined>,
): Promise<string | undefined> {
  if (dentries.length === 0) {
    return ask();
  }
  const items = dentries.map(({ name, dentryUuid }) => ({
    label: name ?? dentryUuid,
    description: name === undefined ? l10n.t('from the editor') : dentryUuid,
    choose: async (): Promise<string | undefined> => dentryUuid,
  }));
  const other = { label: l10n.t('Another file or folder…'), description: '', choose: ask };
  const isSampleData = dentries.some(({ name }) => name !== undefined);
  const picked = await vscode.window.showQuickPick([...items, other], {
    title,
    placeHolder: isSampleData
      ? l10n.t('Select a file or folder from the sample data')
      : l10n.t('Select a file or folder'),
    matchOnDescription: true,
  });
  return picked?.choose();
}

/** Characters before and after the cursor that are read of a long line. */
const nearCursor = 2000;

/**
 * The files that the selection names, or without one the line with the cursor: the one that it clearly names, to be
 * filled in, and otherwise all that it may name, to choose from.
 */
export function namedInEditor(): { readonly one?: string; readonly several: readonly string[] } {
  const text = textInEditor();
  const one = suggestedDentryUuid(text);
  return one === undefined ? { several: mentionedDentryUuids(text) } : { one, several: [] };
}

function textInEditor(): string {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return '';
  }
  const { document, selection } = editor;
  const { line, character } = selection.active;
  return selection.isEmpty
    ? document.lineAt(line).text.slice(Math.max(0, character - nearCursor), character + nearCursor)
    : document.getText(selection);
}
