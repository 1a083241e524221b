import * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import { commands, views } from '../ids.ts';
import { askAgainAboutFailures } from './commands/askAgainAboutFailures.ts';
import { registerAuditActions } from './commands/auditActions.ts';
import { registerRowCommands } from './commands/rowCommands.ts';
import { auditSpace } from './commands/spaceCommand.ts';
import { type AuditParts, auditInheritance, resumeAudit } from './commands/startAndResume.ts';
import { AuditDocuments } from './result/auditDocuments.ts';
import { createAuditsView } from './result/auditsView.ts';
import { ResultPages } from './result/resultPanels.ts';
import { RunningAudits } from './run/runWithProgress.ts';

export interface StartAuditsParts extends Omit<AuditParts, 'running' | 'showResult'> {
  readonly extensionUri: vscode.Uri;
}

export interface StartedAudits extends vscode.Disposable {
  /** Stops those that are running, once their answers are saved. */
  end(): Promise<void>;
}

/** The audits: their view and commands, and their results as tables and as documents. */
export function startAudits(
  registry: Commands,
  { extensionUri, ...others }: StartAuditsParts,
): StartedAudits {
  const { audits } = others;
  const view = createAuditsView(audits);
  const documents = new AuditDocuments(audits);
  const pages = new ResultPages(audits, extensionUri, (first, second) =>
    documents.showComparison(first, second),
  );
  const running = new RunningAudits();
  const showResult = (auditId: string) => pages.show(auditId);
  const parts = { ...others, running, showResult };
  registry.addView(views.audits, view);
  registry.register(commands.auditInheritance, auditInheritance(parts));
  registry.register(commands.auditSpace, auditSpace(parts));
  registry.register(commands.resumeAudit, resumeAudit(parts));
  registry.register(commands.askAgainAboutFailures, askAgainAboutFailures(parts));
  registerAuditActions(registry, {
    audits,
    showResult,
    showText: auditId => documents.show(auditId),
    showComparison: (first, second) => pages.showComparison(first, second),
  });
  registerRowCommands(registry, () => pages.selected(), parts);
  return {
    end: () => running.end(),
    dispose: () => vscode.Disposable.from(view, documents, pages).dispose(),
  };
}
