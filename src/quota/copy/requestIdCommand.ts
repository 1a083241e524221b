import * as vscode from 'vscode';
import type { Command, Row } from '../../editor/command.ts';
import type { ProblemNode } from '../tree/nodes.ts';

/** *Copy Request ID* on the row of a problem: DingTalk's support asks for it. */
export const copyRequestId: Command<ProblemNode, void> = {
  prepare: ({ row }) => (isProblem(row) ? row : undefined),
  run: ({ failure }) => vscode.env.clipboard.writeText(failure.requestId ?? ''),
};

function isProblem(row: Row | undefined): row is ProblemNode {
  return row?.kind === 'problem';
}
