const { watchFile } = require('node:fs');
const { readFile } = require('node:fs/promises');
const vscode = require('vscode');

/** @param {vscode.ExtensionContext} context */
exports.activate = async ({ globalState }) => {
  const settings = process.env.DINGTALK_STORAGE_SETTINGS;
  if (settings !== undefined) {
    // Also called for a file that does not exist yet.
    watchFile(settings, { interval: 100 }, ({ size }) => size > 0 && takeSettings(settings));
  }
  await vscode.extensions.getExtension('dingtalk-storage.dingtalk-storage')?.activate();
  // After a reload, and in another window, the secrets are still there.
  if (globalState.get('signedIn') !== true) {
    await signIn();
    await globalState.update('signedIn', true);
  }
  // The UI tests wait for this line: from then on the extension is active and does nothing on its own.
  console.log('The sample organizations are signed in.');
};

/** Changes the user settings to what a UI test wrote into that file: the window does not watch its own. */
async function takeSettings(file) {
  for (const [key, value] of Object.entries(JSON.parse(await readFile(file, 'utf8')))) {
    await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
  }
  await signIn();
  console.log('The sample organizations are signed in.');
}

/** Passes the sign-ins of the sample organizations to the extension, by its documented command. */
async function signIn() {
  const signIns = JSON.parse(process.env.DINGTALK_STORAGE_SIGN_INS ?? '[]');
  for (const signIn of signIns) {
    try {
      await vscode.commands.executeCommand('dingtalkStorage.setCredential', signIn);
    } catch (error) {
      // For example, an organization that has been removed from the settings.
      console.warn(`Not signed in to ${signIn.corpId}: ${error}`);
    }
  }
}
