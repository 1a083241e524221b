const vscode = require('vscode');

/** Hands the sign-ins of the sample organizations to the extension, as its documented command takes them. */
exports.activate = async () => {
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
};
