import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { views } from '../ids.ts';
import { isSample, type Organization } from '../organizations/organization.ts';
import type { Finder } from './finder.ts';
import { type FileQuery, mayBeDentryId, readQuery } from './query.ts';

/**
 * Asks for a name, an id or a link in one box. Nothing is asked of DingTalk: while a person types, the only row says what
 * Enter will do, and what it will cost.
 */
export function askQuery(
  title: string,
  organization: Organization,
  finder: Pick<Finder, 'priceOf'>,
  value = '',
): Promise<FileQuery | undefined> {
  const box = vscode.window.createQuickPick();
  box.title = `${title} · ${organization.label}`;
  box.placeholder = l10n.t('Enter a name, a link, a dentryUuid, or a space ID and a dentryId');
  box.value = value;
  box.ignoreFocusOut = true;
  const isEmpty = () => box.value.trim() === '';
  const draw = () => {
    box.items = [isEmpty() ? browseItem() : itemOf(readQuery(box.value), organization, finder)];
  };
  draw();
  return new Promise<FileQuery | undefined>(resolve => {
    box.onDidChangeValue(draw);
    box.onDidHide(() => resolve(undefined));
    box.onDidAccept(() => {
      // Of the text, not of the row: the row may lag behind one that was just pasted.
      const query = readQuery(box.value);
      if (isEmpty()) {
        resolve(undefined);
        void vscode.commands.executeCommand(`${views.files}.focus`);
      } else if (query.kind === 'problem') {
        draw();
      } else {
        resolve(query);
      }
    });
    box.show();
  }).finally(() => box.dispose());
}

function browseItem(): vscode.QuickPickItem {
  return {
    label: l10n.t('Browse in the Files view'),
    iconPath: new vscode.ThemeIcon('list-tree'),
    alwaysShow: true,
  };
}

/** What Enter does with a text. */
function itemOf(
  query: FileQuery,
  organization: Organization,
  finder: Pick<Finder, 'priceOf'>,
): vscode.QuickPickItem {
  const detail = query.kind === 'problem' ? {} : { detail: detailOf(query, organization, finder) };
  // The box would hide what does not contain the text.
  return { ...looksOf(query), ...detail, alwaysShow: true };
}

function looksOf(query: FileQuery): Pick<vscode.QuickPickItem, 'label' | 'iconPath'> {
  // Not in the label: a screen reader would say the icon's name.
  const looks = (icon: string, label: string) => ({ label, iconPath: new vscode.ThemeIcon(icon) });
  switch (query.kind) {
    case 'problem':
      return looks('info', query.sentence);
    case 'uuid':
      return looks('symbol-file', l10n.t('Use the file {0}', query.dentryUuid));
    case 'ids':
      return looks('symbol-file', l10n.t('Find the file {0} in space {1}', query.dentryId, query.spaceId));
    case 'link':
      return looks('link', l10n.t('Find the file that this link leads to'));
    case 'name':
      return looks('search', l10n.t('Search for “{0}”', plain(query.keyword)));
  }
}

function detailOf(query: FileQuery, organization: Organization, finder: Pick<Finder, 'priceOf'>): string {
  const hint =
    query.kind === 'name' && mayBeDentryId(query.keyword)
      ? [l10n.t('For a dentryId, enter its space ID before it.')]
      : [];
  return [priceText(finder.priceOf(organization, query), organization), ...hint].join(' · ');
}

function priceText(calls: 0 | 1, organization: Organization): string {
  if (isSample(organization)) {
    return l10n.t('Sample data, no call');
  }
  return calls === 0 ? l10n.t('No call') : l10n.t('1 metered call');
}

/** Without what the box would draw as an icon. */
function plain(text: string): string {
  return text.replaceAll('$(', '$ (');
}
