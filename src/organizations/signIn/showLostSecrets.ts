import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import type { Organization } from '../organization.ts';
import { keyringHelp, secretStorageFailed } from './secretStorageWords.ts';

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
  const { sentence, learnMore } = secretStorageFailed();
  const chosen = await vscode.window.showWarningMessage(sentence, learnMore);
  if (chosen === learnMore) {
    await vscode.commands.executeCommand('vscode.open', keyringHelp);
  }
}
