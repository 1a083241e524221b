import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DingTalkError } from '../../dingtalk/errors.ts';
import { commands } from '../../ids.ts';
import type { Organizations } from '../organizations.ts';
import { explain } from './explain.ts';

/** As many buttons as can be read beside each other; the one for the log comes after them. */
const maxButtons = 2;

/** A button of a message. */
interface Button {
  readonly title: string;
  run(): unknown;
}

/**
 * Shows a failure as one message: what happened, the buttons that help most, and the log.
 *
 * @param edit asks again with the answers filled in, where another answer could help
 */
export async function showFailure(
  failure: DingTalkError,
  organizations: Organizations,
  retry: () => void,
  edit?: () => void,
): Promise<void> {
  const { requestId } = failure;
  const { sentence, remedies, isPassing } = explain(failure, organizations.find(failure.details.corpId));
  const helping: Button[] = [
    ...(isPassing ? [{ title: l10n.t('Retry'), run: retry }] : []),
    ...remedies.map(({ title, command, arguments: args }) => ({
      title,
      run: () => vscode.commands.executeCommand(command, ...args),
    })),
    ...(edit === undefined ? [] : [{ title: l10n.t('Edit…'), run: edit }]),
    // If we cannot read an answer, it is our fault, or DingTalk has changed.
    ...(failure.kind === 'badAnswer'
      ? [
          {
            title: l10n.t('Report Issue…'),
            run: () => vscode.commands.executeCommand(commands.reportIssue),
          },
        ]
      : []),
    ...(requestId === undefined
      ? []
      : [{ title: l10n.t('Copy Request ID'), run: () => vscode.env.clipboard.writeText(requestId) }]),
  ];
  const log = { title: l10n.t('Show Log'), run: () => vscode.commands.executeCommand(commands.showLog) };
  const buttons = [...helping.slice(0, maxButtons), log];
  const chosen = await vscode.window.showErrorMessage(sentence, ...buttons.map(({ title }) => title));
  await buttons.find(({ title }) => title === chosen)?.run();
}
