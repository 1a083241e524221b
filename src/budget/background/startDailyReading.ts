import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { onDidChangeSetting, readSetting } from '../../editor/settings.ts';
import { settings } from '../../ids.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { formatCount } from '../budget.ts';
import type { OpenBudget } from '../openBudget.ts';
import { type Clock, dueForRefresh } from './backgroundRefresh.ts';
import { DailyReading } from './dailyReading.ts';

export interface DailyParts {
  readonly budget: Pick<OpenBudget, 'files' | 'dailyTurns' | 'limits'>;
  readonly organizations: Organizations;
  readonly store: {
    /** What is known about an organization; `fetchedAt` in milliseconds since 1970. */
    get(corpId: string): { readonly storage?: { readonly fetchedAt: number } };
    refresh(organization: Organization, purpose: 'daily'): Promise<unknown>;
  };
}

/** Takes a reading a day, if the setting says so, and tells what it costs when it is set. */
export function startDailyReading(
  { budget, organizations, store }: DailyParts,
  clock: Clock,
): vscode.Disposable {
  const { files, dailyTurns, limits } = budget;
  const isOn = () => readSetting(settings.keepDailyReading) === true;
  const daily = new DailyReading(
    {
      isOn,
      lastTurn: () => dailyTurns.last(),
      takeTurn: (now, interval) => dailyTurns.take(now, interval),
      async read(since) {
        const tallies = await files.thisMonth();
        const isUsedUp = ({ corpId }: Organization) => tallies.get(corpId)?.isUsedUp ?? false;
        const fetchedAt = ({ corpId }: Organization) => store.get(corpId).storage?.fetchedAt;
        for (const organization of dueForRefresh(organizations.usable, isUsedUp, fetchedAt, since)) {
          // The tree shows which ones failed.
          store.refresh(organization, 'daily').catch(() => {});
        }
      },
    },
    clock,
  );
  const changes = onDidChangeSetting(settings.keepDailyReading, () => {
    daily.update();
    // Only in the window where it was set.
    if (isOn() && vscode.window.state.focused) {
      void vscode.window.showInformationMessage(priceOfDaily(limits().allowance, vscode.env.language));
    }
  });
  daily.update();
  return vscode.Disposable.from(daily, changes);
}

function priceOfDaily(allowance: number, language: string): string {
  return l10n.t(
    'Keeping one reading a day uses up to {0} of the {1} metered calls that each organization has per month.',
    formatCount(31, language),
    formatCount(allowance, language),
  );
}
