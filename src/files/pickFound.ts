import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { showPick } from '../editor/boxes/showPick.ts';
import { byPerson } from '../editor/command.ts';
import { commands } from '../ids.ts';
import { isSample } from '../organizations/organization.ts';
import { cleanText } from '../text/cleanText.ts';
import type { Found, FoundFile } from './finder.ts';

/** What can be done with a file that was found, as commands that take `{corpId, dentryUuid}`. */
const actions = [
  {
    command: commands.queryInheritance,
    icon: 'type-hierarchy-sub',
    title: () => l10n.t('Query Permission Inheritance'),
  },
  {
    command: commands.traceInheritance,
    icon: 'type-hierarchy-super',
    title: () => l10n.t('Trace Inheritance'),
  },
  { command: commands.showAccess, icon: 'eye', title: () => l10n.t('Who Can See It') },
  { command: commands.openFile, icon: 'link-external', title: () => l10n.t('Open in DingTalk') },
  { command: commands.copyFileUuid, icon: 'copy', title: () => l10n.t('Copy dentryUuid') },
] as const;

type Row = vscode.QuickPickItem & { readonly file?: FoundFile; readonly isMore?: true };

/**
 * Shows what was found, and offers what to do with the chosen one.
 *
 * @param more loads the next page of this search, and shows it
 */
export async function pickFound(found: Found, more: () => Thenable<unknown>): Promise<void> {
  const { organization, keyword, files } = found;
  const title = `${l10n.t('Find File')} · ${organization.label}`;
  const rows: Row[] = [...files.map(rowOf), ...(found.nextToken === undefined ? [] : [moreRow(found)])];
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(nothingText(found));
    return;
  }
  const [only] = files;
  if (keyword === undefined && only !== undefined) {
    await pickAction(title, found, only);
    return;
  }
  const chosen = await showPick(rows, {
    title,
    placeHolder: l10n.t('Select a file or folder named like “{0}”', cleanText(keyword ?? '')),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.isMore) {
    await more();
  } else if (chosen?.file !== undefined) {
    await pickAction(title, found, chosen.file);
  }
}

async function pickAction(title: string, { organization }: Found, file: FoundFile): Promise<void> {
  const { dentryUuid, name = dentryUuid } = file;
  const items = actions.map(({ command, icon, title: titleOf }) => ({
    label: titleOf(),
    // Not in the label: a screen reader would say the icon's name.
    iconPath: new vscode.ThemeIcon(icon),
    command,
  }));
  const placeHolder = l10n.t('Select what to do with {0}', cleanText(name));
  const chosen = await showPick(items, { title, placeHolder });
  if (chosen !== undefined) {
    const { corpId } = organization;
    await vscode.commands.executeCommand(chosen.command, { corpId, dentryUuid, name, ...byPerson });
  }
}

function rowOf(file: FoundFile): Row {
  const { dentryUuid, name = dentryUuid, creator, path } = file;
  return {
    label: plain(name),
    ...(creator === undefined ? {} : { description: plain(creator) }),
    detail: plain(path ?? dentryUuid),
    file,
  };
}

function moreRow({ organization }: Found): Row {
  const label = isSample(organization) ? l10n.t('50 more') : l10n.t('50 more (1 call)');
  return { label, iconPath: new vscode.ThemeIcon('chevron-down'), alwaysShow: true, isMore: true };
}

function nothingText({ organization, keyword = '', withoutUuid }: Found): string {
  const nothing = l10n.t(
    'No files named like “{0}” were found in {1}.',
    cleanText(keyword),
    organization.label,
  );
  return withoutUuid === 0 ? nothing : `${nothing} ${l10n.t('Files without a dentryUuid: {0}', withoutUuid)}`;
}

/** Server text on one line, without what the box would draw as an icon. */
function plain(text: string): string {
  return cleanText(text).replaceAll('$(', '$ (');
}
