import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isCancellation } from '../dingtalk/errors.ts';
import { tools } from '../ids.ts';
import { type InheritanceParts, inheritanceTool } from './inheritanceTool.ts';
import { type QuotaParts, quotaTool } from './quotaTool.ts';
import type { Preparation, Tool } from './tool.ts';

/** Offers the tools to language models. They only read, and the user is asked before a metered call. */
export function registerTools(quota: QuotaParts, inheritance: InheritanceParts): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.lm.registerTool(tools.getQuota, adapter(quotaTool(quota))),
    vscode.lm.registerTool(tools.getInheritance, adapter(inheritanceTool(inheritance))),
  );
}

function adapter(tool: Tool): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation({ input }) {
      try {
        return preparedInvocation(tool.prepare(input));
      } catch {
        // `invoke` says what is wrong, to the model; there is nothing to ask the user.
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
        const text = await tool.run(input, controller.signal);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      } catch (error) {
        throw isCancellation(error) ? new vscode.CancellationError() : error;
      } finally {
        cancelling.dispose();
      }
    },
  };
}

function preparedInvocation({
  organization,
  dentryUuid,
  isMetered,
}: Preparation): vscode.PreparedToolInvocation {
  if (!isMetered || organization === undefined) {
    return { invocationMessage: l10n.t('Reading the storage figures that are known') };
  }
  const { label } = organization;
  const question =
    dentryUuid === undefined
      ? l10n.t('How full is the storage of {0}?', label)
      : l10n.t('Does {0} of {1} inherit its permissions?', dentryUuid, label);
  const price = l10n.t(
    "DingTalk will be asked in the organization's name. This is one of its metered API calls of the month.",
  );
  return {
    invocationMessage: asText(l10n.t('Asking DingTalk about {0}…', dentryUuid ?? label)),
    confirmationMessages: {
      title: l10n.t('Ask DingTalk?'),
      message: asText(question).appendMarkdown('\n\n').appendText(price),
    },
  };
}

/** Names come from settings, and must not be taken for Markdown. */
function asText(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(text);
}
