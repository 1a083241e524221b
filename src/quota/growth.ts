import type { Signal } from '../signal.ts';

/** How storage grows, for rows: known at once, or later with a signal. */
export interface GrowthInRow {
  /** When a partition will be full, in words; `undefined` if that is not soon, or not known yet. */
  forecastOf(corpId: string, partitionType: string): string | undefined;
  /** Whether the alerts of an organization are muted. */
  isMuted(corpId: string): boolean;
}

/** How storage grows, for rows and hovers. */
export interface Growth extends GrowthInRow {
  /** Fires with the corpId of the organization whose row has changed. */
  readonly onDidChange: Signal<string>;
  /** For a hover: pairs of a name and its value. @param partitionType default: all partitions */
  factsOf(corpId: string, partitionType?: string): Promise<readonly (readonly [string, string])[]>;
}

export const noGrowth: GrowthInRow = { forecastOf: () => undefined, isMuted: () => false };
