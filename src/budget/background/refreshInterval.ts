import * as l10n from '@vscode/l10n';
import { formatCount } from '../budget.ts';

const minMinutes = 60;
const longestMonth = 31 * 24 * 60;

/** The setting `dingtalkStorage.refreshIntervalMinutes` in minutes: 0 if off or invalid. */
export function readInterval(setting: unknown): number {
  return typeof setting === 'number' && setting >= minMinutes && Number.isFinite(setting) ? setting : 0;
}

/** Why a value of the setting is invalid; `undefined` if it is valid. */
export function rejectionReason(setting: unknown): string | undefined {
  return setting === 0 || readInterval(setting) > 0
    ? undefined
    : l10n.t(
        'Background refresh is off because {0} is not a valid number of minutes. Set at least {1}, or 0 to turn it off. Every call is metered.',
        typeof setting === 'number' ? setting : '?',
        minMinutes,
      );
}

/** The most that a background refresh costs per month, in the user's language. */
export function priceOf(minutes: number, organizations: number, allowance: number, language: string): string {
  const each = Math.floor(longestMonth / minutes);
  const count = (value: number) => formatCount(value, language);
  if (organizations === 0) {
    return l10n.t(
      'Background refresh is on, every {0} minutes. It makes no calls until an organization is added.',
      count(minutes),
    );
  }
  return organizations === 1
    ? l10n.t(
        'Refreshing 1 organization every {0} minutes uses up to {1} of its {2} metered calls per month.',
        count(minutes),
        count(each),
        count(allowance),
      )
    : l10n.t(
        "Refreshing {1} organizations every {0} minutes uses up to {2} of each organization's {3} metered calls per month, {4} in total.",
        count(minutes),
        count(organizations),
        count(each),
        count(allowance),
        count(each * organizations),
      );
}
