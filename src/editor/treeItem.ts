import * as vscode from 'vscode';
import { appendPlainText } from './plainText.ts';
import type { TreeRow } from './treeRow.ts';

const collapsibleStates = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

/** Converts a row to the editor's own type. */
export function treeItemOf(row: TreeRow): vscode.TreeItem {
  const { id, label, description, icon, children = 'none', contextValue, command } = row;
  const { spoken = description === undefined ? label : `${label}, ${description}` } = row;
  const item = new vscode.TreeItem(label, collapsibleStates[children]);
  item.id = id;
  item.accessibilityInformation = { label: spoken };
  if (description !== undefined) {
    item.description = description;
  }
  if (icon !== undefined) {
    const color = icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color);
    item.iconPath = new vscode.ThemeIcon(icon.name, color);
  }
  if (contextValue !== undefined) {
    item.contextValue = contextValue;
  }
  if (command !== undefined) {
    item.command = { ...command, arguments: [...command.arguments] };
  }
  return item;
}

/** A hover with lines of plain text: nothing a server sent is rendered as Markdown. */
export function plainHover(lines: readonly string[]): vscode.MarkdownString {
  const hover = new vscode.MarkdownString();
  for (const line of lines) {
    appendPlainText(hover, line).appendMarkdown('\n\n');
  }
  return hover;
}
