import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { byPerson } from '../../editor/command.ts';
import { commands } from '../../ids.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import type { FigureWords } from '../words.ts';
import type { AlertFiles } from './alertFiles.ts';
import { type Alert, mute, snooze } from './alerts.ts';
import { alertText } from './alertWords.ts';

export interface ShowAlertsParts {
  readonly organizations: Organizations;
  readonly files: AlertFiles;
  readonly words: () => FigureWords;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called when an organization was muted. */
  readonly changed: (corpId: string) => void;
}

/** Shows all alerts in one message. */
export async function showAlerts(alerts: readonly Alert[], parts: ShowAlertsParts): Promise<void> {
  const { organizations, files, words, now, changed } = parts;
  const corpIds = [...new Set(alerts.map(({ reading }) => reading.corpId))];
  const [first, ...others] = corpIds;
  const labelOf = (corpId: string) => organizations.find(corpId)?.label ?? corpId;
  const buttons = {
    trend: l10n.t('Show Trend'),
    snooze: l10n.t('Snooze for 7 Days'),
    mute: others.length === 0 ? l10n.t('Mute This Organization') : l10n.t('Mute These Organizations'),
  };
  const text = alertText(alerts, labelOf, words());
  switch (await vscode.window.showWarningMessage(text, ...Object.values(buttons))) {
    case buttons.trend:
      await vscode.commands.executeCommand(
        commands.showTrend,
        others.length === 0 ? { corpId: first, ...byPerson } : undefined,
      );
      return;
    case buttons.snooze:
      await files.update(state => ({
        state: corpIds.reduce((all, corpId) => snooze(all, corpId, now()), state),
      }));
      return;
    case buttons.mute:
      await files.update(state => ({
        state: corpIds.reduce((all, corpId) => mute(all, corpId, true), state),
      }));
      corpIds.forEach(changed);
  }
}
