import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DingTalkError } from '../dingtalk/errors.ts';
import { type Charge, isFree } from '../dingtalk/wire/charge.ts';
import { monthOf } from './month.ts';
import type { Entry } from './tally.ts';

/**
 * Logs every metered call of this window: one line when it is sent, and another if it turns out not to count. Each
 * window has its own file for each month, so that no two write to the same one. The first line is written before the
 * call is sent: if the editor is killed in between, one call too many is counted, never one too few.
 */
export class UsageLog {
  private readonly file = `${process.pid}-${randomUUID()}.jsonl`;
  private hasFailed = false;

  /** @param folder has a folder for each month */
  constructor(
    private readonly folder: string,
    private readonly log: { warn(line: string): void },
    private readonly now: () => number = Date.now,
  ) {}

  /** A `Meter`. */
  count(charge: Charge): (failure: unknown) => void {
    const at = this.now();
    const file = path.join(this.folder, monthOf(at), this.file);
    if (!this.append(file, { at, ...charge })) {
      return () => {};
    }
    return failure => {
      if (isFree(failure)) {
        const isUsedUp = failure instanceof DingTalkError && failure.kind === 'monthlyQuotaUsed';
        const calls = charge.calls === 0 ? 0 : -charge.calls;
        this.append(file, { ...charge, at: this.now(), calls, ...(isUsedUp ? { isUsedUp } : {}) });
      }
    };
  }

  private append(file: string, entry: Entry): boolean {
    // The line break comes first, so that a line torn by a full disk does not spoil the next.
    const line = `\n${JSON.stringify(entry)}`;
    try {
      appendLine(file, line);
      return true;
    } catch (error) {
      if (!this.hasFailed) {
        this.hasFailed = true;
        const { code = 'unknown error' } = error as NodeJS.ErrnoException;
        this.log.warn(`API calls are made but cannot be counted: ${code}`);
      }
      return false;
    }
  }
}

function appendLine(file: string, line: string): void {
  try {
    appendFileSync(file, line);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    appendFileSync(file, line);
  }
}
