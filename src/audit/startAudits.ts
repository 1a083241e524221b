import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import type { LateView } from '../editor/lateView.ts';
import type { PagePanels } from '../editor/pagePanels.ts';
import { commands, views } from '../ids.ts';
import { later } from '../later.ts';
import { isSample } from '../organizations/organization.ts';
import type { State } from '../organizations/state.ts';
import type { OpenAuditsParts, SelectedFile } from './openAudits.ts';
import { AuditDocuments } from './result/auditDocuments.ts';
import { AuditModes } from './result/auditModes.ts';
import type { AuditRow } from './result/auditRows.ts';
import { showAudits } from './result/auditsView.ts';
import { KeptAudits } from './run/keptAudits.ts';
import type { Audits } from './store/auditStore.ts';

export interface StartedAudits extends vscode.Disposable {
  readonly pages: () => Promise<PagePanels>;
  readonly comparisonPages: () => Promise<PagePanels>;
  /** The file in the row that has the focus in a page. */
  selectedFile(): Promise<SelectedFile | undefined>;
  /** What audits know about the inheritance of files. */
  readonly modes: AuditModes;
  /** Stops those that are running, once their answers are saved. */
  end(): Promise<void>;
}

export interface StartAuditsParts extends Omit<OpenAuditsParts, 'documents' | 'kept'> {
  /** The state of this window alone, which a reload leaves. */
  readonly windowState: State;
}

const auditCommands = [
  commands.auditInheritance,
  commands.auditSpace,
  commands.auditFolder,
  commands.resumeAudit,
  commands.askAgainAboutFailures,
  commands.listGrants,
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
export function startAudits(
  registry: Commands,
  view: LateView<AuditRow>,
  parts: StartAuditsParts,
): StartedAudits {
  showAudits(view, parts.audits);
  const kept = new KeptAudits(parts.windowState);
  const interrupted = kept.take();
  if (interrupted.length > 0) {
    void import('./commands/showInterrupted.ts').then(({ showInterrupted }) =>
      showInterrupted(interrupted, parts.audits),
    );
  }
  let hadSamples = parts.organizations.samples.length > 0;
  parts.organizations.onDidChange(() => {
    const hasSamples = parts.organizations.samples.length > 0;
    if (hadSamples && !hasSamples) {
      void deleteSamples(parts.audits);
    }
    hadSamples = hasSamples;
  });
  const documents = new AuditDocuments(parts.audits);
  const opened = later(async () => {
    const { openAudits } = await import('./openAudits.ts');
    return openAudits(registry, { ...parts, documents, kept });
  });
  registry.addView(views.audits, view.tree);
  registry.registerLater(auditCommands, opened);
  return {
    pages: async () => (await opened()).audits,
    modes: new AuditModes(parts.audits),
    comparisonPages: async () => (await opened()).comparisons,
    // Without a page, nothing was loaded.
    selectedFile: async () => (await opened.asked)?.selectedFile(),
    end: async () => (await opened.asked)?.end(),
    dispose() {
      documents.dispose();
      void opened.asked?.then(audits => audits.dispose());
    },
  };
}

/** Deletes the audits of sample data, but for one that is running. */
async function deleteSamples(audits: Audits): Promise<void> {
  const samples = (await audits.list()).filter(isSample);
  await Promise.allSettled(samples.map(({ id }) => audits.delete(id)));
}
