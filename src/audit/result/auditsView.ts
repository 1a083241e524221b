import * as vscode from 'vscode';
import type { LateView } from '../../editor/lateView.ts';
import { plainHover, treeItemOf } from '../../editor/treeItem.ts';
import type { Audits } from '../store/auditStore.ts';
import { type AuditRow, auditHover, auditRow } from './auditRows.ts';

/** Fills the Audits view: running and past audits, newest first. */
export function showAudits(view: LateView<AuditRow>, audits: Audits): void {
  const { language } = vscode.env;
  const changed = new vscode.EventEmitter<undefined>();
  view.fill({
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
  });
  audits.onDidChange(() => changed.fire(undefined));
}
