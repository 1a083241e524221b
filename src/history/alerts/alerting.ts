import { hasQuota, type Partition } from '../../dingtalk/endpoints/storage.ts';
import { asOf } from '../outlook.ts';
import type { StorageTrend } from '../trend.ts';
import type { AlertFiles } from './alertFiles.ts';
import { type Alert, type AlertRules, decideAlerts, type NewReading } from './alerts.ts';

/** Milliseconds without an answer until those so far are looked at together, and after which they are in any case. */
const waits = { quiet: 1000, longest: 10_000 };

export interface AlertingParts {
  readonly files: AlertFiles;
  readonly rules: () => AlertRules;
  /** As of the readings up to now. */
  readonly trendOf: (corpId: string) => Promise<StorageTrend>;
  readonly show: (alerts: readonly Alert[]) => void;
}

/** Looks at new figures, those of several organizations at once, and shows what nobody was told of yet. */
export class Alerting {
  private readonly waiting = new Map<string, readonly Partition[]>();
  private timer: NodeJS.Timeout | undefined;
  private since = 0;

  constructor(private readonly parts: AlertingParts) {}

  /** Takes the figures of an answer that has just come; not those of a sample. */
  take(corpId: string, partitions: readonly Partition[]): void {
    const now = performance.now();
    this.since = this.waiting.size === 0 ? now : this.since;
    this.waiting.set(corpId, partitions);
    clearTimeout(this.timer);
    const wait = Math.min(waits.quiet, this.since + waits.longest - now);
    this.timer = setTimeout(() => this.decide(), wait).unref();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  /** Shows what there is to be told of the figures so far. */
  async decide(): Promise<void> {
    // Named in an order that does not hang on which answer came first.
    const answers = [...this.waiting].toSorted(([a], [b]) => (a < b ? -1 : 1));
    this.waiting.clear();
    const readings: NewReading[] = [];
    for (const [corpId, partitions] of answers) {
      readings.push(...(await this.readingsOf(corpId, partitions)));
    }
    const { files, rules, show } = this.parts;
    const decided = await files.update(state => decideAlerts(state, readings, rules()));
    if (decided !== undefined && decided.alerts.length > 0) {
      show(decided.alerts);
    }
  }

  private async readingsOf(corpId: string, partitions: readonly Partition[]): Promise<NewReading[]> {
    const { rules, trendOf } = this.parts;
    const { forecastAlertDays, now } = rules();
    const trends = forecastAlertDays > 0 ? (await trendOf(corpId)).partitions : [];
    return partitions.filter(hasQuota).map(({ partitionType, quota }) => {
      const trend = trends.find(each => each.partitionType === partitionType);
      return { corpId, partitionType, quota, fullInDays: trend && asOf(trend, now).fullInDays?.expected };
    });
  }
}
