import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import type { LateView } from '../editor/lateView.ts';
import { commands } from '../ids.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { State } from '../organizations/state.ts';
import { findFile, registerFileCommands } from './findCommands.ts';
import { Finder } from './finder.ts';
import { KnownModes, type ModeSource } from './knownModes.ts';
import { showFiles } from './tree/filesView.ts';
import { FileTree } from './tree/fileTree.ts';
import type { FilesNode } from './tree/nodes.ts';
import type { Words } from './tree/rows.ts';
import { registerTreeCommands } from './tree/treeCommands.ts';

export interface FilesParts {
  readonly view: LateView<FilesNode>;
  readonly organizations: Organizations;
  readonly api: OpenApi;
  readonly state: State;
  /** Where answers about inheritance are known from. */
  readonly modeSources: readonly ModeSource[];
  readonly words: Omit<Words, 'now'>;
}

export interface OpenFiles extends vscode.Disposable, Pick<FileTree, 'loadedOf'> {}

/** *Find File…*, and what fills the Files view. */
export function openFiles(registry: Commands, parts: FilesParts): OpenFiles {
  const { organizations, api, state, view, modeSources, words } = parts;
  const tree = new FileTree(organizations, api);
  organizations.onDidChange(() => tree.forgetOthers());
  registry.register(commands.findFile, findFile(organizations, new Finder(api), state));
  registerFileCommands(registry, organizations);
  registerTreeCommands(registry, tree);
  const shown = showFiles(view, tree, new KnownModes(modeSources), words);
  return {
    loadedOf: (corpId, spaceId) => tree.loadedOf(corpId, spaceId),
    dispose: () => shown.dispose(),
  };
}
