import * as vscode from 'vscode';
import { readUserOrganizations } from '../editor/settings.ts';
import { isSettingsFileBroken } from '../editor/settingsFile.ts';
import { settings } from '../ids.ts';
import { type BadSetting, brokenSettingsFile, secretsInSettings, unusableValues } from './badSettings.ts';

/** What in the user's settings cannot be used as it stands. Reads settings.json, and asks nobody. */
export async function findBadSettings(
  manifest: unknown,
  globalStorage: vscode.Uri,
): Promise<readonly BadSetting[]> {
  return [
    ...((await isSettingsFileBroken(globalStorage)) ? [brokenSettingsFile()] : []),
    ...unusableValues(manifest, key => vscode.workspace.getConfiguration().get(key)),
    ...secretsInSettings(readUserOrganizations(), settings.organizations),
  ];
}
