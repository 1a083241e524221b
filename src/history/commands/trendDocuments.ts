import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { corpIdText } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { cleanSentence } from '../../text/cleanText.ts';
import type { StorageTrend } from '../trend.ts';
import type { FigureWords } from '../words.ts';
import { trendReport } from './trendReport.ts';

/** The URIs of a trend as a text document. */
export const trendScheme = 'dingtalk-storage-trend';

/** Trends as read-only text documents, for those who cannot use a picture or prefer not to. */
export class TrendDocuments {
  constructor(
    private readonly organizations: Organizations,
    private readonly trendOf: (corpId: string) => Promise<StorageTrend>,
    private readonly words: () => FigureWords,
  ) {}

  /** The text of the document of an organization. */
  async text(corpId: string): Promise<string> {
    return trendReport(this.titleOf(corpId), await this.trendOf(corpId), this.words());
  }

  /** @param changed called with the document's URI: if it is open already, there may be new readings */
  async show(corpId: string, changed: (uri: vscode.Uri) => void): Promise<void> {
    const path = `/${this.titleOf(corpId).replace(/[\\/:]/g, ' ')}.md`;
    const uri = vscode.Uri.from({ scheme: trendScheme, path, query: corpId });
    changed(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }

  private titleOf(corpId: string): string {
    const label = cleanSentence(this.organizations.find(corpId)?.label ?? corpId);
    const id = cleanSentence(corpIdText(corpId));
    return l10n.t('Storage Trend of {0}', label === id ? id : `${label} (${id})`);
  }
}
