import * as vscode from 'vscode';

const toggle = 'list.toggleSelection';

/**
 * The rows of a tree that a key press applies to, as in the editor's own Explorer: the focused row, or all selected
 * rows if it is one of them.
 *
 * An extension can read the selection, but not the focus. So this toggles the focused row in the selection, twice, in
 * one go: nothing is drawn, and no other key can come in between.
 */
export async function rowsForKey<Row>(
  view: Pick<vscode.TreeView<Row>, 'selection' | 'onDidChangeSelection'>,
): Promise<readonly Row[]> {
  const before = view.selection;
  const seen: (readonly Row[])[] = [];
  const listener = view.onDidChangeSelection(({ selection }) => seen.push(selection));
  try {
    await vscode.commands.executeCommand('runCommands', { commands: [toggle, toggle] });
  } finally {
    listener.dispose();
  }
  const [toggled = before] = seen;
  return toggled.length > before.length ? toggled.filter(row => !before.includes(row)) : before;
}
