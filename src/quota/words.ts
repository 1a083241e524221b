import * as l10n from '@vscode/l10n';
import type { Quota } from '../dingtalk/endpoints/storage.ts';
import { cleanText } from '../text/cleanText.ts';
import { type Format, formatPercent, formatSize } from './format.ts';
import { capacityOf, levelOf, limitOf, type Thresholds } from './fullness.ts';

/** `PUBLIC_OSS_PARTITION` in words; an unknown type is shown as it came. */
export function partitionName(partitionType: string): string {
  switch (partitionType) {
    case 'PUBLIC_OSS_PARTITION':
      return l10n.t('Public cloud OSS');
    case 'MINI_OSS_PARTITION':
      return l10n.t('Dedicated MiniOSS');
    default:
      return cleanText(partitionType) || l10n.t('Unnamed partition');
  }
}

/** What is shown in place of the quota of a partition that has none. */
export const unreadableQuota = () => l10n.t('quota could not be read');

/** `SHARE` or `PRIVATE` in words; an unknown type is shown as it came. */
export function capacityType(type: string): string {
  switch (type) {
    case 'SHARE':
      return l10n.t('Shared');
    case 'PRIVATE':
      return l10n.t('Dedicated');
    default:
      return cleanText(type) || l10n.t('not set');
  }
}

/** How full, in one line: `96.4% · 987.1 GB of 1 TB · almost full`. */
export function quotaText(quota: Quota, format: Format): string {
  return joined(figuresText(quota, format), levelText(quota, format.thresholds));
}

/** How full, in numbers alone: `0.9% · 953.5 MB of 100 GB`. The percentage comes first, as narrow views cut the end off. */
export function figuresText(quota: Quota, format: Format): string {
  const used = formatSize(quota.used, format);
  const capacity = capacityOf(quota);
  if (capacity === undefined) {
    return l10n.t('{0} used, no limit set', used);
  }
  const percent = formatPercent(quota, format);
  return percent === undefined
    ? l10n.t('{0} used', used)
    : joined(percent, l10n.t('{0} of {1}', used, formatSize(capacity, format)));
}

/** How short of space, in words, so that color is never the only sign; `undefined` if there is enough. */
export function levelText(quota: Quota, thresholds: Thresholds): string | undefined {
  switch (levelOf(quota, thresholds)) {
    case 'normal':
      return undefined;
    case 'warning':
      return l10n.t('filling up');
    case 'error':
      return quota.used === limitOf(quota) ? l10n.t('full') : l10n.t('almost full');
    case 'over':
      return l10n.t('over capacity');
  }
}

/** Joins the non-empty parts in one line. */
export function joined(...parts: (string | undefined)[]): string {
  return parts.filter(part => part !== undefined && part !== '').join(' · ');
}
