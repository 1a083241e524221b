import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Command } from '../editor/command.ts';
import {
  isOrganization,
  type OrganizationArgument,
  organizationArgument,
} from '../organizations/organizationArgument.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { OpenBudget } from './openBudget.ts';
import { type UsageRow, usageReport, usageRows } from './usageReport.ts';

interface Usage {
  /** The one organization that was asked for. */
  readonly corpId?: string;
  readonly rows: readonly UsageRow[];
}

const scheme = 'dingtalk-storage-usage';

/**
 * *Show API Usage*, as a document that can only be read: the editor's own keys, search and screen reader support serve
 * it, and its Markdown can be copied into a report.
 */
export function createApiUsage(
  { files, limits }: OpenBudget,
  organizations: Organizations,
): vscode.Disposable & { readonly command: Command<OrganizationArgument, Usage, OrganizationArgument> } {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const rowsOf = async (corpId: string | undefined) => usageRows(await files.year(), corpId);
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    async provideTextDocumentContent({ query }) {
      const corpId = query === '' ? undefined : query;
      const named = organizations.usable.filter(each => corpId === undefined || each.corpId === corpId);
      const names = new Map(named.map(each => [each.corpId, each.label]));
      return usageReport(await rowsOf(corpId), names, limits().allowance, vscode.env.language);
    },
  });
  const show = async (corpId = '') => {
    const path = `/${[l10n.t('DingTalk API Usage'), corpId].join(' ').trim()}.md`;
    const uri = vscode.Uri.from({ scheme, path, query: corpId });
    changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: false });
  };
  return {
    command: {
      argument: organizationArgument,
      prepare: ({ given, row }) => (isOrganization(row) ? { corpId: row.corpId } : given),
      run: async ({ corpId }) => ({
        ...(corpId === undefined ? {} : { corpId }),
        rows: await rowsOf(corpId),
      }),
      report: ({ corpId }) => void show(corpId),
    },
    dispose: () => vscode.Disposable.from(changed, provider).dispose(),
  };
}
