import * as vscode from 'vscode';

const toggle = 'list.toggleSelection';

/**
 * The rows of a tree that a key is pressed for, as in the editor's own Explorer: the one with the focus, and with it
 * all that are selected where it is one of them.
 *
 * An extension is told what is selected, but not which row has the focus. So that one is put into the selection, or
 * taken out of it, and back, at one go: nothing of it is drawn, and no further key comes in between.
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
