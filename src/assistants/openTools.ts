import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isCancellation } from '../dingtalk/errors.ts';
import { tools } from '../ids.ts';
import { later } from '../later.ts';
import type { InheritanceParts } from './inheritanceTool.ts';
import type { QuotaParts } from './quotaTool.ts';
import type { Preparation, Tool } from './tool.ts';
import type { TraceParts } from './traceTool.ts';

export type LanguageModelTools = Readonly<
  Record<(typeof tools)[keyof typeof tools], vscode.LanguageModelTool<unknown>>
>;

/** The tools for language models. They only read, and the user is asked before a metered call. */
export function openTools(
  quota: QuotaParts,
  inheritance: () => Promise<InheritanceParts>,
  trace: () => Promise<TraceParts>,
): LanguageModelTools {
  return {
    [tools.getQuota]: adapter(async () => (await import('./quotaTool.ts')).quotaTool(quota)),
    [tools.getInheritance]: adapter(async () =>
      (await import('./inheritanceTool.ts')).inheritanceTool(await inheritance()),
    ),
    [tools.traceFile]: adapter(async () => (await import('./traceTool.ts')).traceTool(await trace())),
  };
}

function adapter(load: () => Promise<Tool>): vscode.LanguageModelTool<unknown> {
  const loaded = later(load);
  return {
    async prepareInvocation({ input }) {
      try {
        return preparedInvocation((await loaded()).prepare(input));
      } catch {
        // `invoke` reports the problem to the model; there is nothing to confirm with the user.
        return undefined;
      }
    },
    async invoke({ input }, token) {
      const controller = new AbortController();
      const cancelling = token.onCancellationRequested(() => controller.abort());
      if (token.isCancellationRequested) {
        controller.abort();
      }
      try {
        controller.signal.throwIfAborted();
        const text = await (await loaded()).run(input, controller.signal);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      } catch (error) {
        throw isCancellation(error) ? new vscode.CancellationError() : error;
      } finally {
        cancelling.dispose();
      }
    },
  };
}

function preparedInvocation(preparation: Preparation): vscode.PreparedToolInvocation {
  const { organization, dentryUuid, keyword, calls, isMetered } = preparation;
  if (!isMetered || organization === undefined) {
    return { invocationMessage: l10n.t('Reading the last known storage usage') };
  }
  const { label } = organization;
  const price =
    calls === undefined
      ? l10n.t(
          'This calls DingTalk on behalf of the organization and uses one of its metered API calls for this month.',
        )
      : l10n.t(
          'This calls DingTalk on behalf of the organization and uses up to {0} of its metered API calls for this month.',
          calls,
        );
  return {
    invocationMessage: asText(l10n.t('Looking up {0} in DingTalk…', keyword ?? dentryUuid ?? label)),
    confirmationMessages: {
      title: l10n.t('Call DingTalk?'),
      message: asText(questionOf(preparation, label)).appendMarkdown('\n\n').appendText(price),
    },
  };
}

function questionOf({ dentryUuid, keyword, calls }: Preparation, label: string): string {
  if (keyword !== undefined) {
    return l10n.t('Find “{0}” in {1}.', keyword, label);
  }
  if (dentryUuid === undefined) {
    return l10n.t('Get the storage usage of {0}.', label);
  }
  return calls === undefined
    ? l10n.t('Check whether {0} in {1} inherits its permissions.', dentryUuid, label)
    : l10n.t('Check whether {0} in {1} inherits its permissions, and from where.', dentryUuid, label);
}

/** Names come from settings, so they are added as plain text. */
function asText(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(text);
}
