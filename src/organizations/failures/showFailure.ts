import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DingTalkError, ErrorKind } from '../../dingtalk/errors.ts';
import { commands } from '../../ids.ts';
import { isSample } from '../organization.ts';
import type { Organizations } from '../organizations.ts';
import { explain } from './explain.ts';

const connectionKinds: readonly ErrorKind[] = ['timeout', 'offline', 'proxy', 'certificate'];

/** Shows a failure as one message: what happened, and buttons that help, copy the request id, and open the log. */
export async function showFailure(
  failure: DingTalkError,
  organizations: Organizations,
  retry: () => void,
): Promise<void> {
  const { requestId } = failure;
  const organization = organizations.find(failure.details.corpId);
  const { sentence, remedies, isPassing } = explain(failure, organization);
  // A sample never gets so far.
  const row = organization !== undefined && !isSample(organization) ? organization : undefined;
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
    // What is around us may be at fault, and this message names only one of the suspects.
    ...(connectionKinds.includes(failure.kind)
      ? [{ title: l10n.t('Run Doctor'), run: () => vscode.commands.executeCommand(commands.runDoctor, row) }]
      : []),
    { title: l10n.t('Show Log'), run: () => vscode.commands.executeCommand(commands.showLog) },
  ];
  const chosen = await vscode.window.showErrorMessage(sentence, ...buttons.map(({ title }) => title));
  await buttons.find(({ title }) => title === chosen)?.run();
}
