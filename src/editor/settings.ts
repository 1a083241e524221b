import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../dingtalk/errors.ts';
import { settings } from '../ids.ts';

/** A setting of ours as it stands, unchecked: a user may have typed anything. */
export function readSetting(key: (typeof settings)[keyof typeof settings]): unknown {
  return vscode.workspace.getConfiguration().get(key);
}

/** Milliseconds for one try of a call. */
export function readRequestTimeout(): number {
  const seconds = Number(readSetting(settings.requestTimeoutSeconds));
  return 1000 * (seconds >= 1 && seconds <= 600 ? seconds : 15);
}

/** The user's list of organizations, unchecked. */
export function readUserOrganizations(): unknown {
  return vscode.workspace.getConfiguration().inspect(settings.organizations)?.globalValue;
}

/**
 * Changes the user's list of organizations. `change` is given what is there, unchecked.
 *
 * @throws DingTalkError where the editor cannot write, as when settings.json has a mistake or is not saved
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
