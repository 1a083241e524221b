import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { linkOf, readDentryUuid } from '../../dingtalk/dentryUuid.ts';
import { asDingTalkError } from '../../dingtalk/errors.ts';
import { byPerson } from '../../editor/command.ts';
import { commands, webviews } from '../../ids.ts';
import type { ToPage } from '../../pages/contract.ts';
import { cleanText } from '../../text/cleanText.ts';
import type { Audits } from '../store/auditStore.ts';
import { resultRows, tableWords } from './resultRows.ts';

const fromPage = v.variant('kind', [
  v.object({ kind: v.picklist(['ready', 'asText', 'export']) }),
  v.object({ kind: v.literal('open'), dentryUuid: v.string() }),
  v.object({ kind: v.literal('copy'), text: v.pipe(v.string(), v.maxLength(10_000)) }),
]);

/** Audits as tables, each in a webview of its own, which comes back after a restart. */
export class ResultTables implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly registration = vscode.window.registerWebviewPanelSerializer(webviews.audit, this);
  private readonly panels = new Map<string, vscode.WebviewPanel>();

  constructor(
    private readonly audits: Audits,
    private readonly extensionUri: vscode.Uri,
  ) {}

  /** Opens an audit as it stands, or brings its table to the front. @throws DingTalkError where there is none */
  async show(auditId: string): Promise<void> {
    const open = this.panels.get(auditId);
    if (open !== undefined) {
      open.reveal();
      await this.send(open, this.read(auditId, open));
      return;
    }
    const name = await this.audits.nameOf(auditId);
    const panel = vscode.window.createWebviewPanel(
      webviews.audit,
      titleOf(name),
      vscode.ViewColumn.Active,
      this.options(),
    );
    this.fill(auditId, panel);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { auditId } = (state ?? {}) as { auditId?: unknown };
    try {
      const id = v.parse(v.string(), auditId);
      await this.audits.nameOf(id);
      panel.webview.options = this.options();
      this.fill(id, panel);
    } catch {
      // Deleted meanwhile.
      panel.dispose();
    }
  }

  dispose(): void {
    vscode.Disposable.from(this.registration, ...this.panels.values()).dispose();
  }

  private options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extensionUri, 'dist')] };
  }

  private fill(auditId: string, panel: vscode.WebviewPanel): void {
    this.panels.set(auditId, panel);
    panel.onDidDispose(() => this.panels.delete(auditId));
    // Read while the page loads; one that is loaded again is given what has come since.
    let early: Promise<ToPage> | undefined = this.read(auditId, panel);
    early.catch(() => {});
    const rows = () => {
      const reading = early ?? this.read(auditId, panel);
      early = undefined;
      return reading;
    };
    panel.webview.onDidReceiveMessage(message => this.receive(auditId, panel, message, rows));
    panel.webview.html = this.html(auditId, panel.webview);
  }

  private async receive(
    auditId: string,
    panel: vscode.WebviewPanel,
    message: unknown,
    rows: () => Promise<ToPage>,
  ): Promise<void> {
    const read = v.safeParse(fromPage, message);
    if (!read.success) {
      return;
    }
    const { output } = read;
    const audit = { auditId, ...byPerson };
    switch (output.kind) {
      case 'ready':
        return this.send(panel, rows());
      case 'asText':
        return vscode.commands.executeCommand(commands.showAuditAsText, audit);
      case 'export':
        return vscode.commands.executeCommand(commands.exportAudit, audit);
      case 'open': {
        const named = readDentryUuid(output.dentryUuid);
        if ('dentryUuid' in named) {
          // As a text: a `Uri` would be encoded anew.
          await vscode.commands.executeCommand('vscode.open', linkOf(named.dentryUuid));
        }
        return;
      }
      case 'copy':
        await vscode.env.clipboard.writeText(output.text);
        await this.post(panel, { kind: 'copied' });
    }
  }

  private async read(auditId: string, panel: vscode.WebviewPanel): Promise<ToPage> {
    const audit = await this.audits.read(auditId);
    panel.title = titleOf(audit.name);
    const words = tableWords(vscode.env.language);
    const about = `${cleanText(audit.name)} · ${cleanText(audit.organizationLabel)}`;
    return { kind: 'rows', title: about, words, rows: await resultRows(audit) };
  }

  private async send(panel: vscode.WebviewPanel, reading: Promise<ToPage>): Promise<void> {
    try {
      await this.post(panel, await reading);
    } catch (error) {
      const { details, kind } = asDingTalkError(error);
      const text = l10n.t('Could not show the audit: {0}', details.sentence ?? kind);
      void vscode.window.showWarningMessage(text);
    }
  }

  private post(panel: vscode.WebviewPanel, message: ToPage): Thenable<boolean> {
    return panel.webview.postMessage(message);
  }

  private html(auditId: string, webview: vscode.Webview): string {
    const nonce = randomBytes(16).toString('hex');
    const file = (name: string) =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.extensionUri, 'dist', name)).toString();
    const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
    return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${file('results.css')}">
</head>
<body data-audit-id="${auditId}">
<script nonce="${nonce}" src="${file('results.js')}"></script>
</body>
</html>`;
  }
}

function titleOf(name: string): string {
  return `${l10n.t('Audit')} ${cleanText(name)}`;
}
