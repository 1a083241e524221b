import * as vscode from 'vscode';
import { plainHover, treeItemOf } from '../../editor/treeItem.ts';
import { views } from '../../ids.ts';
import type { Audits } from '../store/auditStore.ts';
import { type AuditRow, auditHover, auditRow } from './auditRows.ts';

/** The Audits view: running and past audits, newest first. */
export function createAuditsView(audits: Audits): vscode.TreeView<AuditRow> {
  const { language } = vscode.env;
  const changed = new vscode.EventEmitter<undefined>();
  const treeDataProvider: vscode.TreeDataProvider<AuditRow> = {
    onDidChangeTreeData: changed.event,
    async getChildren(row) {
      const listed = row === undefined ? await audits.list() : [];
      return listed.map(audit => ({ kind: 'audit', auditId: audit.id, audit }));
    },
    getTreeItem: row => treeItemOf(auditRow(row, language)),
    resolveTreeItem(item, row) {
      item.tooltip = plainHover(auditHover(row, language));
      return item;
    },
  };
  audits.onDidChange(() => changed.fire(undefined));
  return vscode.window.createTreeView(views.audits, { treeDataProvider, canSelectMany: true });
}
