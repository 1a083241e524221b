import * as vscode from 'vscode';
import type { PagePanels } from './pagePanels.ts';

/** Brings pages of one kind back after a restart. What shows them is loaded only then. */
export function restorePages(viewType: string, pages: () => Promise<PagePanels>): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (panel, state: unknown) => (await pages()).restore(panel, state),
  });
}
