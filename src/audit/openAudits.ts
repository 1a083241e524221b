import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import type { PagePanels } from '../editor/pagePanels.ts';
import { commands } from '../ids.ts';
import { askAgainAboutFailures } from './commands/askAgainAboutFailures.ts';
import { registerAuditActions } from './commands/auditActions.ts';
import { auditFolder } from './commands/folderCommand.ts';
import { listGrantsOfBroken } from './commands/grantsCommand.ts';
import { registerRowCommands } from './commands/rowCommands.ts';
import { auditSpace } from './commands/spaceCommand.ts';
import { type AuditParts, auditInheritance, resumeAudit } from './commands/startAndResume.ts';
import type { AuditDocuments } from './result/auditDocuments.ts';
import { ResultPages } from './result/resultPanels.ts';
import type { KeptAudits } from './run/keptAudits.ts';
import { RunningAudits } from './run/runningAudits.ts';

export interface OpenAuditsParts extends Omit<AuditParts, 'running' | 'showResult'> {
  readonly documents: AuditDocuments;
  readonly extensionUri: vscode.Uri;
  readonly kept: KeptAudits;
}

export interface OpenAudits extends vscode.Disposable {
  readonly audits: PagePanels;
  readonly comparisons: PagePanels;
  /** The file in the row that has the focus in a page. */
  selectedFile(): Promise<SelectedFile | undefined>;
  /** Stops those that are running, once their answers are saved. */
  end(): Promise<void>;
}

export interface SelectedFile {
  readonly corpId: string;
  readonly dentryUuid: string;
  readonly name?: string;
}

/** The commands of the audits, and their results as pages. */
export function openAudits(
  registry: Commands,
  { documents, extensionUri, kept, ...others }: OpenAuditsParts,
): OpenAudits {
  const { audits } = others;
  const pages = new ResultPages(audits, extensionUri, (first, second) =>
    documents.showComparison(first, second),
  );
  const running = new RunningAudits(kept);
  const showResult = (auditId: string) => pages.show(auditId);
  const parts = { ...others, running, showResult };
  registry.register(commands.auditInheritance, auditInheritance(parts));
  registry.register(commands.auditSpace, auditSpace(parts));
  registry.register(commands.auditFolder, auditFolder(parts));
  registry.register(commands.resumeAudit, resumeAudit(parts));
  registry.register(commands.listGrants, listGrantsOfBroken(parts));
  registry.register(commands.askAgainAboutFailures, askAgainAboutFailures(parts));
  registerAuditActions(registry, {
    audits,
    showResult,
    showText: auditId => documents.show(auditId),
    showComparison: (first, second) => pages.showComparison(first, second),
  });
  registerRowCommands(registry, () => pages.selected(), parts);
  return {
    audits: pages.audits,
    comparisons: pages.comparisons,
    async selectedFile() {
      const { auditId, active: dentryUuid = '' } = (await pages.selected()) ?? {};
      if (auditId === undefined || dentryUuid === '') {
        return undefined;
      }
      const { corpId, items } = await audits.read(auditId);
      const name = items.find(item => item.dentryUuid === dentryUuid)?.name;
      return { corpId, dentryUuid, ...(name === undefined ? {} : { name }) };
    },
    end: () => running.end(),
    dispose: () => pages.dispose(),
  };
}
