import * as l10n from '@vscode/l10n';
import { askText, type Place, type Reply } from '../../editor/boxes/multiStep.ts';
import type { SignIn } from '../organization.ts';
import { type Credential, isSecret } from './credentials.ts';

/**
 * Asks for a part of a credential, in a password box.
 *
 * @param isKept whether one is stored, so that an empty answer keeps it
 */
export function askSecret(
  place: Place,
  part: keyof Credential,
  signIn: SignIn,
  isKept: boolean,
  typed?: string,
): Promise<Reply<string>> {
  const words = wordsFor(part, signIn);
  return askText(place, {
    ...words,
    isSecret: true,
    ...(isKept ? { placeholder: l10n.t('Leave empty to keep the stored value') } : {}),
    ...(typed === undefined ? {} : { value: typed }),
    validate: text =>
      isSecret(text) || (isKept && text === '')
        ? undefined
        : text.trim() === ''
          ? words.prompt
          : l10n.t('A secret can contain only letters, digits, and symbols, without spaces.'),
  });
}

function wordsFor(part: keyof Credential, signIn: SignIn): { subject: string; prompt: string } {
  switch (part) {
    case 'accessToken':
      return {
        subject: l10n.t('Access token'),
        prompt: l10n.t(
          "Paste an access token. It expires after two hours and is kept in the editor's secret storage.",
        ),
      };
    case 'clientSecret':
      return {
        subject: l10n.t('Client secret'),
        prompt:
          signIn === 'thirdPartyApp'
            ? l10n.t("Enter the app's SuiteSecret. It is kept in the editor's secret storage.")
            : l10n.t("Enter the app's AppSecret. It is kept in the editor's secret storage."),
      };
    case 'suiteTicket':
      return {
        subject: l10n.t('Suite ticket'),
        prompt: l10n.t('Enter the latest suite ticket that DingTalk pushed to the app'),
      };
  }
}
