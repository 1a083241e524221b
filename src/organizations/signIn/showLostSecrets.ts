import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import type { Organization } from '../organization.ts';

const keyringHelp =
  'https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues';

/** Says that the editor lost the secrets, which to the user looks like our fault. */
export async function showLostSecrets(organization: Organization): Promise<void> {
  const [signIn, learnMore] = [l10n.t('Sign In'), l10n.t('Learn More')];
  const chosen = await vscode.window.showWarningMessage(
    l10n.t(
      'The editor lost the sign-in for {0} when it restarted and may lose the next one too. On Linux, keeping secrets requires a keyring that is installed and unlocked.',
      organization.label,
    ),
    signIn,
    learnMore,
  );
  if (chosen === signIn) {
    await vscode.commands.executeCommand(commands.setCredential, organization);
  } else if (chosen === learnMore) {
    await vscode.commands.executeCommand('vscode.open', keyringHelp);
  }
}

/** Says that access tokens cannot be kept, and points the user to the editor's secret storage. */
export async function showSecretStorageFailed(): Promise<void> {
  const learnMore = l10n.t('Learn More');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t(
      "The editor's secret storage does not work. Access tokens are kept until this window closes. On Linux, the editor needs a keyring that is installed and unlocked.",
    ),
    learnMore,
  );
  if (chosen === learnMore) {
    await vscode.commands.executeCommand('vscode.open', keyringHelp);
  }
}
