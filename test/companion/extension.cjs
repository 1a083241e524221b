const { watchFile } = require('node:fs');
const { readFile } = require('node:fs/promises');
const vscode = require('vscode');

/** @param {vscode.ExtensionContext} context */
exports.activate = async ({ globalState }) => {
  const settings = process.env.DINGTALK_STORAGE_SETTINGS;
  if (settings !== undefined) {
    // Also called for a file that does not exist yet.
    watchFile(settings, { interval: 100 }, ({ size }) => size > 0 && takeSettings(settings, globalState));
  }
  await vscode.extensions.getExtension('dingtalk-storage.dingtalk-storage')?.activate();
  await signIn(globalState);
};

/** Changes the user settings to what a UI test wrote into that file: the window does not watch its own. */
async function takeSettings(file, globalState) {
  for (const [key, value] of Object.entries(JSON.parse(await readFile(file, 'utf8')))) {
    await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
  }
  await signIn(globalState);
}

/**
 * Passes the sign-ins of the sample organizations to the extension, by its documented command, each once: after a reload,
 * and in another window, the secrets are still there.
 */
async function signIn(globalState) {
  const organizations = vscode.workspace.getConfiguration().get('dingtalkStorage.organizations');
  const configured = [organizations].flat().map(organization => organization?.corpId);
  const signedIn = globalState.get('signedIn', []).filter(corpId => configured.includes(corpId));
  const signIns = JSON.parse(process.env.DINGTALK_STORAGE_SIGN_INS ?? '[]');
  const signInTo = async signIn => {
    try {
      await vscode.commands.executeCommand('dingtalkStorage.setCredential', signIn);
      signedIn.push(signIn.corpId);
    } catch (error) {
      // For example, settings that cannot be used.
      console.warn(`Not signed in to ${signIn.corpId}: ${error}`);
    }
  };
  const isMissing = ({ corpId }) => configured.includes(corpId) && !signedIn.includes(corpId);
  const [last, ...others] = signIns.filter(isMissing);
  // At once: one after another, each costs a tenth of a second of CPU time. But a workbench in a browser stores all
  // secrets as one, without waiting, and sometimes in the wrong order: the last, alone, stores them all again.
  await Promise.all(others.map(signInTo));
  if (last !== undefined) await signInTo(last);
  await globalState.update('signedIn', signedIn);
  // The UI tests wait for this line: from then on the extension is active and does nothing on its own.
  console.log('The sample organizations are signed in.');
}
