import * as l10n from '@vscode/l10n';
import type { Purpose } from '../organizations/openApi.ts';
import { numberFormat } from '../text/formats.ts';
import type { Tally } from './tally.ts';

/** The settings, validated. */
export interface Limits {
  /** Metered calls that an organization may make in a month. */
  readonly allowance: number;
  /** How much of it audits may use before the user must confirm, in percent. */
  readonly auditSharePercent: number;
}

export function readLimits(allowance: unknown, auditSharePercent: unknown): Limits {
  return {
    allowance: isWhole(allowance) ? allowance : 5000,
    auditSharePercent: isWhole(auditSharePercent) && auditSharePercent <= 100 ? auditSharePercent : 50,
  };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

/** What is left of an organization's monthly calls, and what an audit would use. */
export interface Budget {
  /** Metered calls this month so far, as counted by this extension; the organization's other apps make more. */
  readonly used: number;
  readonly allowance: number;
  /** Never below zero. */
  readonly left: number;
  /** The share of the allowance used by this month's audits including the coming one: 0.5 is half. */
  readonly share: number;
  /** What the user must confirm, in their language, if the audit exceeds what is left, or the share of audits. */
  readonly warning?: string;
  /** The price, in the user's language. */
  readonly sentence: string;
}

/**
 * The budget of an audit before it starts.
 *
 * @param calls metered calls that it will make
 * @param isMaximum whether it may make fewer
 */
export function budgetOf(
  tally: Tally | undefined,
  calls: number,
  { allowance, auditSharePercent }: Limits,
  language: string,
  isMaximum = false,
): Budget {
  const used = tally?.total ?? 0;
  const left = Math.max(0, allowance - used);
  const audit: Purpose = 'audit';
  const share = ((tally?.calls.get(audit) ?? 0) + calls) / allowance;
  const [price, rest, all] = [calls, left, allowance].map(count => formatCount(count, language)) as [
    string,
    string,
    string,
  ];
  return {
    used,
    allowance,
    left,
    share,
    ...warningOf({ calls, left, isMaximum, percent: share * 100, limit: auditSharePercent }, language),
    sentence:
      calls === 1
        ? l10n.t(
            '1 metered call; {0} of {1} left this month, counted by this extension (other apps share the allowance)',
            rest,
            all,
          )
        : l10n.t(
            '{0} metered calls; {1} of {2} left this month, counted by this extension (other apps share the allowance)',
            price,
            rest,
            all,
          ),
  };
}

/** @param percent of the allowance, for all audits of the month */
function warningOf(
  {
    calls,
    left,
    isMaximum,
    percent,
    limit,
  }: Record<'calls' | 'left' | 'percent' | 'limit', number> & {
    isMaximum: boolean;
  },
  language: string,
): Pick<Budget, 'warning'> {
  if (calls > left) {
    const [needed, rest] = [formatCount(calls, language), formatCount(left, language)];
    return {
      warning: isMaximum
        ? l10n.t('Metered calls: up to {0} needed, {1} left this month. Start anyway?', needed, rest)
        : l10n.t('Metered calls: {0} needed, {1} left this month. Start anyway?', needed, rest),
    };
  }
  if (percent <= limit) {
    return {};
  }
  const used = formatCount(Math.ceil(percent), language);
  return {
    warning: l10n.t(
      'Audits would use {0}% of the calls of this month. The limit you set for them is {1}%. Start anyway?',
      used,
      limit,
    ),
  };
}

/** What was used this month and what is left, as names and values in the user's language. */
export function usageFacts(
  tally: Tally | undefined,
  { allowance }: Limits,
  language: string,
): [string, string][] {
  const used = tally?.total ?? 0;
  const [count, rest, all] = [used, Math.max(0, allowance - used), allowance].map(number =>
    formatCount(number, language),
  ) as [string, string, string];
  return [
    [l10n.t('API calls this month'), l10n.t('{0}, counted by this extension', count)],
    [l10n.t('API calls left'), l10n.t('{0} of {1}, shared with other apps', rest, all)],
  ];
}

export function formatCount(count: number, language: string): string {
  return numberFormat(language).format(count);
}
