import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import { TextDocuments } from '../editor/documents/textDocuments.ts';
import type { PagePanels } from '../editor/pagePanels.ts';
import { commands } from '../ids.ts';
import { later } from '../later.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { OpenBudget } from './openBudget.ts';

/** The URIs of the usage as a text document. */
const scheme = 'dingtalk-storage-usage';

/** *Show API Usage*. What shows it is loaded when it is first used. */
export function startApiUsage(
  registry: Commands,
  budget: OpenBudget,
  organizations: Organizations,
  extensionUri: vscode.Uri,
): vscode.Disposable & { readonly pages: () => Promise<PagePanels> } {
  const documents: TextDocuments = new TextDocuments(scheme, async id => (await opened()).text(id));
  const showText = (title: string, id: string) => documents.show(id, title);
  const opened = later(async () => {
    const { ApiUsage } = await import('./showApiUsage.ts');
    const usage = new ApiUsage(budget, organizations, extensionUri, showText);
    registry.register(commands.showApiUsage, usage.command);
    return usage;
  });
  registry.registerLater([commands.showApiUsage], opened);
  return {
    pages: async () => (await opened()).pages,
    dispose() {
      documents.dispose();
      void opened.asked?.then(({ pages }) => pages.dispose());
    },
  };
}
