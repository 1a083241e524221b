import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readDentryUuid } from '../../dingtalk/dentryUuid.ts';
import { linkOf } from '../../dingtalk/documentLink.ts';
import { byPerson } from '../../editor/command.ts';
import { PagePanels, type SelectedRows } from '../../editor/pagePanels.ts';
import { commands, webviews } from '../../ids.ts';
import { cleanText } from '../../text/cleanText.ts';
import type { Audits } from '../store/auditStore.ts';
import { auditTitle } from '../words.ts';
import { comparisonPage } from './comparisonPage.ts';
import { grantPage } from './grantRows.ts';
import { resultPage } from './resultRows.ts';

const failed = (sentence: string) => l10n.t('Could not show the audit: {0}', sentence);

/** Audits, and comparisons of two, as pages. */
export class ResultPages implements vscode.Disposable {
  readonly audits: PagePanels;
  readonly comparisons: PagePanels;

  /** @param showText opens a comparison as text */
  constructor(
    audits: Audits,
    extensionUri: vscode.Uri,
    showText: (first: string, second: string) => PromiseLike<void>,
  ) {
    const { language } = vscode.env;
    this.audits = new PagePanels(webviews.audit, extensionUri, {
      titleOf: async auditId => auditTitle(await audits.nameOf(auditId)),
      async read(auditId) {
        const audit = await audits.read(auditId);
        return audit.about === 'grants' ? grantPage(audit, language) : resultPage(audit, language);
      },
      readFirst: async auditId => {
        const first = await audits.readFirst(auditId);
        return first && resultPage(first.audit, language, first.total);
      },
      act: (auditId, name, shown) => {
        const audit = { auditId, ...byPerson };
        return name === 'export'
          ? vscode.commands.executeCommand(commands.exportAudit, {
              ...audit,
              ...(shown === undefined ? {} : { shown }),
            })
          : vscode.commands.executeCommand(commands.showAuditAsText, audit);
      },
      open: (dentryUuid, auditId) => openFile(audits, auditId, dentryUuid),
      failed,
    });
    this.comparisons = new PagePanels(webviews.comparison, extensionUri, {
      titleOf: async id => {
        const names = await Promise.all(pairOf(id).map(auditId => audits.nameOf(auditId)));
        return comparisonTitle(names);
      },
      read: async id => {
        const [first, second] = pairOf(id);
        return comparisonPage(await audits.read(first), await audits.read(second), language);
      },
      act: id => showText(...pairOf(id)),
      open: (dentryUuid, id) => openFile(audits, pairOf(id)[1], dentryUuid),
      failed,
    });
  }

  show(auditId: string): Promise<void> {
    return this.audits.show(auditId);
  }

  showComparison(first: string, second: string): Promise<void> {
    return this.comparisons.show(`${first}/${second}`);
  }

  /** The rows selected in the page that has focus, and their audit; in a comparison, the newer one. */
  async selected(): Promise<(SelectedRows & { auditId: string }) | undefined> {
    const rows = (await this.audits.selected()) ?? (await this.comparisons.selected());
    return rows && { ...rows, auditId: rows.pageId.split('/').at(-1) ?? '' };
  }

  dispose(): void {
    vscode.Disposable.from(this.audits, this.comparisons).dispose();
  }
}

/** Opens a file of an audit in DingTalk. Does nothing if the dentryUuid is not valid. */
export async function openFile(audits: Audits, auditId: string, dentryUuid: string): Promise<void> {
  const named = readDentryUuid(dentryUuid);
  if ('dentryUuid' in named) {
    // As a string: the editor would encode a `Uri` again.
    const link = linkOf(named.dentryUuid, await audits.endpointOf(auditId));
    await vscode.commands.executeCommand('vscode.open', link);
  }
}

function comparisonTitle(names: readonly string[]): string {
  return `${l10n.t('Comparison')} ${names.map(name => cleanText(name)).join(' - ')}`;
}

function pairOf(id: string): readonly [first: string, second: string] {
  const [first = '', second = ''] = id.split('/');
  return [first, second];
}
