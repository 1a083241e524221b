import * as vscode from 'vscode';
import type { LateView } from '../editor/lateView.ts';
import { plainHover, treeItemOf } from '../editor/treeItem.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { lookupHover, lookupRow } from './lookupRow.ts';
import type { Lookup, Lookups } from './lookups.ts';

/** Fills the Inheritance Lookups view: the latest answers, newest first. `organizations` provides the names in its rows. */
export function showLookups(view: LateView<Lookup>, lookups: Lookups, organizations: Organizations): void {
  const changed = new vscode.EventEmitter<undefined>();
  view.fill({
    onDidChangeTreeData: changed.event,
    getChildren: row => (row === undefined ? [...lookups.all] : []),
    getTreeItem: lookup => treeItemOf(lookupRow(lookup, organizations)),
    resolveTreeItem(item, lookup) {
      item.tooltip = plainHover(lookupHover(lookup, organizations, vscode.env.language));
      return item;
    },
  });
  lookups.onDidChange(() => changed.fire(undefined));
  organizations.onDidChange(() => changed.fire(undefined));
}
