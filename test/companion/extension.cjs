const { watchFile } = require('node:fs');
const { readFile } = require('node:fs/promises');
const vscode = require('vscode');

exports.activate = async () => {
  const settings = process.env.DINGTALK_STORAGE_SETTINGS;
  if (settings !== undefined) {
    // It is called for a file that does not exist yet, too.
    watchFile(settings, { interval: 100 }, ({ size }) => size > 0 && takeSettings(settings));
  }
  await signIn();
};

/** Changes the user settings to what a UI test has written into that file: the window does not look at its own. */
async function takeSettings(file) {
  for (const [key, value] of Object.entries(JSON.parse(await readFile(file, 'utf8')))) {
    await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
  }
  await signIn();
}

/** Hands the sign-ins of the sample organizations to the extension, as its documented command takes them. */
async function signIn() {
  const signIns = JSON.parse(process.env.DINGTALK_STORAGE_SIGN_INS ?? '[]');
  for (const signIn of signIns) {
    try {
      await vscode.commands.executeCommand('dingtalkStorage.setCredential', signIn);
    } catch (error) {
      // An organization that has been taken out of the settings, say.
      console.warn(`Not signed in to ${signIn.corpId}: ${error}`);
    }
  }
  // The UI tests wait for this line: from then on the extension is active and does nothing by itself.
  console.log('The sample organizations are signed in.');
}
