import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Command, Row } from '../../editor/command.ts';
import type { Commands } from '../../editor/commands.ts';
import { commands } from '../../ids.ts';
import type { FileTree } from './fileTree.ts';
import { isAboutList, isParent, type ParentNode } from './nodes.ts';

/** *Refresh* on a row that can be unfolded, and the row that loads more. One metered call each. */
export function registerTreeCommands(registry: Commands, tree: FileTree): void {
  registry.register(
    commands.refreshFolder,
    onParent(parent => tree.refresh(parent)),
  );
  registry.register(
    commands.loadMoreFiles,
    onParent(parent => tree.more(parent)),
  );
}

function onParent(run: (parent: ParentNode) => Promise<void>): Command<ParentNode, void> {
  return {
    prepare({ row }) {
      const parent = parentOf(row);
      if (parent === undefined) {
        throw new DingTalkError('invalidParameter', { parameter: 'argument' });
      }
      return parent;
    },
    run,
  };
}

/** The row itself, or the one whose list it is about. */
function parentOf(row: Row | undefined): ParentNode | undefined {
  return isAboutList(row) ? row.parent : isParent(row) ? row : undefined;
}
