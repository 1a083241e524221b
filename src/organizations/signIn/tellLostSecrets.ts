import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import type { Organization } from '../organization.ts';

const keyringHelp =
  'https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues';

/** Says that the editor has forgotten the secrets, which to the user looks as if we had. */
export async function tellLostSecrets(organization: Organization): Promise<void> {
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
