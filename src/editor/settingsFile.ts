import * as vscode from 'vscode';
import { isJsonWithComments } from '../text/jsonWithComments.ts';

/**
 * Whether the user's settings.json has an error. The editor takes what stands before it and says nothing.
 *
 * Our settings are of the application, so the file is that of the default profile, beside its global storage. Where the
 * extension runs on another machine than the editor there is none: then nothing is wrong, as far as we know.
 *
 * @param globalStorage the extension's own folder
 */
export async function isSettingsFileBroken(globalStorage: vscode.Uri): Promise<boolean> {
  try {
    const file = vscode.Uri.joinPath(globalStorage, '../../settings.json');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    return !isJsonWithComments(text);
  } catch {
    return false;
  }
}
