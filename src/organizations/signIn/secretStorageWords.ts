import * as l10n from '@vscode/l10n';

export const keyringHelp =
  'https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues';

/** Says that the secret storage does not work, and on which page there is help. */
export function secretStorageFailed(): { sentence: string; learnMore: string } {
  return {
    sentence: l10n.t(
      "The editor's secret storage does not work. Access tokens are kept until this window closes. On Linux, the editor needs a keyring that is installed and unlocked.",
    ),
    learnMore: l10n.t('Learn More'),
  };
}
