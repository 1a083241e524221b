import path from 'node:path';
import * as vscode from 'vscode';
import type { Meter } from '../dingtalk/wire/charge.ts';
import { readSetting } from '../editor/settings.ts';
import { settings } from '../ids.ts';
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
  /** For an organization's hover. */
  factsOf(corpId: string): Promise<[string, string][]>;
  /** What this many metered calls of an audit would use of an organization's monthly calls. */
  budgetFor(corpId: string, calls: number): Promise<Budget>;
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
    factsOf: async corpId => usageFacts(await tallyOf(corpId), limits(), vscode.env.language),
    budgetFor: async (corpId, calls) => budgetOf(await tallyOf(corpId), calls, limits(), vscode.env.language),
  };
}
