import * as l10n from '@vscode/l10n';
import { filesize } from 'filesize';
import type { Quota } from '../dingtalk/endpoints/storage.ts';
import { ageFormat, type NumberOptions, numberFormat, timeFormat } from '../text/formats.ts';
import { type Thresholds, usedPerMille } from './fullness.ts';

export const sizeUnits = ['jedec', 'iec', 'si'] as const;
export type SizeUnits = (typeof sizeUnits)[number];

/** How figures are written: the language (BCP 47), and what the settings say. */
export interface Format {
  readonly language: string;
  readonly units: SizeUnits;
  readonly thresholds: Thresholds;
}

const numberOptions = {
  size: { maximumFractionDigits: 1, useGrouping: false },
  bytes: {},
  percent: { style: 'percent', maximumFractionDigits: 1 },
} satisfies Record<string, NumberOptions>;

/** Bytes in a readable unit with one decimal: `953.5 MB`. May be negative, as DingTalk may send any number. */
export function formatSize(bytes: bigint, { units, language }: Format): string {
  const options = { base: units === 'si' ? 10 : 2, standard: units, round: 1, output: 'object' } as const;
  const { value, symbol } = filesize(bytes < 0n ? -bytes : bytes, options);
  const signed = bytes < 0n ? -Number(value) : Number(value);
  return `${numberFormat(language, numberOptions.size).format(signed)} ${symbol}`;
}

/** The units of sizes, smallest first: the bytes in each, and a text with `{0}` for the number. */
export function sizeScale({ units }: Pick<Format, 'units'>): { size: number; text: string }[] {
  const base = units === 'si' ? 1000 : 1024;
  return [0, 1, 2, 3, 4, 5, 6].map(power => {
    const size = base ** power;
    const options = { base: units === 'si' ? 10 : 2, standard: units, output: 'object' } as const;
    return { size, text: `{0} ${filesize(size, options).symbol}` };
  });
}

/** The exact number of bytes: `999,817,216 bytes`. */
export function formatBytes(bytes: bigint, { language }: Format): string {
  return l10n.t('{0} bytes', numberFormat(language, numberOptions.bytes).format(bytes));
}

/** How full, never rounded down to zero or up to full: `0.9%`; `undefined` without a limit. */
export function formatPercent(quota: Quota, { language }: Format): string | undefined {
  const perMille = usedPerMille(quota);
  if (perMille === undefined || quota.max === undefined) {
    return undefined;
  }
  const percent = numberFormat(language, numberOptions.percent);
  if (perMille === 0n && quota.used > 0n) {
    return `<${percent.format(0.001)}`;
  }
  const isJustOver = perMille === 1000n && quota.used > quota.max;
  return `${isJustOver ? '>' : ''}${percent.format(Number(perMille) / 1000)}`;
}

const gaugeCells = 10n;

/**
 * How full, as a number and a bar on one line: `72% ▓▓▓▓▓▓▓░░░`; `undefined` without a limit. The bar is full only if
 * the partition is. The number comes first for screen readers.
 */
export function formatGauge(quota: Quota, format: Format): string | undefined {
  const [perMille, percent] = [usedPerMille(quota), formatPercent(quota, format)];
  if (perMille === undefined || percent === undefined) {
    return undefined;
  }
  const nearest = (perMille * gaugeCells + 500n) / 1000n;
  const partly = Math.min(Math.max(Number(nearest), 0), Number(gaugeCells) - 1);
  const cells = perMille >= 1000n ? Number(gaugeCells) : partly;
  return `${percent}\u00a0${'▓'.repeat(cells)}${'░'.repeat(Number(gaugeCells) - cells)}`;
}

/** An age in milliseconds, in its largest unit: `2 hours ago`. */
export function formatAge(milliseconds: number, { language }: Format): string {
  const relative = ageFormat(language);
  const minutes = Math.floor(Math.max(0, milliseconds) / 60_000);
  if (minutes < 1) {
    return l10n.t('just now');
  }
  if (minutes < 60) {
    return relative.format(-minutes, 'minute');
  }
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? relative.format(-hours, 'hour') : relative.format(-Math.floor(hours / 24), 'day');
}

/** A point in time to the second, formatted for the language. */
export function formatTime(time: number, { language }: Format): string {
  return timeFormat(language).format(time);
}

/** Reads the setting `dingtalkStorage.sizeUnits`; an invalid value gives the default. */
export function readSizeUnits(value: unknown): SizeUnits {
  return sizeUnits.find(units => units === value) ?? 'jedec';
}
