import * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import type { PagePanels } from '../editor/pagePanels.ts';
import { commands } from '../ids.ts';
import { later } from '../later.ts';
import type { DoctorParts } from './openSurroundings.ts';

/** The URIs of a report as a text document. */
const scheme = 'dingtalk-storage-doctor';

/** *Run Doctor…* Everything behind it is loaded when it is first used. */
export function startDoctor(
  registry: Commands,
  parts: DoctorParts,
): vscode.Disposable & { readonly pages: () => Promise<PagePanels> } {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const showText = async (title: string, id: string) => {
    const uri = vscode.Uri.from({ scheme, path: `/${title}.md`, query: id });
    changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: false });
  };
  const opened = later(async () => {
    const { Doctor } = await import('./showDoctor.ts');
    const doctor = new Doctor(parts, showText);
    registry.register(commands.runDoctor, doctor.command);
    return doctor;
  });
  registry.registerLater([commands.runDoctor], opened);
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
