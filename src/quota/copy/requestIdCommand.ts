import * as vscode from 'vscode';
import type { Command, Row } from '../../editor/command.ts';
import { isNode, type ProblemNode } from '../tree/nodes.ts';

/** *Copy Request ID* on the row of a problem: DingTalk's support asks for it. */
export const copyRequestId: Command<ProblemNode, void> = {
  isForRows: true,
  prepare: ({ row, selected }) => [row, ...selected].find(isProblemWithId),
  run: ({ failure }) => vscode.env.clipboard.writeText(failure.requestId ?? ''),
};

function isProblemWithId(row: Row | undefined): row is ProblemNode {
  return row !== undefined && isNode(row) && row.kind === 'problem' && row.failure.requestId !== undefined;
}
