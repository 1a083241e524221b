import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { appendPlainText } from '../../editor/plainText.ts';
import { readSetting } from '../../editor/settings.ts';
import { commands, settings, views } from '../../ids.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import type { Level } from '../figures.ts';
import { readFormat } from '../readFormat.ts';
import type { StorageStore } from '../storageStore.ts';
import { coalesce } from './coalesce.ts';
import { badgeOf, standingsOf } from './standings.ts';
import { type StatusBar, type StatusLine, statusBarOf } from './statusBar.ts';

/** Of a thousand organizations that answer, a person need not see each; and ages are told in minutes. */
const milliseconds = { betweenDrawings: 200, untilAgesChange: 60_000 };

/**
 * Shows how full the fullest organization is in the status bar, and how many are short of space on the view's icon.
 * It shows what the store knows, and asks nothing.
 */
export function createStatusBar(
  organizations: Organizations,
  store: StorageStore,
  view: { showBadge(badge: vscode.ViewBadge | undefined): void },
  onDidChangeStorage: vscode.Event<string>,
): vscode.Disposable & { redraw(): void; isShown(): boolean } {
  const item = statusBarItem();
  const drawing = coalesce(() => {
    const format = readFormat();
    const standings = standingsOf(organizations.usable, store);
    const isWanted = readSetting(settings.showStatusBarItem) !== false;
    item.show(isWanted ? statusBarOf(standings, format, Date.now()) : undefined);
    view.showBadge(badgeOf(standings, format.thresholds));
  }, milliseconds.betweenDrawings);
  const aging = setInterval(drawing.want, milliseconds.untilAgesChange);
  const changed = onDidChangeStorage(drawing.want);
  drawing.want();
  return {
    redraw: drawing.want,
    isShown: item.isShown,
    dispose() {
      clearInterval(aging);
      vscode.Disposable.from(changed, drawing, item).dispose();
    },
  };
}

/** The item of the editor, made when there is something to show, and left alone while that is the same. */
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

/** A table. Names come from the settings and reasons from the server, so none is Markdown. */
function hoverOf({ lines, more }: StatusBar): vscode.MarkdownString {
  const hover = new vscode.MarkdownString();
  hover.isTrusted = { enabledCommands: [focusView, commands.refresh] };
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
    link(l10n.t('Refresh All'), commands.refresh),
  ];
  return hover.appendMarkdown(`\n\n${links.join(' · ')}`);
}

function cellsOf({ name, gauge, state, age }: StatusLine): string[] {
  return [name, gauge, state, age];
}

function appendRow(hover: vscode.MarkdownString, cells: readonly string[]): void {
  cells.forEach((cell, index) => {
    // Room between the columns, of which the editor leaves none.
    hover.appendMarkdown(index === 0 ? '|' : '&ensp;|');
    appendPlainText(hover, cell);
  });
  hover.appendMarkdown('|\n');
}
