import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DingTalkError, ErrorKind } from '../../dingtalk/errors.ts';
import { commands } from '../../ids.ts';
import { isSample } from '../organization.ts';
import type { Organizations } from '../organizations.ts';
import { explain } from './explain.ts';

/** As many buttons as can be read beside each other; the one for the log comes after them. */
const maxButtons = 2;

/** Failures for which what is around us may be at fault; the message names only one of the suspects. */
const connectionKinds: readonly ErrorKind[] = ['timeout', 'offline', 'proxy', 'certificate'];

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
  const organization = organizations.find(failure.details.corpId);
  const { sentence, remedies, isPassing } = explain(failure, organization);
  const row = organization === undefined || isSample(organization) ? undefined : organization;
  const helping: Button[] = [
    ...(isPassing ? [{ title: l10n.t('Retry'), run: retry }] : []),
    ...remedies.map(({ title, command, arguments: args }) => ({
      title,
      run: () => vscode.commands.executeCommand(command, ...args),
    })),
    ...(connectionKinds.includes(failure.kind)
      ? [{ title: l10n.t('Run Doctor'), run: () => vscode.commands.executeCommand(commands.runDoctor, row) }]
      : []),
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
