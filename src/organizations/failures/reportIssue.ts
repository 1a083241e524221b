import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Command } from '../../editor/command.ts';
import { transportInUse } from '../../editor/network/fetch.ts';
import type { Organizations } from '../organizations.ts';
import { hasTracker, issueText } from './issueText.ts';

/** `doctor`: the report of *Run Doctor*, which our own button adds. */
const issueArgument = v.object({ doctor: v.exactOptional(v.string()) });

/**
 * *Report Issue…*: opens the editor's reporter, filled in, or copies the text if the reporter would not help: on the
 * desktop it cannot send an issue for an extension without a tracker, and on the web it throws then, and never takes
 * any text.
 */
export function reportIssue(
  extension: Pick<vscode.Extension<unknown>, 'id' | 'packageJSON'>,
  organizations: Organizations,
): Command<string, string, v.InferOutput<typeof issueArgument>> {
  return {
    argument: issueArgument,
    prepare: ({ given }) => issueText(installation(extension, organizations), given.doctor),
    async run(text) {
      const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop;
      if (!isDesktop || !hasTracker(extension.packageJSON) || !(await opened(extension.id, text))) {
        await vscode.env.clipboard.writeText(text);
        void vscode.window.showInformationMessage(
          l10n.t('Diagnostics copied to the clipboard. They contain no organization names or secrets.'),
        );
      }
      return text;
    },
  };
}

async function opened(extensionId: string, issueBody: string): Promise<boolean> {
  try {
    await vscode.commands.executeCommand('workbench.action.openIssueReporter', { extensionId, issueBody });
    return true;
  } catch {
    return false;
  }
}

function installation(
  { packageJSON }: Pick<vscode.Extension<unknown>, 'packageJSON'>,
  organizations: Organizations,
): Parameters<typeof issueText>[0] {
  const { remoteName } = vscode.env;
  return {
    extensionVersion: String((packageJSON as { version?: unknown }).version),
    editor: `${vscode.env.appName} ${vscode.version}`,
    platform: `${process.platform} ${process.arch}, Node.js ${process.versions.node}`,
    ui: vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop',
    // Only the kind: what follows a plus sign may name a host.
    ...(remoteName === undefined ? {} : { remote: /^[a-z-]+/.exec(remoteName)?.[0] ?? 'other' }),
    language: vscode.env.language,
    transport: transportInUse(),
    organizations: organizations.usable,
  };
}
