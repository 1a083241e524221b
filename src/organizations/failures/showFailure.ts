import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DingTalkError } from '../../dingtalk/errors.ts';
import { commands } from '../../ids.ts';
import type { Organizations } from '../organizations.ts';
import { explain } from './explain.ts';

/** Shows a failure as one message: what happened, and buttons that help, copy the request id, and open the log. */
export async function showFailure(
  failure: DingTalkError,
  organizations: Organizations,
  retry: () => void,
): Promise<void> {
  const { requestId } = failure;
  const { sentence, remedies, isPassing } = explain(failure, organizations.find(failure.details.corpId));
  const buttons = [
    ...(isPassing ? [{ title: l10n.t('Retry'), run: retry }] : []),
    ...remedies.map(({ title, command, arguments: args }) => ({
      title,
      run: () => vscode.commands.executeCommand(command, ...args),
    })),
    ...(requestId === undefined
      ? []
      : [{ title: l10n.t('Copy Request ID'), run: () => vscode.env.clipboard.writeText(requestId) }]),
    // If we cannot read an answer, it is our fault, or DingTalk has changed.
    ...(failure.kind === 'badAnswer'
      ? [
          {
            title: l10n.t('Report Issue…'),
            run: () => vscode.commands.executeCommand(commands.reportIssue),
          },
        ]
      : []),
    { title: l10n.t('Show Log'), run: () => vscode.commands.executeCommand(commands.showLog) },
  ];
  const chosen = await vscode.window.showErrorMessage(sentence, ...buttons.map(({ title }) => title));
  await buttons.find(({ title }) => title === chosen)?.run();
}
