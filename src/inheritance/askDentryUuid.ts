import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readDentryUuid } from '../dingtalk/dentryUuid.ts';
import { byPerson } from '../editor/command.ts';
import { commands } from '../ids.ts';
import type { Organization } from '../organizations/organization.ts';

/** Asks for an id or a link. A button leads to the search by name instead: then nothing is looked up here. */
export function askDentryUuid(
  title: string,
  organization: Organization,
  suggested: string | undefined,
): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = `${title} · ${organization.label}`;
  box.prompt = l10n.t('Enter the dentryUuid of a file or folder, or paste a document link');
  box.placeholder = 'https://alidocs.dingtalk.com/i/nodes/…';
  box.ignoreFocusOut = true;
  box.value = suggested ?? '';
  const find = { iconPath: new vscode.ThemeIcon('search'), tooltip: l10n.t('Find by Name…') };
  box.buttons = [find];
  const check = () => {
    const result = readDentryUuid(box.value);
    box.validationMessage = 'problem' in result ? result.problem : undefined;
    return result;
  };
  return new Promise<string | undefined>(resolve => {
    box.onDidChangeValue(check);
    box.onDidHide(() => resolve(undefined));
    box.onDidAccept(() => {
      const result = check();
      if ('dentryUuid' in result) {
        resolve(result.dentryUuid);
      }
    });
    box.onDidTriggerButton(() => {
      resolve(findByName(organization, box.value));
    });
    box.show();
    // As the editor's own boxes do, select what was suggested, and say what is wrong with it.
    if (suggested !== undefined) {
      check();
    }
  }).finally(() => box.dispose());
}

/** Goes on with the search, which offers the look-up of what it finds. */
export function findByName({ corpId }: Organization, text?: string): undefined {
  const named = text === undefined ? {} : { text };
  void vscode.commands.executeCommand(commands.findFile, { corpId, ...named, ...byPerson });
}
