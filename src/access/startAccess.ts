import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import type { PagePanels } from '../editor/pagePanels.ts';
import { commands } from '../ids.ts';
import { later } from '../later.ts';
import type { OpenAccessParts } from './openAccess.ts';

/** *Who Can See It…*. What lists and shows it is loaded when it is first used. */
export function startAccess(
  registry: Commands,
  parts: OpenAccessParts,
): vscode.Disposable & { readonly pages: () => Promise<PagePanels> } {
  const opened = later(async () => (await import('./openAccess.ts')).openAccess(registry, parts));
  registry.registerLater([commands.showAccess, commands.exportAccess], opened);
  return {
    pages: async () => (await opened()).pages,
    dispose: () => void opened.asked?.then(access => access.dispose()),
  };
}
