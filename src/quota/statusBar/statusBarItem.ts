import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { setContextKeys } from '../../editor/contextKeys.ts';
import { appendPlainText } from '../../editor/plainText.ts';
import { onDidChangeSettings, readSetting } from '../../editor/settings.ts';
import { commands, settings, views } from '../../ids.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { readFormat } from '../formatSettings.ts';
import type { Level } from '../fullness.ts';
import type { Growth } from '../growth.ts';
import type { StorageStore } from '../storageStore.ts';
import { coalesce } from './coalesce.ts';
import { badgeOf, rankByFullness } from './ranking.ts';
import { type StatusBar, type StatusLine, statusBarOf } from './statusBar.ts';

/** With a thousand organizations answering, nobody needs to see each step; and ages are shown in minutes. */
const milliseconds = { betweenDrawings: 200, untilAgesChange: 60_000 };

/**
 * Shows how full the fullest organization is in the status bar, and how many are short of space on the view's icon.
 * It shows what the store knows and never calls DingTalk.
 */
export function createStatusBar(
  organizations: Organizations,
  store: StorageStore,
  view: { showBadge(badge: vscode.ViewBadge | undefined): void },
  growth: Growth,
): vscode.Disposable & { isShown(): boolean } {
  const item = statusBarItem();
  const drawing = coalesce(() => {
    const format = readFormat();
    const ranking = rankByFullness(organizations.usable, store);
    const isWanted = readSetting(settings.showStatusBarItem) !== false;
    item.show(isWanted ? statusBarOf(ranking, format, Date.now(), growth) : undefined);
    const badge = badgeOf(ranking, format.thresholds);
    view.showBadge(badge);
    setContextKeys({ hasLow: badge !== undefined });
  }, milliseconds.betweenDrawings);
  const aging = setInterval(drawing.want, milliseconds.untilAgesChange);
  const changes = [
    store.onDidChange(drawing.want),
    growth.onDidChange(drawing.want),
    organizations.onDidChange(drawing.want),
    onDidChangeSettings(drawing.want),
  ];
  drawing.want();
  return {
    isShown: item.isShown,
    dispose() {
      clearInterval(aging);
      vscode.Disposable.from(...changes, drawing, item).dispose();
    },
  };
}

/** The editor's item: created when there is something to show, and updated only when that changes. */
function statusBarItem(): vscode.Disposable & {
  show(content: StatusBar | undefined): void;
  isShown(): boolean;
} {
  let item: vscode.StatusBarItem | undefined;
  let shown: string | undefined;
  return {
    show(content) {
      const wanted = JSON.stringify(content);
      if (wanted === shown) {
        return;
      }
      shown = wanted;
      if (content === undefined) {
        item?.hide();
        return;
      }
      item ??= createItem();
      const color = backgrounds[content.level];
      item.text = content.text;
      item.tooltip = hoverOf(content);
      item.accessibilityInformation = { label: content.label };
      item.backgroundColor = color === undefined ? undefined : new vscode.ThemeColor(color);
      item.show();
    },
    isShown: () => shown !== undefined,
    dispose: () => item?.dispose(),
  };
}

function createItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('fullestOrganization', vscode.StatusBarAlignment.Left);
  item.name = 'DingTalk Storage';
  item.command = focusView;
  return item;
}

const focusView = `${views.organizations}.focus`;

const backgrounds: Readonly<Record<Level, string | undefined>> = {
  normal: undefined,
  warning: 'statusBarItem.warningBackground',
  error: 'statusBarItem.errorBackground',
  over: 'statusBarItem.errorBackground',
};

/** A table. Names come from the settings and reasons from the server, so they are added as plain text. */
function hoverOf({ lines, more, low }: StatusBar): vscode.MarkdownString {
  const hover = new vscode.MarkdownString();
  hover.isTrusted = { enabledCommands: [focusView, commands.showLowOnStorage, commands.refresh] };
  hover.appendMarkdown('**DingTalk Storage**\n\n');
  const heads = [l10n.t('Organization'), l10n.t('Used'), l10n.t('Status'), l10n.t('Fetched')];
  appendRow(hover, heads);
  hover.appendMarkdown('|:--|--:|:--|:--|\n');
  for (const line of lines) {
    appendRow(hover, cellsOf(line));
  }
  if (more !== undefined) {
    appendPlainText(hover.appendMarkdown('\n'), more);
  }
  const link = (title: string, command: string) => `[${title}](command:${command})`;
  const links = [
    link(l10n.t('Open Organizations View'), focusView),
    ...(low === undefined ? [] : [link(low, commands.showLowOnStorage)]),
    link(l10n.t('Refresh All'), commands.refresh),
  ];
  return hover.appendMarkdown(`\n\n${links.join(' · ')}`);
}

function cellsOf({ name, gauge, state, age }: StatusLine): string[] {
  return [name, gauge, state, age];
}

function appendRow(hover: vscode.MarkdownString, cells: readonly string[]): void {
  cells.forEach((cell, index) => {
    // The editor leaves no space between columns.
    hover.appendMarkdown(index === 0 ? '|' : '&ensp;|');
    appendPlainText(hover, cell);
  });
  hover.appendMarkdown('|\n');
}
