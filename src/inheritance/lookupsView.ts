import * as vscode from 'vscode';
import { plainHover, treeItemOf } from '../editor/treeItem.ts';
import { views } from '../ids.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { lookupHover, lookupRow } from './lookupRow.ts';
import type { Lookup, Lookups } from './lookups.ts';

/** The Inheritance Lookups view: the latest answers, newest first. `organizations` provides the names in its rows. */
export function createLookupsView(lookups: Lookups, organizations: Organizations): vscode.TreeView<Lookup> {
  const changed = new vscode.EventEmitter<undefined>();
  const treeDataProvider: vscode.TreeDataProvider<Lookup> = {
    onDidChangeTreeData: changed.event,
    getChildren: row => (row === undefined ? [...lookups.all] : []),
    getTreeItem: lookup => treeItemOf(lookupRow(lookup, organizations)),
    resolveTreeItem(item, lookup) {
      item.tooltip = plainHover(lookupHover(lookup, organizations, vscode.env.language));
      return item;
    },
  };
  lookups.onDidChange(() => changed.fire(undefined));
  organizations.onDidChange(() => changed.fire(undefined));
  return vscode.window.createTreeView(views.lookups, { treeDataProvider, canSelectMany: true });
}
