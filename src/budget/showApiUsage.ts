import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Command } from '../editor/command.ts';
import { PagePanels } from '../editor/pagePanels.ts';
import { webviews } from '../ids.ts';
import {
  isOrganization,
  type OrganizationArgument,
  organizationArgument,
} from '../organizations/organizationArgument.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { cleanText } from '../text/cleanText.ts';
import type { OpenBudget } from './openBudget.ts';
import { usagePage } from './usagePage.ts';
import { type UsageRow, usageReport, usageRows } from './usageReport.ts';

interface Usage {
  /** The organization that was asked for, if only one. */
  readonly corpId?: string;
  readonly rows: readonly UsageRow[];
}

const scheme = 'dingtalk-storage-usage';

/** *Show API Usage*: a page of bars, also available as a read-only Markdown document to paste into a report. */
export function createApiUsage(
  { files, limits }: OpenBudget,
  organizations: Organizations,
  extensionUri: vscode.Uri,
): vscode.Disposable & { readonly command: Command<OrganizationArgument, Usage, OrganizationArgument> } {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const rowsOf = async (corpId: string | undefined) => usageRows(await files.year(), corpId);
  /** The content of the page and the document. @param id a corpId, or `''` for all */
  const factsOf = async (id: string) => {
    const named = organizations.usable.filter(({ corpId }) => id === '' || corpId === id);
    const names = new Map(named.map(({ corpId, label }) => [corpId, label]));
    const rows = await rowsOf(id === '' ? undefined : id);
    return [rows, names, limits().allowance, vscode.env.language] as const;
  };
  const titleOf = (id: string) => [l10n.t('DingTalk API Usage'), cleanText(id)].join(' ').trim();
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: async ({ query }) => usageReport(...(await factsOf(query))),
  });
  const showText = async (id: string) => {
    const uri = vscode.Uri.from({ scheme, path: `/${titleOf(id)}.md`, query: id });
    changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: false });
  };
  const pages = new PagePanels(webviews.usage, extensionUri, {
    titleOf: async id => titleOf(id),
    read: async id => usagePage(...(await factsOf(id))),
    act: showText,
    failed: sentence => l10n.t('The API usage cannot be shown: {0}', sentence),
  });
  return {
    command: {
      argument: organizationArgument,
      prepare: ({ given, row }) => (isOrganization(row) ? { corpId: row.corpId } : given),
      run: async ({ corpId }) => ({
        ...(corpId === undefined ? {} : { corpId }),
        rows: await rowsOf(corpId),
      }),
      report: ({ corpId = '' }) => void pages.show(corpId),
    },
    dispose: () => vscode.Disposable.from(changed, provider, pages).dispose(),
  };
}
