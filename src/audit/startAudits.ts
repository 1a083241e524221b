import * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import { restorePages } from '../editor/restorePages.ts';
import { commands, views, webviews } from '../ids.ts';
import { later } from '../later.ts';
import type { OpenAuditsParts } from './openAudits.ts';
import { AuditDocuments } from './result/auditDocuments.ts';
import { createAuditsView } from './result/auditsView.ts';

export interface StartedAudits extends vscode.Disposable {
  /** Stops those that are running, once their answers are saved. */
  end(): Promise<void>;
}

const auditCommands = [
  commands.auditInheritance,
  commands.auditSpace,
  commands.resumeAudit,
  commands.askAgainAboutFailures,
  commands.showAudit,
  commands.showAuditAsText,
  commands.exportAudit,
  commands.compareAudits,
  commands.renameAudit,
  commands.deleteAudit,
  commands.copyRows,
  commands.copyDentryUuid,
  commands.openRow,
  commands.askRowsAgain,
];

/** The Audits view. What runs audits, and shows their results, is loaded when it is first used. */
export function startAudits(registry: Commands, parts: Omit<OpenAuditsParts, 'documents'>): StartedAudits {
  const view = createAuditsView(parts.audits);
  const documents = new AuditDocuments(parts.audits);
  const opened = later(async () => {
    const { openAudits } = await import('./openAudits.ts');
    return openAudits(registry, { ...parts, documents });
  });
  registry.addView(views.audits, view);
  registry.registerLater(auditCommands, opened);
  const restored = [
    restorePages(webviews.audit, async () => (await opened()).audits),
    restorePages(webviews.comparison, async () => (await opened()).comparisons),
  ];
  return {
    end: async () => (await opened.asked)?.end(),
    dispose() {
      vscode.Disposable.from(view, documents, ...restored).dispose();
      void opened.asked?.then(audits => audits.dispose());
    },
  };
}
