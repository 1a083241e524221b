import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import type { LateView } from '../editor/lateView.ts';
import { commands, views } from '../ids.ts';
import { later } from '../later.ts';
import type { FilesParts } from './openFiles.ts';
import type { FileTree, LoadedSpace } from './tree/fileTree.ts';
import type { FilesNode } from './tree/nodes.ts';

export interface StartedFiles extends vscode.Disposable {
  /** Fills the view, when somebody looks at it. */
  fill(): Promise<void>;
  /** What was loaded of a Drive space; `undefined` if its top folder was not, or not all of it. */
  readonly loadedOf: (...of: Parameters<FileTree['loadedOf']>) => Promise<LoadedSpace | undefined>;
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
    loadedOf: async (corpId, spaceId) => (await opened.asked)?.loadedOf(corpId, spaceId),
    dispose: () => void opened.asked?.then(files => files.dispose()),
  };
}
