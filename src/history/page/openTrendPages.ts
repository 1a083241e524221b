import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { byPerson } from '../../editor/command.ts';
import { PagePanels } from '../../editor/pagePanels.ts';
import { commands, webviews } from '../../ids.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { cleanText } from '../../text/cleanText.ts';
import { allOrganizations } from '../commands/historyCommands.ts';
import { allOf } from '../commands/pickOneOrAll.ts';
import type { StorageTrend } from '../trend.ts';
import type { PageFigures } from './chartWords.ts';
import { mostLines, organizationsPage } from './organizationsPage.ts';
import { trendPage } from './trendPage.ts';

export interface TrendPagesParts {
  readonly organizations: Organizations;
  readonly trendOf: (corpId: string) => Promise<StorageTrend>;
  /** Sorts the fullest first. */
  readonly rank: (organizations: readonly Organization[]) => readonly Organization[];
  readonly figures: () => PageFigures;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly extensionUri: vscode.Uri;
  /** Shows the trend of an organization as text. */
  readonly showText: (corpId: string) => unknown;
}

/** The pages of *Show Trend*, one for each organization by its corpId, and one for all. */
export function openTrendPages(parts: TrendPagesParts): PagePanels {
  const titleOf = (id: string) =>
    id === allOrganizations
      ? l10n.t('Storage Trend of All Organizations')
      : l10n.t('Storage Trend of {0}', cleanText(parts.organizations.get(id).label));
  return new PagePanels(webviews.trend, parts.extensionUri, {
    titleOf: async id => titleOf(id),
    read: id => (id === allOrganizations ? readAll(titleOf(id), parts) : readOne(id, titleOf(id), parts)),
    act: (id, name) => {
      if (name === 'asText') {
        return parts.showText(id);
      }
      const named = id === allOrganizations ? {} : { corpId: id };
      return vscode.commands.executeCommand(commands.exportHistory, { ...named, ...byPerson });
    },
    failed: sentence => l10n.t('Could not show the trend: {0}', sentence),
  });
}

async function readOne(corpId: string, title: string, parts: TrendPagesParts) {
  return trendPage(title, await parts.trendOf(corpId), parts.figures(), parts.now());
}

/** One history after the other, and only of those that have a line: each may be thousands of readings. */
async function readAll(title: string, parts: TrendPagesParts) {
  const { trendOf, figures, now } = parts;
  const organizations = parts.rank(allOf(parts.organizations));
  const trends = [];
  for (const { corpId, label } of organizations.slice(0, mostLines)) {
    trends.push({ label: cleanText(label), trend: await trendOf(corpId) });
  }
  const left = Math.max(0, organizations.length - mostLines);
  return organizationsPage(title, trends, left, figures(), now());
}
