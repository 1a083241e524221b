import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { views } from '../ids.ts';
import { corpIdText, isSample } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { cleanText } from '../text/cleanText.ts';
import { modeText } from '../text/modes.ts';
import { isLookup, keyOf, type Lookup, type Lookups } from './lookups.ts';
import { modeSentence } from './words.ts';

/** A row that another feature shows above the lookups. Its kind is none of ours. */
export interface GuestRow {
  readonly kind: string;
}

export type LookupsRow = Lookup | GuestRow;

/** The Inheritance Lookups view: the rows of its guest, and the last answers, newest first. */
export function createLookupsView(
  lookups: Lookups,
  organizations: Organizations,
  onDidChange: vscode.Event<undefined>,
  guest: vscode.TreeDataProvider<GuestRow>,
): vscode.TreeView<LookupsRow> {
  const treeDataProvider = new LookupsProvider(lookups, organizations, guest, onDidChange);
  return vscode.window.createTreeView(views.lookups, { treeDataProvider, canSelectMany: true });
}

class LookupsProvider implements vscode.TreeDataProvider<LookupsRow> {
  constructor(
    private readonly lookups: Lookups,
    private readonly organizations: Organizations,
    private readonly guest: vscode.TreeDataProvider<GuestRow>,
    readonly onDidChangeTreeData: vscode.Event<undefined>,
  ) {}

  async getChildren(row?: LookupsRow): Promise<LookupsRow[]> {
    if (isLookup(row)) {
      return [];
    }
    const rows = (await this.guest.getChildren(row)) ?? [];
    return row === undefined ? [...rows, ...this.lookups.all] : rows;
  }

  getTreeItem(row: LookupsRow): vscode.TreeItem | PromiseLike<vscode.TreeItem> {
    return isLookup(row) ? this.lookupItem(row) : this.guest.getTreeItem(row);
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    row: LookupsRow,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    return isLookup(row) ? this.withHover(item, row) : this.guest.resolveTreeItem?.(item, row, token);
  }

  private lookupItem(lookup: Lookup): vscode.TreeItem {
    // The answer first: of a narrow side bar, it is what must not be cut off.
    const mode = modeText(lookup.inheritance);
    const item = new vscode.TreeItem(mode);
    const rest = [cleanText(lookup.dentryUuid), this.organizationName(lookup)];
    item.id = `lookup:${keyOf(lookup)}`;
    item.contextValue = lookup.kind;
    const badge = isSample(lookup) ? [l10n.t('sample')] : [];
    const facts = [...badge, ...rest];
    item.description = facts.join(' · ');
    item.iconPath = new vscode.ThemeIcon(iconOf(lookup.inheritance));
    item.accessibilityInformation = { label: [mode, ...facts].join(', ') };
    return item;
  }

  private withHover(item: vscode.TreeItem, lookup: Lookup): vscode.TreeItem {
    const asked = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
    const hover = new vscode.MarkdownString();
    for (const line of [
      modeSentence(lookup.inheritance),
      `dentryUuid: ${lookup.dentryUuid}`,
      `${l10n.t('Organization')}: ${this.organizationName(lookup)} (${corpIdText(lookup.corpId)})`,
      `${l10n.t('Checked')}: ${asked.format(lookup.askedAt)}`,
    ]) {
      hover.appendText(line).appendMarkdown('\n\n');
    }
    item.tooltip = hover;
    return item;
  }

  private organizationName({ corpId }: Lookup): string {
    return organizationName(this.organizations, corpId);
  }
}

/** What the user calls an organization, be it no longer in the setting. */
export function organizationName(organizations: Organizations, corpId: string): string {
  return cleanText(organizations.find(corpId)?.label ?? corpId);
}

function iconOf(inheritance: string): string {
  switch (inheritance) {
    case 'PASS_ON':
      return 'type-hierarchy-sub';
    case 'BREAK':
      return 'debug-disconnect';
    default:
      return 'question';
  }
}
