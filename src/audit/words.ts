import * as l10n from '@vscode/l10n';
import { DingTalkError, type ErrorKind, errorKinds } from '../dingtalk/errors.ts';
import { explain } from '../organizations/failures/explain.ts';
import { cleanText, oneLine } from '../text/cleanText.ts';
import { numberFormat, timeFormat } from '../text/formats.ts';
import { modeText } from '../text/modes.ts';
import { type Audit, type AuditOutcome, countOutcomes, listedKey } from './audit.ts';
import type { FileList } from './input/fileList.ts';
import type { Listed } from './input/listSpace.ts';
import type { Progress } from './run/runAudit.ts';
import { createBreather } from './yielding.ts';

/** The title of an audit by itself, as in a tab. A name that starts with the word does not need it twice. */
export function auditTitle(name: string): string {
  const word = l10n.t('Audit');
  const cleaned = cleanText(name);
  return cleaned.startsWith(word) ? cleaned : `${word} ${cleaned}`;
}

/** A result in a few words. */
export function outcomeText(outcome: AuditOutcome): string {
  if ('grants' in outcome) {
    return keyText(listedKey);
  }
  return 'inheritance' in outcome ? modeText(outcome.inheritance) : kindText(outcome.kind);
}

/** A mode, listed grants, or a kind of failure, in a few words. */
export function keyText(key: string): string {
  if (key === listedKey) {
    return l10n.t('Grants listed');
  }
  const kind = errorKinds.find(each => each === key);
  return kind === undefined ? modeText(key) : kindText(kind);
}

function kindText(kind: ErrorKind): string {
  return explain(new DingTalkError(kind)).summary;
}

/** How many there are of each, the most frequent first: `Inherits (PASS_ON) 1,200 · Not found 40`. */
export function countsText(counts: ReadonlyMap<string, number>, language: string): string {
  const number = numberFormat(language);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([key, count]) => `${keyText(key)} ${number.format(count)}`)
    .join(' · ');
}

/** A time in its two largest units: `1 min 9 s`. */
export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours > 0) {
    return l10n.t('{0} h {1} min', hours, minutes);
  }
  return minutes > 0 ? l10n.t('{0} min {1} s', minutes, whole % 60) : l10n.t('{0} s', whole);
}

/**
 * What is shown before an audit starts, one topic a line.
 *
 * @param price the calls that it takes, and what is left of the month
 * @param rate files that are asked about in a second
 */
export function confirmationText(found: FileList, price: string, rate: number, language: string): string {
  return [costText(found.items.length, price, rate), leftOutText(found, language)]
    .filter(line => line !== undefined)
    .join('\n');
}

/**
 * What it takes to ask about files: calls, and time.
 *
 * @param price the calls, and what is left of the month
 * @param rate files that are asked about in a second
 */
export function costText(files: number, price: string, rate: number): string {
  return [price, l10n.t('Takes about {0}.', durationText(files / rate))].join('\n');
}

/** What of an input is not asked about, and why; `undefined` if nothing is left out. */
export function leftOutText({ duplicates, skipped }: FileList, language: string): string | undefined {
  const number = numberFormat(language);
  const examples = skipped.examples
    .map(({ line, text }) =>
      line === undefined ? `“${text}”` : l10n.t('line {0}: “{1}”', number.format(line), text),
    )
    .join(' · ');
  const shown = skipped.count > skipped.examples.length ? `${examples} · …` : examples;
  const lines = [
    ...(duplicates === 0 ? [] : [l10n.t('Duplicates, checked once: {0}.', number.format(duplicates))]),
    ...(skipped.count === 0
      ? []
      : [
          l10n.t(
            'Skipped, not a dentryUuid or document link: {0} ({1}).',
            number.format(skipped.count),
            shown,
          ),
        ]),
  ];
  return lines.length === 0 ? undefined : lines.join('\n');
}

/**
 * What is shown before the files of a space are listed, one topic a line.
 *
 * @param price the calls that it takes at most, and what is left of the month
 */
export function listPriceText(price: string): string {
  return [
    l10n.t(
      'The app needs the permissions {0} to list files and {1} to check inheritance.',
      'Storage.File.Read',
      'Storage.Permission.Read',
    ),
    l10n.t(
      'Listing uses one metered call per 50 entries in the space. The number of entries is not known in advance. Maximum: {0}.',
      price,
    ),
    l10n.t('You will be asked again before the audit starts.'),
  ].join('\n');
}

/** What listing a folder costs. @param scope the permission it needs @param maxFiles files and folders, at most */
export function folderPriceText(scope: string, maxFiles: number, price: string): string {
  return [
    l10n.t(
      'The app needs the permissions {0} to list files and {1} to check inheritance.',
      scope,
      'Storage.Permission.Read',
    ),
    l10n.t(
      'Listing uses one metered call per folder, and one more per 50 entries in it, up to the limit of files and folders ({0}). The number of folders is not known in advance. Maximum: {1}.',
      maxFiles,
      price,
    ),
    l10n.t('You will be asked again before the audit starts.'),
  ].join('\n');
}

/** What of a space was left out, and why, one topic a line. */
export function listedText({ tooDeep, gone, calls, endedBy }: Listed, language: string): string[] {
  const [deeper, deleted, all] = [tooDeep, gone, calls].map(count =>
    numberFormat(language).format(count),
  ) as [string, string, string];
  return [
    ...(tooDeep + gone === 0
      ? []
      : [l10n.t('Skipped: {0} below the depth limit, {1} deleted or expired.', deeper, deleted)]),
    ...(endedBy === 'files' ? [l10n.t('Limit reached. The space may contain more files.')] : []),
    ...(endedBy === 'endless'
      ? [l10n.t('Stopped after {0} calls before the end of the list. The space may contain more files.', all)]
      : []),
  ];
}

/** How far a run is. @param rate answers in a second, lately */
export function progressText(
  progress: Progress,
  counts: ReadonlyMap<string, number>,
  rate: number,
  language: string,
): string {
  const number = numberFormat(language);
  return [
    l10n.t('{0} of {1}', number.format(progress.answered), number.format(progress.total)),
    ...activityText(progress, rate, language),
    countsText(counts, language),
  ].join(' · ');
}

function activityText(progress: Progress, rate: number, language: string): string[] {
  const { total, answered, isEnding, isOffline, nextAttempt } = progress;
  if (isEnding) {
    return [l10n.t('finishing open requests')];
  }
  if (nextAttempt !== undefined) {
    const pause = durationText(nextAttempt / 1000);
    return [l10n.t('waiting for a connection to DingTalk, next attempt in {0}', pause)];
  }
  if (isOffline) {
    return [l10n.t('waiting for a connection to DingTalk')];
  }
  const perSecond = numberFormat(language, { maximumFractionDigits: 1 }).format(rate);
  const left = rate > 0 ? [l10n.t('{0} left', durationText((total - answered) / rate))] : [];
  return [l10n.t('{0}/s', perSecond), ...left];
}

/** An audit as plain text: its name and counts, and a line for each file. */
export async function auditText(audit: Audit, language: string): Promise<string> {
  const { name, organizationLabel, corpId, startedAt, items, results } = audit;
  const number = numberFormat(language);
  const started = timeFormat(language);
  const breathe = createBreather();
  const lines: string[] = [];
  for (const { dentryUuid, name, path } of items) {
    const result = results.get(dentryUuid);
    const outcome = result === undefined ? l10n.t('Not checked yet') : outcomeText(result.outcome);
    const where = oneLine(path ?? name ?? '');
    lines.push([dentryUuid, outcome, where].filter(cell => cell !== '').join('\t'));
    await breathe();
  }
  return [
    `${l10n.t('Audit')}: ${name}`,
    `${l10n.t('Organization')}: ${organizationLabel} (${corpId})`,
    `${l10n.t('Started')}: ${started.format(startedAt)}`,
    `${l10n.t('Completed')}: ${l10n.t('{0} of {1}', number.format(results.size), number.format(items.length))}`,
    countsText(countOutcomes(results.values()), language),
    '',
    ...lines,
    '',
  ].join('\n');
}
