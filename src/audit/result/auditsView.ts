import * as vscode from 'vscode';
import type { LateView } from '../../editor/lateView.ts';
import { plainHover, treeItemOf } from '../../editor/treeItem.ts';
import type { Audits } from '../store/auditStore.ts';
import { type AuditRow, auditHover, auditRow } from './auditRows.ts';

/** Fills the Audits view: running and past audits, newest first. */
export function showAudits(view: LateView<AuditRow>, audits: Audits): void {
  const { language } = vscode.env;
  const changed = new vscode.EventEmitter<AuditRow | undefined>();
  let rows: readonly AuditRow[] = [];
  const upToDate = (row: AuditRow) => ({ ...row, audit: audits.upToDate(row.audit) });
  view.fill({
    onDidChangeTreeData: changed.event,
    async getChildren(row) {
      if (row !== undefined) {
        return [];
      }
      rows = (await audits.list()).map(audit => ({ kind: 'audit', auditId: audit.id, audit }));
      return [...rows];
    },
    getTreeItem: row => treeItemOf(auditRow(upToDate(row), language)),
    resolveTreeItem(item, row) {
      item.tooltip = plainHover(auditHover(upToDate(row), language));
      return item;
    },
  });
  audits.onDidChange(() => changed.fire(undefined));
  // The one row only: the hover of any other stays open.
  audits.onDidProgress(id => {
    const row = rows.find(({ auditId }) => auditId === id);
    if (row !== undefined) {
      changed.fire(row);
    }
  });
}
