import type { Quota } from '../dingtalk/endpoints/storage.ts';
import type { Chart } from '../pages/contract.ts';

/** How figures are worded, by the feature that shows them. */
export interface FigureWords {
  /** BCP 47. */
  readonly language: string;
  /** `12 GB`. */
  size(bytes: bigint): string;
  /** `96.4%`; `undefined` without a limit. */
  percent(quota: Quota): string | undefined;
  /** `96.4% · 987.1 GB of 1 TB · almost full`. */
  quotaText(quota: Quota): string;
  partitionName(partitionType: string): string;
  /** The units of sizes, smallest first; each text has `{0}` for the number. */
  readonly units: Chart['units'];
}
