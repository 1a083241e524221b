import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DingTalkError } from '../../dingtalk/errors.ts';
import type { WaysOn } from '../../editor/commands.ts';
import { commands } from '../../ids.ts';
import type { Organizations } from '../organizations.ts';
import { explain } from './explain.ts';

/** More buttons would be cut off, all of them. */
const maxHelpful = 2;

/** Shows a failure as one message: what happened, the two buttons that help most, and one that opens the log. */
export async function showFailure(
  failure: DingTalkError,
  organizations: Organizations,
  { retry, edit }: WaysOn,
): Promise<void> {
  const { requestId } = failure;
  const { sentence, remedies, isPassing } = explain(failure, organizations.find(failure.details.corpId));
  const helpful = [
    ...(isPassing ? [{ title: l10n.t('Retry'), run: retry }] : []),
    ...remedies.map(({ title, command, arguments: args }) => ({
      title,
      run: () => vscode.commands.executeCommand(command, ...args),
    })),
    // If we cannot read an answer, it is our fault, or DingTalk has changed.
    ...(failure.kind === 'badAnswer'
      ? [
          {
            title: l10n.t('Report Issue…'),
            run: () => vscode.commands.executeCommand(commands.reportIssue),
          },
        ]
      : []),
    // Where trying the same again may help, nothing that was typed is lost.
    ...(edit === undefined || isPassing ? [] : [{ title: l10n.t('Edit…'), run: edit }]),
    ...(requestId === undefined
      ? []
      : [{ title: l10n.t('Copy Request ID'), run: () => vscode.env.clipboard.writeText(requestId) }]),
  ];
  const showLog = {
    title: l10n.t('Show Log'),
    run: () => vscode.commands.executeCommand(commands.showLog),
  };
  const buttons = [...helpful.slice(0, maxHelpful), showLog];
  const chosen = await vscode.window.showErrorMessage(sentence, ...buttons.map(({ title }) => title));
  await buttons.find(({ title }) => title === chosen)?.run();
}
