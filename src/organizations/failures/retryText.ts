import * as l10n from '@vscode/l10n';

/** What a person who waits is told when a call is made again. */
export function retryText(retry: number, of: number): string {
  return l10n.t('trying again, {0} of {1}', retry, of);
}

/** As {@link retryText}, for a row that has a figure behind it. */
export function shortRetryText(retry: number, of: number): string {
  return l10n.t('Retry {0} of {1}', retry, of);
}
