import * as vscode from 'vscode';
import { wholeMilliseconds } from '../../dingtalk/wire/timers.ts';
import { readSetting } from '../../editor/settings.ts';
import { settings } from '../../ids.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import type { OpenBudget } from '../openBudget.ts';
import { BackgroundRefresh, type Clock, dueForRefresh } from './backgroundRefresh.ts';
import { priceOf, readInterval, rejectionReason } from './refreshInterval.ts';
import { startDailyReading } from './startDailyReading.ts';

export interface BackgroundParts {
  readonly budget: OpenBudget;
  readonly organizations: Organizations;
  readonly quota: {
    /** Whether the figures are visible, in the view or in the status bar. */
    isShown(): boolean;
    readonly onDidChangeShown: vscode.Event<unknown>;
    readonly store: {
      /** What is known about an organization; `fetchedAt` in milliseconds since 1970. */
      get(corpId: string): { readonly storage?: { readonly fetchedAt: number } };
      refresh(organization: Organization, purpose: 'background' | 'daily'): Promise<unknown>;
    };
  };
}

/** Milliseconds after which the user is assumed to have finished typing a value. */
const settledAfter = 1500;

const clock: Clock = {
  now: Date.now,
  random: Math.random,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, wholeMilliseconds(milliseconds));
    return () => clearTimeout(timer);
  },
};

/** Refreshes in the background as the settings say, and shows the cost when one of them changes. */
export function startBackgroundRefresh(parts: BackgroundParts): vscode.Disposable {
  const { budget, organizations, quota } = parts;
  const { store } = quota;
  const fetchedAt = ({ corpId }: Organization) => store.get(corpId).storage?.fetchedAt;
  const { files, turns, limits } = budget;
  const setting = () => readSetting(settings.refreshIntervalMinutes);
  const background = new BackgroundRefresh(
    {
      interval: () => readInterval(setting()),
      isWatched: () => vscode.window.state.focused && quota.isShown(),
      lastTurn: () => turns.last(),
      takeTurn: (now, interval) => turns.take(now, interval),
      async refresh(interval) {
        const tallies = await files.thisMonth();
        const isUsedUp = ({ corpId }: Organization) => tallies.get(corpId)?.isUsedUp ?? false;
        const oldest = Date.now() - interval / 2;
        for (const organization of dueForRefresh(organizations.usable, isUsedUp, fetchedAt, oldest)) {
          // The tree shows which ones failed.
          store.refresh(organization, 'background').catch(() => {});
        }
      },
    },
    clock,
  );
  const announce = () => {
    const reason = rejectionReason(setting());
    if (reason !== undefined) {
      void vscode.window.showWarningMessage(reason);
    } else if (readInterval(setting()) > 0) {
      const { length } = organizations.usable;
      const price = priceOf(readInterval(setting()), length, limits().allowance, vscode.env.language);
      void vscode.window.showInformationMessage(price);
    }
  };
  let known = setting();
  let cancelAnnouncement = () => {};
  const update = () => background.update();
  const listeners = [
    vscode.window.onDidChangeWindowState(update),
    quota.onDidChangeShown(update),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(settings.refreshIntervalMinutes) && setting() !== known) {
        known = setting();
        update();
        cancelAnnouncement();
        // Only in the window where it was set, and not for each digit while it is being typed.
        if (vscode.window.state.focused) {
          cancelAnnouncement = clock.after(settledAfter, announce);
        }
      }
    }),
  ];
  update();
  const daily = startDailyReading({ budget, organizations, store }, clock);
  return vscode.Disposable.from(background, daily, ...listeners, { dispose: () => cancelAnnouncement() });
}
