import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { cleanText } from '../../text/cleanText.ts';
import type { Audits } from '../store/auditStore.ts';
import { auditText, auditTitle } from '../words.ts';

const scheme = 'dingtalk-storage-audit';

/** Audits as read-only text documents, for those who cannot use a table or prefer not to. */
export class AuditDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly audits: Audits) {}

  /** Opens an audit with the results so far. @throws DingTalkError `invalidParameter` if there is no such audit */
  async show(auditId: string): Promise<void> {
    const { name, about } = await this.audits.summary(auditId);
    await this.open([auditId], `${fileName(auditTitle(name))}.${about === undefined ? 'txt' : 'md'}`);
  }

  /** Opens what changed from one audit to another. @throws DingTalkError `invalidParameter` if one is missing */
  async showComparison(first: string, second: string): Promise<void> {
    const names = [await this.audits.nameOf(first), await this.audits.nameOf(second)];
    await this.open([first, second], `${l10n.t('Comparison')} ${names.map(fileName).join(' - ')}.md`);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const [first = '', second] = uri.path.split('/').slice(1, -1);
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

  dispose(): void {
    vscode.Disposable.from(this.registration, this.changed).dispose();
  }

  private async open(ids: readonly string[], file: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${[...ids, file].join('/')}` });
    // If it is open already, there may be new results.
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }
}

function fileName(name: string): string {
  return cleanText(name).replace(/[\\/:]/g, ' ');
}
