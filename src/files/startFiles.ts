import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import type { LateView } from '../editor/lateView.ts';
import { commands, views } from '../ids.ts';
import { later } from '../later.ts';
import type { FilesParts } from './openFiles.ts';
import type { FilesNode } from './tree/nodes.ts';

export interface StartedFiles extends vscode.Disposable {
  /** Fills the view, when somebody looks at it. */
  fill(): Promise<void>;
}

const fileCommands = [
  commands.findFile,
  commands.openFile,
  commands.copyFileUuid,
  commands.refreshFolder,
  commands.loadMoreFiles,
];

/** *Find File…* and the Files view, all of it loaded when it is first used. */
export function startFiles(
  registry: Commands,
  view: LateView<FilesNode>,
  parts: Omit<FilesParts, 'view'>,
): StartedFiles {
  const opened = later(async () => (await import('./openFiles.ts')).openFiles(registry, { ...parts, view }));
  registry.addView(views.files, view.tree);
  registry.registerLater(fileCommands, opened);
  return {
    fill: async () => void (await opened()),
    dispose: () => void opened.asked?.then(files => files.dispose()),
  };
}
