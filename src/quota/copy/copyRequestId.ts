import * as vscode from 'vscode';
import type { Command } from '../../editor/command.ts';
import type { ProblemNode } from '../tree/nodes.ts';

/** *Copy Request ID*, on the row that says what went wrong: DingTalk's support asks for it. */
export const copyRequestId: Command<ProblemNode, void> = {
  complete: argument => argument as ProblemNode,
  run: ({ failure }) => vscode.env.clipboard.writeText(failure.requestId ?? ''),
};
