/** An extension that contributes what ours does, and does nothing: every command and view has an empty handler. */
const vscode = require('vscode');

exports.activate = context => {
  const { commands, views } = context.extension.packageJSON.contributes;
  const treeDataProvider = { getChildren: () => [], getTreeItem: item => item };
  context.subscriptions.push(
    ...commands.map(({ command }) => vscode.commands.registerCommand(command, () => {})),
    ...Object.values(views)
      .flat()
      .map(({ id }) => vscode.window.createTreeView(id, { treeDataProvider })),
  );
};
