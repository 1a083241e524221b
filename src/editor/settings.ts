import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../dingtalk/errors.ts';
import { settings } from '../ids.ts';

const section = 'dingtalkStorage';

/** The raw value of one of our settings, unchecked: a user may have typed anything. */
export function readSetting(key: (typeof settings)[keyof typeof settings]): unknown {
  return vscode.workspace.getConfiguration().get(key);
}

/** Milliseconds for one attempt of a call. */
export function readRequestTimeout(): number {
  const seconds = readSetting(settings.requestTimeoutSeconds);
  return 1000 * (typeof seconds === 'number' && seconds >= 1 && seconds <= 600 ? seconds : 15);
}

/** The user's list of organizations, unchecked. */
export function readUserOrganizations(): unknown {
  return vscode.workspace.getConfiguration().inspect(settings.organizations)?.globalValue;
}

/**
 * Changes the user's list of organizations. `change` gets the current value, unchecked.
 *
 * @throws DingTalkError if the editor cannot write, for example because settings.json has an error or is unsaved
 */
export async function writeOrganizations(change: (setting: unknown) => unknown[]): Promise<void> {
  const organizations = change(readUserOrganizations());
  try {
    await vscode.workspace
      .getConfiguration()
      .update(settings.organizations, organizations, vscode.ConfigurationTarget.Global);
  } catch {
    throw new DingTalkError('invalidParameter', {
      parameter: settings.organizations,
      reason: l10n.t('could not write to settings.json; fix or save it first'),
    });
  }
}

/** Listens to changes of any of our settings. */
export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(section)) {
      listener();
    }
  });
}

/** Listens to changes of one of our settings. */
export function onDidChangeSetting(
  key: (typeof settings)[keyof typeof settings],
  listener: () => void,
): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(key)) {
      listener();
    }
  });
}
