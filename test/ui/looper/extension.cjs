const vscode = require('vscode');

/** Looks up a file, again and again, for as long as the settings say, and prints the results. */
async function lookUpForAWhile() {
  const { seconds, question } = vscode.workspace.getConfiguration().get('looper');
  const end = Date.now() + seconds * 1000;
  let answered = 0;
  const failures = [];
  while (Date.now() < end) {
    try {
      await vscode.commands.executeCommand('dingtalkStorage.queryInheritance', question);
      answered++;
    } catch (error) {
      failures.push(String(error));
    }
  }
  console.log(`Looked up: ${JSON.stringify({ answered, failures })}`);
}

exports.activate = context => {
  const start = vscode.commands.registerCommand('dingtalkStorageLooper.start', lookUpForAWhile);
  context.subscriptions.push(start);
};
