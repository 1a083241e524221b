import path from 'node:path';
import type { Partition } from '../../dingtalk/endpoints/storage.ts';
import { isSample } from '../../organizations/organization.ts';
import { dayLength } from '../localDay.ts';
import type { Reading } from '../readings.ts';
import { looksBack, type StorageTrend, trendOf } from '../trend.ts';
import { ReadingFiles } from './readingFiles.ts';
import { ReadingLog } from './readingLog.ts';

export interface HistoryParts {
  /** The extension's own folder, which all windows share. */
  readonly folder: string;
  /** Milliseconds since 1970, by DingTalk's clock. */
  readonly now: () => number;
  /** The invented readings of a sample organization, in order of time. */
  readonly samples: (corpId: string) => Promise<readonly Reading[]>;
  readonly log: { warn(line: string): void };
}

/** The readings of all organizations, and what they show. Reads nothing until it is asked. */
export class History {
  private readonly readingLog: ReadingLog;
  private readonly files: ReadingFiles;
  private hasFailed = false;

  constructor(private readonly parts: HistoryParts) {
    const root = path.join(parts.folder, 'history');
    this.readingLog = new ReadingLog(root);
    this.files = new ReadingFiles(root);
  }

  /** Adds the figures of an answer that has just come. Where that fails, the log says so, once. */
  keep(corpId: string, partitions: readonly Partition[]): void {
    const { now, log } = this.parts;
    const failure = this.readingLog.append(corpId, Math.floor(now()), partitions);
    if (failure !== undefined && !this.hasFailed) {
      this.hasFailed = true;
      log.warn(`The history of the storage cannot be written: ${failure}`);
    }
  }

  /** In order of time. */
  async readings(corpId: string): Promise<readonly Reading[]> {
    return isSample({ corpId }) ? this.parts.samples(corpId) : this.files.read(corpId);
  }

  async trend(corpId: string): Promise<StorageTrend> {
    return trendOf(corpId, await this.readings(corpId));
  }

  /** The trend, with the readings that it rests on alone. */
  async recentTrend(corpId: string): Promise<StorageTrend> {
    const since = this.parts.now() - (looksBack + 1) * dayLength;
    return isSample({ corpId })
      ? this.trend(corpId)
      : trendOf(corpId, await this.files.recent(corpId, since));
  }

  /** Deletes an organization's readings. @throws what `fs` throws */
  forget(corpId: string): Promise<void> {
    return this.files.forget(corpId);
  }
}
