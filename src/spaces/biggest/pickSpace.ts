import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { readSpaceId } from '../../dingtalk/spaceId.ts';
import { showPick } from '../../editor/boxes/showPick.ts';
import type { Row } from '../../editor/command.ts';
import { isFolder } from '../../editor/fileRow.ts';
import { cleanText } from '../../text/cleanText.ts';

export interface SpaceChoice {
  readonly spaceId: string;
  readonly name: string;
  /** What it uses, if that is known. */
  readonly used?: string;
}

/** The space whose row a command was chosen on; `undefined` for any other row. */
export function spaceOf(row: Row | undefined): (SpaceChoice & { readonly corpId: string }) | undefined {
  if (row?.kind !== 'driveSpace' || !isFolder(row) || row.listed.by !== 'space') {
    return undefined;
  }
  const { corpId, name = '', listed } = row;
  return { corpId, name, spaceId: listed.spaceId };
}

/** @throws DingTalkError `invalidParameter` if it is not the ID of a space */
export function readSpaceArgument(spaceId: string): string {
  const read = readSpaceId(spaceId);
  if (read === undefined) {
    throw new DingTalkError('invalidParameter', { parameter: 'spaceId' });
  }
  return read;
}

/**
 * Asks for a space; `undefined` if the user cancels.
 *
 * @param choices those that are known; without any, the user enters an ID
 */
export async function pickSpace(
  title: string,
  choices: readonly SpaceChoice[],
): Promise<SpaceChoice | undefined> {
  if (choices.length > 0) {
    const items = choices.map(choice => ({
      label: choice.name === '' ? l10n.t('Unnamed') : cleanText(choice.name),
      description: [choice.used, choice.spaceId].filter(Boolean).join(' · '),
      choice,
    }));
    const placeHolder = l10n.t('Select a space');
    const picked = await showPick(items, {
      title,
      placeHolder,
      matchOnDescription: true,
    });
    return picked?.choice;
  }
  const prompt = l10n.t(
    'Enter the number after spaceId= in the link of a DingTalk Drive file, or paste the link',
  );
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    ignoreFocusOut: true,
    validateInput: typed => (readSpaceId(typed) === undefined ? prompt : undefined),
  });
  const spaceId = text === undefined ? undefined : readSpaceId(text);
  return spaceId === undefined ? undefined : { spaceId, name: '' };
}
