import * as vscode from 'vscode';

/**
 * Asks for one of several items. Escape leaves the question, but not a loss of focus: a page in front may take the focus
 * back late (microsoft/vscode#75209).
 */
export function showPick<Item extends vscode.QuickPickItem>(
  items: readonly Item[],
  options: Omit<vscode.QuickPickOptions, 'ignoreFocusOut' | 'canPickMany'>,
): Thenable<Item | undefined> {
  return vscode.window.showQuickPick(items, { ...options, ignoreFocusOut: true });
}
