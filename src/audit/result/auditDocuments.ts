import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { TextDocuments } from '../../editor/documents/textDocuments.ts';
import type { Audits } from '../store/auditStore.ts';
import { auditText, auditTitle } from '../words.ts';

/** Audits, and comparisons of two, as read-only text documents. */
export class AuditDocuments implements vscode.Disposable {
  private readonly documents = new TextDocuments('dingtalk-storage-audit', id => this.textOf(id));

  constructor(private readonly audits: Audits) {}

  /** Opens an audit with the results so far. @throws DingTalkError `invalidParameter` if there is no such audit */
  async show(auditId: string): Promise<void> {
    const { name, about } = await this.audits.summary(auditId);
    await this.documents.show(auditId, auditTitle(name), about === undefined ? 'txt' : 'md');
  }

  /** Opens what changed from one audit to another. @throws DingTalkError `invalidParameter` if one is missing */
  async showComparison(first: string, second: string): Promise<void> {
    const names = [await this.audits.nameOf(first), await this.audits.nameOf(second)];
    await this.documents.show(`${first}/${second}`, `${l10n.t('Comparison')} ${names.join(' - ')}`);
  }

  dispose(): void {
    this.documents.dispose();
  }

  private async textOf(id: string): Promise<string> {
    const [first = '', second] = id.split('/');
    const { language } = vscode.env;
    const audit = await this.audits.read(first);
    if (audit.about === 'grants') {
      const { exportAudit } = await import('./exportAudit.ts');
      return [...exportAudit(audit, 'markdown', language)].join('');
    }
    if (second === undefined) {
      return auditText(audit, language);
    }
    const { comparisonText } = await import('./compareAudits.ts');
    return comparisonText(audit, await this.audits.read(second), language);
  }
}
