import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import { TextDocuments } from '../editor/documents/textDocuments.ts';
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
  const documents: TextDocuments = new TextDocuments(scheme, async id => (await opened()).text(id));
  const showText = (title: string, id: string) => documents.show(id, title);
  const opened = later(async () => {
    const { Doctor } = await import('./showDoctor.ts');
    const doctor = new Doctor(parts, showText);
    registry.register(commands.runDoctor, doctor.command);
    return doctor;
  });
  registry.registerLater([commands.runDoctor], opened);
  return {
    pages: async () => (await opened()).pages,
    dispose() {
      documents.dispose();
      void opened.asked?.then(({ pages }) => pages.dispose());
    },
  };
}
