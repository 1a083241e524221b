import path from 'node:path';
import * as vscode from 'vscode';
import type { Meter } from '../dingtalk/wire/charge.ts';
import { readSetting } from '../editor/settings.ts';
import { settings } from '../ids.ts';
import { readInterval } from './background/refreshInterval.ts';
import { Turns } from './background/turns.ts';
import { type Budget, budgetOf, type Limits, readLimits, usageFacts } from './budget.ts';
import { UsageFiles } from './usageFiles.ts';
import { UsageLog } from './usageLog.ts';

/** What was counted, and what the settings allow. Reads nothing until it is needed. */
export interface OpenBudget {
  readonly meter: Meter;
  readonly files: UsageFiles;
  readonly turns: Turns;
  /** Of the daily reading. */
  readonly dailyTurns: Turns;
  limits(): Limits;
  /** Minutes between background refreshes; 0 is off. */
  refreshInterval(): number;
  /** For an organization's hover. */
  factsOf(corpId: string): Promise<[string, string][]>;
  /** This month's calls of an organization. */
  usageOf(corpId: string): Promise<{ used: number; allowance: number; isUsedUp: boolean }>;
  /** What this many metered calls of an audit, or so many at most, would use of an organization's monthly calls. */
  budgetFor(corpId: string, calls: number, isMaximum?: boolean): Promise<Budget>;
}

/** @param folder the extension's own, which all windows share */
export function openBudget(folder: string, log: { warn(line: string): void }): OpenBudget {
  const usageFolder = path.join(folder, 'usage');
  const usageLog = new UsageLog(usageFolder, log);
  const files = new UsageFiles(usageFolder);
  const limits = () =>
    readLimits(readSetting(settings.monthlyCallAllowance), readSetting(settings.auditShareLimitPercent));
  const tallyOf = async (corpId: string) => (await files.thisMonth()).get(corpId);
  return {
    meter: charge => usageLog.count(charge),
    files,
    turns: new Turns(path.join(folder, 'turns')),
    dailyTurns: new Turns(path.join(folder, 'turns', 'daily')),
    limits,
    refreshInterval: () => readInterval(readSetting(settings.refreshIntervalMinutes)),
    factsOf: async corpId => usageFacts(await tallyOf(corpId), limits(), vscode.env.language),
    usageOf: async corpId => {
      const { total = 0, isUsedUp = false } = (await tallyOf(corpId)) ?? {};
      return { used: total, allowance: limits().allowance, isUsedUp };
    },
    budgetFor: async (corpId, calls, isMaximum) =>
      budgetOf(await tallyOf(corpId), calls, limits(), vscode.env.language, isMaximum),
  };
}
