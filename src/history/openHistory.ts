import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Partition } from '../dingtalk/endpoints/storage.ts';
import type { Commands } from '../editor/commands.ts';
import type { PagePanels } from '../editor/pagePanels.ts';
import { onDidChangeSettings, readSetting } from '../editor/settings.ts';
import { commands, settings } from '../ids.ts';
import { corpIdText, isSample } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { cleanSentence } from '../text/cleanText.ts';
import { AlertFiles } from './alerts/alertFiles.ts';
import { Alerting } from './alerts/alerting.ts';
import { type AlertRules, forgetAlerts, readForecastDays } from './alerts/alerts.ts';
import { showAlerts } from './alerts/showAlerts.ts';
import { exportHistoryTo } from './commands/exportCommand.ts';
import { allOrganizations, muteAlerts, showTrend, unmuteAlerts } from './commands/historyCommands.ts';
import { trendReport } from './commands/trendReport.ts';
import { growthFacts, soonFull } from './outlook.ts';
import { openTrendPages, type TrendPagesParts } from './page/openTrendPages.ts';
import type { RowNote } from './rowNotes.ts';
import { History, type HistoryParts } from './store/history.ts';
import type { PartitionTrend } from './trend.ts';
import { findingText } from './trendWords.ts';
import type { FigureWords } from './words.ts';

export interface OpenHistoryParts extends HistoryParts, Pick<TrendPagesParts, 'rank' | 'extensionUri'> {
  readonly organizations: Organizations;
  readonly words: () => FigureWords;
  readonly thresholds: () => AlertRules['thresholds'];
}

/** What is loaded once there is a reading, or a command or a row asks for the history. */
export class OpenHistory {
  readonly pages: PagePanels;
  private readonly history: History;
  private readonly alertFiles: AlertFiles;
  private readonly alerting: Alerting;
  private readonly settingsChanged: vscode.Disposable;

  /**
   * @param changed called with the corpId of an organization whose row has changed
   * @param showText shows the trend of an organization as a text document
   */
  constructor(
    private readonly parts: OpenHistoryParts,
    private readonly changed: (corpId: string) => void,
    showText: (title: string, corpId: string) => unknown,
  ) {
    const { organizations, folder, now, words } = parts;
    this.history = new History(parts);
    this.alertFiles = new AlertFiles(path.join(folder, 'alerts'));
    const alertParts = { organizations, files: this.alertFiles, words, now, changed };
    this.alerting = new Alerting({
      files: this.alertFiles,
      rules: () => this.rules(),
      trendOf: corpId => this.history.recentTrend(corpId),
      show: alerts => void showAlerts(alerts, alertParts),
    });
    this.pages = openTrendPages({
      ...parts,
      trendOf: corpId => this.history.trend(corpId),
      figures: () => ({ ...words(), thresholds: parts.thresholds() }),
      showText: corpId => showText(this.titleOf(corpId), corpId),
    });
    this.settingsChanged = onDidChangeSettings(() => this.pages.update(() => true));
  }

  register(registry: Commands): void {
    const { organizations } = this.parts;
    const muting = { organizations, files: this.alertFiles, changed: this.changed };
    registry.register(
      commands.showTrend,
      showTrend(
        organizations,
        corpId => this.history.trend(corpId),
        corpId => this.pages.show(corpId),
      ),
    );
    registry.register(
      commands.exportHistory,
      exportHistoryTo(organizations, corpId => this.history.readings(corpId)),
    );
    registry.register(commands.muteAlerts, muteAlerts(muting));
    registry.register(commands.unmuteAlerts, unmuteAlerts(muting));
  }

  /** Takes the figures of an answer that has just come. */
  take(corpId: string, partitions: readonly Partition[]): void {
    if (!isSample({ corpId })) {
      this.history.keep(corpId, partitions);
      this.alerting.take(corpId, partitions);
      this.updatePages(corpId);
    }
  }

  async note(corpId: string): Promise<RowNote> {
    const forecasts = soonFull(await this.history.recentTrend(corpId), this.parts.now());
    const { muted } = await this.alertFiles.read();
    return { forecasts, isMuted: muted.includes(corpId) };
  }

  async factsOf(corpId: string, partitionType: string | undefined): Promise<[string, string][]> {
    const trends = await this.trendsOf(corpId, partitionType);
    const { muted } = await this.alertFiles.read();
    const isMuted = partitionType === undefined && muted.includes(corpId);
    return [
      ...growthFacts(trends, this.parts.now(), this.parts.words()),
      ...(isMuted ? [[l10n.t('Alerts'), l10n.t('muted')] satisfies [string, string]] : []),
    ];
  }

  /** What the readings show, in a sentence for each partition type. */
  async findings(corpId: string): Promise<ReadonlyMap<string, string>> {
    const { size } = this.parts.words();
    const trends = await this.trendsOf(corpId);
    return new Map(trends.map(trend => [trend.partitionType, findingText(trend, size)]));
  }

  /** The name of the document that shows an organization's trend as text. */
  titleOf(corpId: string): string {
    const label = cleanSentence(this.parts.organizations.find(corpId)?.label ?? corpId);
    const id = cleanSentence(corpIdText(corpId));
    return l10n.t('Storage Trend of {0}', label === id ? id : `${label} (${id})`);
  }

  /** An organization's trend as text, in Markdown. */
  async text(corpId: string): Promise<string> {
    return trendReport(this.titleOf(corpId), await this.history.trend(corpId), this.parts.words());
  }

  /** Deletes an organization's readings, and what is known of its alerts. @throws what `fs` throws */
  async forget(corpId: string): Promise<void> {
    await this.history.forget(corpId);
    await this.alertFiles.update(state => ({ state: forgetAlerts(state, corpId) }));
    this.changed(corpId);
    this.updatePages(corpId);
  }

  dispose(): void {
    this.alerting.dispose();
    this.settingsChanged.dispose();
    this.pages.dispose();
  }

  private updatePages(corpId: string): void {
    void this.pages.update(id => id === corpId || id === allOrganizations);
  }

  private async trendsOf(corpId: string, partitionType?: string): Promise<PartitionTrend[]> {
    const { partitions } = await this.history.recentTrend(corpId);
    return partitions.filter(each => partitionType === undefined || each.partitionType === partitionType);
  }

  private rules(): AlertRules {
    const isOff = readSetting(settings.alerts) === false;
    return {
      isOff,
      thresholds: this.parts.thresholds(),
      forecastAlertDays: readForecastDays(readSetting(settings.forecastAlertDays)),
      now: this.parts.now(),
    };
  }
}
