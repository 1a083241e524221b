import * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
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
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const showText = async (title: string, id: string) => {
    const uri = vscode.Uri.from({ scheme, path: `/${title}.md`, query: id });
    changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: false });
  };
  const opened = later(async () => {
    const { ApiUsage } = await import('./showApiUsage.ts');
    const usage = new ApiUsage(budget, organizations, extensionUri, showText);
    registry.register(commands.showApiUsage, usage.command);
    return usage;
  });
  registry.registerLater([commands.showApiUsage], opened);
  const registrations = [
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async ({ query }) => (await opened()).text(query),
    }),
  ];
  return {
    pages: async () => (await opened()).pages,
    dispose() {
      vscode.Disposable.from(...registrations).dispose();
      void opened.asked?.then(({ pages }) => pages.dispose());
    },
  };
}
