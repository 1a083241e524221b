import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readDentryUuid } from '../dingtalk/dentryUuid.ts';
import { showPick } from '../editor/boxes/showPick.ts';
import { canAskInheritance, type Organization } from '../organizations/organization.ts';
import type { Scope } from './runChecks.ts';

type File = NonNullable<Scope['file']>;
interface Choice extends vscode.QuickPickItem {
  choose(): Promise<Pick<Scope, 'file'> | undefined>;
}

/**
 * Lets the user choose what to ask DingTalk, each with its price; `undefined` if they cancel.
 *
 * @param organizations those that are checked
 * @param last the file that was looked up last
 */
export async function pickFile(
  title: string,
  organizations: readonly Organization[],
  last: File | undefined,
): Promise<Pick<Scope, 'file'> | undefined> {
  const calls = organizations.length;
  const askable = organizations.filter(canAskInheritance);
  const isKnown = askable.some(({ corpId }) => corpId === last?.corpId);
  const choices: Choice[] = [
    {
      label: l10n.t('Only how full the storage is'),
      description: priceText(calls),
      choose: async () => ({}),
    },
    ...(isKnown && last !== undefined
      ? [
          {
            label: l10n.t('Also about the file that was looked up last'),
            description: priceText(calls + 1),
            choose: async () => ({ file: last }),
          },
        ]
      : []),
    ...(askable.length === 0
      ? []
      : [
          {
            label: l10n.t('Also about another file…'),
            description: priceText(calls + 1),
            choose: () => askFile(title, askable),
          },
        ]),
  ];
  const placeHolder = l10n.t('Select what to ask DingTalk');
  const chosen = await showPick(choices, { title, placeHolder });
  return chosen?.choose();
}

async function askFile(
  title: string,
  organizations: readonly Organization[],
): Promise<Pick<Scope, 'file'> | undefined> {
  const items = organizations.map(({ label, corpId }) => ({ label, corpId }));
  const placeHolder = l10n.t('Select an organization');
  const organization = items.length === 1 ? items[0] : await showPick(items, { title, placeHolder });
  if (organization === undefined) {
    return undefined;
  }
  const text = await vscode.window.showInputBox({
    title,
    ignoreFocusOut: true,
    prompt: l10n.t('Paste the link or the dentryUuid of a file or folder'),
    validateInput: typed => {
      const named = readDentryUuid(typed);
      return 'dentryUuid' in named ? undefined : l10n.t('This is not the link or dentryUuid of a file.');
    },
  });
  const named = text === undefined ? undefined : readDentryUuid(text);
  return named !== undefined && 'dentryUuid' in named
    ? { file: { corpId: organization.corpId, dentryUuid: named.dentryUuid } }
    : undefined;
}

function priceText(calls: number): string {
  return calls === 1 ? l10n.t('1 metered call') : l10n.t('{0} metered calls', calls);
}
