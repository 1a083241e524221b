import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LateView } from '../../editor/lateView.ts';
import { plainHover, treeItemOf } from '../../editor/treeItem.ts';
import { isSample } from '../../organizations/organization.ts';
import type { KnownMode, KnownModes } from '../knownModes.ts';
import { modeMark } from '../modeDecoration.ts';
import type { FileTree } from './fileTree.ts';
import type { FilesNode } from './nodes.ts';
import { hoverOf, rowOf, type Words } from './rows.ts';

/** The scheme of the addresses that rows are decorated by. They lead nowhere. */
const scheme = 'dingtalk-storage-file';

/** Fills the Files view, and marks in it what is known about inheritance. */
export function showFiles(
  view: LateView<FilesNode>,
  tree: FileTree,
  modes: KnownModes,
  words: Omit<Words, 'now'>,
): vscode.Disposable {
  // Ids of its own in every window: the editor must not unfold by itself what was unfolded before a reload.
  const session = Date.now().toString(36);
  const changed = new vscode.EventEmitter<FilesNode | undefined>();
  const marked = new vscode.EventEmitter<undefined>();
  const modeOf = async (node: FilesNode): Promise<KnownMode | undefined> =>
    node.kind === 'file' && node.dentryUuid !== undefined
      ? modes.find(node.corpId, node.dentryUuid)
      : undefined;
  // A message would hide the welcome text of an empty view; the sample data costs nothing.
  const showPrice = () => {
    const isMetered = tree.roots.some(organization => !isSample(organization));
    view.tree.message = isMetered ? l10n.t('Expanding a row: 1 metered call') : '';
  };
  showPrice();
  view.fill({
    onDidChangeTreeData: changed.event,
    getChildren: async node => (node === undefined ? [...tree.roots] : [...(await tree.childrenOf(node))]),
    async getTreeItem(node) {
      const key = node.kind === 'organization' ? node.corpId : node.key;
      const id = `${session}:${tree.epochOf(node.corpId)}:${key}`;
      const row = rowOf(node, { ...words, now: Date.now() }, await modeOf(node));
      const item = treeItemOf({ ...row, id });
      if (node.kind === 'file' && node.dentryUuid !== undefined) {
        item.resourceUri = addressOf(node.corpId, node.dentryUuid);
      }
      return item;
    },
    async resolveTreeItem(item, node) {
      item.tooltip = plainHover(hoverOf(node, { ...words, now: Date.now() }, await modeOf(node)));
      return item;
    },
  });
  const decorations = vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations: marked.event,
    async provideFileDecoration(uri) {
      const [corpId, dentryUuid] = uri.scheme === scheme ? namesIn(uri) : [];
      const mode =
        corpId === undefined || dentryUuid === undefined ? undefined : await modes.find(corpId, dentryUuid);
      if (mode === undefined) {
        return undefined;
      }
      const { letter, color, words: spoken } = modeMark(mode, words.language);
      return new vscode.FileDecoration(letter, spoken, new vscode.ThemeColor(color));
    },
  });
  modes.onDidChange(() => {
    marked.fire(undefined);
    changed.fire(undefined);
  });
  tree.onDidChange(node => {
    showPrice();
    changed.fire(node);
  });
  return vscode.Disposable.from(changed, marked, decorations);
}

function addressOf(corpId: string, dentryUuid: string): vscode.Uri {
  return vscode.Uri.from({
    scheme,
    path: `/${encodeURIComponent(corpId)}/${encodeURIComponent(dentryUuid)}`,
  });
}

function namesIn({ path }: vscode.Uri): string[] {
  return path.slice(1).split('/').map(decodeURIComponent);
}
