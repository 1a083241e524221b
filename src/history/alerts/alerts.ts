import type { Quota } from '../../dingtalk/endpoints/storage.ts';
import { dayLength, localDay } from '../localDay.ts';

/** In order of severity. */
export const alertLevels = ['warning', 'error', 'capacity'] as const;
export type AlertLevel = (typeof alertLevels)[number];

/** Which alerts were shown for a partition. */
export interface PartitionState {
  /** The highest level shown, until usage is two percentage points below it. */
  readonly told?: AlertLevel | undefined;
  /** The local day when the forecast first fell below the limit, and whether that was shown. */
  readonly forecast?: { readonly since: number; readonly isTold: boolean } | undefined;
}

/** Immutable: replaced, never changed. */
export interface AlertState {
  /** By corpId, then by partition type. */
  readonly partitions: Readonly<Record<string, Readonly<Record<string, PartitionState>>>>;
  /** By corpId: ms since 1970 until which no alerts are shown. */
  readonly snoozed: Readonly<Record<string, number>>;
  /** corpIds. */
  readonly muted: readonly string[];
}

export const noAlerts: AlertState = { partitions: {}, snoozed: {}, muted: [] };

/** A partition in a fresh answer from DingTalk; neither stale nor a sample. */
export interface NewReading {
  readonly corpId: string;
  readonly partitionType: string;
  readonly quota: Quota;
  /** Days until it is expected to be full. */
  readonly fullInDays?: number | undefined;
}

export interface Alert {
  readonly reading: NewReading;
  /** The level that was crossed, or `forecast` if the partition is expected to be full soon. */
  readonly kind: AlertLevel | 'forecast';
}

export interface AlertRules {
  /** Whether none may be shown. What is no longer so is taken note of all the same. */
  readonly isOff?: boolean;
  /** Used thousandths at which each level starts. */
  readonly thresholds: { readonly warning: bigint; readonly error: bigint };
  /** 0 is off. */
  readonly forecastAlertDays: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const forecastDays = { byDefault: 30, longest: 365 };

/** The setting `dingtalkStorage.forecastAlertDays`: 0 is off, and what is no number of days is the default. */
export function readForecastDays(setting: unknown): number {
  const isValid = typeof setting === 'number' && setting >= 0 && setting <= forecastDays.longest;
  return isValid ? setting : forecastDays.byDefault;
}

/** How many thousandths usage must fall below a level before crossing it is shown again. */
const rearmedBelow = 20n;
/** Forecasts fluctuate: one must move this much further out before it is shown again. */
const forecastRearmedAt = 1.5;

/** The alerts to show for new readings, all in one message, and the state afterwards. */
export function decideAlerts(
  state: AlertState,
  readings: readonly NewReading[],
  rules: AlertRules,
): { alerts: readonly Alert[]; state: AlertState } {
  const alerts: Alert[] = [];
  let next = state;
  for (const reading of readings) {
    const { corpId, partitionType } = reading;
    const before = own(own(next.partitions, corpId) ?? {}, partitionType) ?? {};
    const { kinds, after } = decide(
      before,
      reading,
      rules,
      rules.isOff === true || isQuiet(state, corpId, rules.now),
    );
    alerts.push(...kinds.map(kind => ({ reading, kind })));
    next = withPartition(next, reading, before, after);
  }
  return { alerts, state: next };
}

function isQuiet({ muted, snoozed }: AlertState, corpId: string, now: number): boolean {
  const until = own(snoozed, corpId) ?? 0;
  // No snooze is longer than this: if one seems to be, the clock was set back.
  return muted.includes(corpId) || (now < until && until - now <= snoozeLength);
}

function decide(before: PartitionState, reading: NewReading, rules: AlertRules, quiet: boolean) {
  const { quota, fullInDays } = reading;
  const crossed = levelOf(quota, rules, 0n);
  const held = lower(before.told, levelOf(quota, rules, rearmedBelow));
  const isHigher = rankOf(crossed) > rankOf(held);
  // A suppressed alert does not count as shown: it is shown once the organization's alerts are back on.
  const told = isHigher && !quiet ? crossed : held;
  const forecast = forecastOf(before.forecast, fullInDays, rules);
  const isDue = forecast !== undefined && !forecast.isTold && localDay(rules.now) > forecast.since && !quiet;
  const kinds: Alert['kind'][] = [];
  if (isHigher && !quiet && crossed !== undefined) {
    kinds.push(crossed);
  }
  if (isDue) {
    kinds.push('forecast');
  }
  return { kinds, after: { told, forecast: isDue ? { ...forecast, isTold: true } : forecast } };
}

/** The highest level that usage would reach if it were this many thousandths higher. */
function levelOf({ used, max }: Quota, { thresholds }: AlertRules, more: bigint): AlertLevel | undefined {
  if (max === undefined || max < 0n) {
    return undefined;
  }
  if (max === 0n) {
    return used > 0n ? 'capacity' : undefined;
  }
  const reaches = (perMille: bigint) => used * 1000n >= max * (perMille - more);
  const limits = { warning: thresholds.warning, error: thresholds.error, capacity: 1000n };
  return alertLevels.findLast(level => reaches(limits[level]));
}

function forecastOf(
  before: PartitionState['forecast'],
  fullInDays: number | undefined,
  { forecastAlertDays: limit, now }: AlertRules,
): PartitionState['forecast'] {
  if (limit > 0 && fullInDays !== undefined && fullInDays <= limit) {
    return before ?? { since: localDay(now), isTold: false };
  }
  const isStill = before?.isTold && fullInDays !== undefined && fullInDays <= limit * forecastRearmedAt;
  return isStill ? before : undefined;
}

function rankOf(level: AlertLevel | undefined): number {
  return level === undefined ? -1 : alertLevels.indexOf(level);
}

function lower(a: AlertLevel | undefined, b: AlertLevel | undefined): AlertLevel | undefined {
  return rankOf(a) < rankOf(b) ? a : b;
}

function withPartition(
  state: AlertState,
  { corpId, partitionType }: NewReading,
  before: PartitionState,
  after: PartitionState,
): AlertState {
  const isSame =
    before.told === after.told &&
    before.forecast?.since === after.forecast?.since &&
    before.forecast?.isTold === after.forecast?.isTold;
  if (isSame) {
    return state;
  }
  const others = own(state.partitions, corpId) ?? {};
  return { ...state, partitions: put(state.partitions, corpId, put(others, partitionType, after)) };
}

const snoozeLength = 7 * dayLength;

/** Suppresses an organization's alerts for 7 days, and then shows those that still apply. */
export function snooze(state: AlertState, corpId: string, now: number): AlertState {
  const partitions = put(state.partitions, corpId, {});
  return { ...state, partitions, snoozed: put(state.snoozed, corpId, now + snoozeLength) };
}

/** Turns an organization's alerts off or on again. */
export function mute(state: AlertState, corpId: string, isMuted: boolean): AlertState {
  const others = state.muted.filter(each => each !== corpId);
  return { ...state, muted: isMuted ? [...others, corpId] : others };
}

/** Forgets all about an organization. */
export function forgetAlerts({ partitions, snoozed, muted }: AlertState, corpId: string): AlertState {
  return {
    partitions: without(partitions, corpId),
    snoozed: without(snoozed, corpId),
    muted: muted.filter(each => each !== corpId),
  };
}

/** Names come from outside: even `constructor` must be a normal key. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function put<T>(record: Readonly<Record<string, T>>, key: string, value: T): Readonly<Record<string, T>> {
  return Object.fromEntries([...Object.entries(without(record, key)), [key, value]]);
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}
