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

/**
 * *Show API Usage*: a page of bars, also available as a read-only Markdown document to paste into a report. Both are
 * named by a corpId, or by `''` for all organizations.
 */
export class ApiUsage {
  readonly pages: PagePanels;
  readonly command: Command<OrganizationArgument, Usage, OrganizationArgument> = {
    argument: organizationArgument,
    prepare: ({ given, row }) => (isOrganization(row) ? { corpId: row.corpId } : given),
    run: async ({ corpId }) => ({
      ...(corpId === undefined ? {} : { corpId }),
      rows: await this.rowsOf(corpId),
    }),
    report: ({ corpId = '' }) => void this.pages.show(corpId),
  };

  constructor(
    private readonly budget: Pick<OpenBudget, 'files' | 'limits'>,
    private readonly organizations: Organizations,
    extensionUri: vscode.Uri,
    showText: (title: string, id: string) => unknown,
  ) {
    this.pages = new PagePanels(webviews.usage, extensionUri, {
      titleOf: async id => titleOf(id),
      read: async id => usagePage(...(await this.factsOf(id))),
      act: id => showText(titleOf(id), id),
      failed: sentence => l10n.t('The API usage cannot be shown: {0}', sentence),
    });
  }

  async text(id: string): Promise<string> {
    return usageReport(...(await this.factsOf(id)));
  }

  /** The content of the page and the document. */
  private async factsOf(id: string) {
    const named = this.organizations.usable.filter(({ corpId }) => id === '' || corpId === id);
    const names = new Map(named.map(({ corpId, label }) => [corpId, label]));
    const rows = await this.rowsOf(id === '' ? undefined : id);
    return [rows, names, this.budget.limits().allowance, vscode.env.language] as const;
  }

  private async rowsOf(corpId: string | undefined): Promise<readonly UsageRow[]> {
    return usageRows(await this.budget.files.year(), corpId);
  }
}

const titleOf = (id: string) => [l10n.t('DingTalk API Usage'), cleanText(id)].join(' ').trim();
