import type * as vscode from 'vscode';
import type { Partition } from '../dingtalk/endpoints/storage.ts';
import type { Commands } from '../editor/commands.ts';
import { TextDocuments } from '../editor/documents/textDocuments.ts';
import type { PagePanels } from '../editor/pagePanels.ts';
import { commands } from '../ids.ts';
import { later } from '../later.ts';
import type { Signal } from '../signal.ts';
import type { OpenHistoryParts } from './openHistory.ts';
import { RowNotes } from './rowNotes.ts';

/** The URIs of a trend as a text document. */
const scheme = 'dingtalk-storage-trend';

export interface StartedHistory extends vscode.Disposable {
  /** Takes the figures of an answer that has just come. */
  take(corpId: string, partitions: readonly Partition[]): void;
  /** For rows, which are drawn again when `onDidChange` fires, and for hovers. */
  readonly growth: {
    forecastOf(corpId: string, partitionType: string): string | undefined;
    isMuted(corpId: string): boolean;
    factsOf(corpId: string, partitionType?: string): Promise<[string, string][]>;
    readonly onDidChange: Signal<string>;
  };
  /** What the readings of an organization show, in a sentence for each partition type. */
  findings(corpId: string): Promise<ReadonlyMap<string, string>>;
  readonly pages: () => Promise<PagePanels>;
  /** Deletes an organization's readings, and what is known of its alerts. @throws what `fs` throws */
  forget(corpId: string): Promise<void>;
}

const historyCommands = [
  commands.showTrend,
  commands.exportHistory,
  commands.muteAlerts,
  commands.unmuteAlerts,
];

/** The history of the storage: readings, trend and alerts. Nothing is read, or loaded, until there is a use for it. */
export function startHistory(registry: Commands, parts: OpenHistoryParts): StartedHistory {
  const documents: TextDocuments = new TextDocuments(scheme, async corpId => (await opened()).text(corpId));
  const showText = (title: string, corpId: string) => documents.show(corpId, title);
  const notes = new RowNotes(async corpId => (await opened()).note(corpId));
  const opened = later(async () => {
    const { OpenHistory } = await import('./openHistory.ts');
    const history = new OpenHistory(parts, corpId => notes.renew(corpId), showText);
    history.register(registry);
    return history;
  });
  registry.registerLater(historyCommands, opened);
  return {
    take(corpId, partitions) {
      void opened().then(history => {
        history.take(corpId, partitions);
        notes.renew(corpId);
      });
    },
    growth: {
      forecastOf: (corpId, partitionType) => notes.get(corpId).forecasts.get(partitionType),
      isMuted: corpId => notes.get(corpId).isMuted,
      // A hover without them is better than none.
      factsOf: async (corpId, partitionType) =>
        (await opened()).factsOf(corpId, partitionType).catch(() => []),
      onDidChange: notes.onDidChange,
    },
    findings: async corpId => (await opened()).findings(corpId),
    pages: async () => (await opened()).pages,
    forget: async corpId => (await opened()).forget(corpId),
    dispose() {
      documents.dispose();
      void opened.asked?.then(history => history.dispose());
    },
  };
}
