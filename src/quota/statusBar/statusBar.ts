import * as l10n from '@vscode/l10n';
import type { DingTalkError } from '../../dingtalk/errors.ts';
import { explain } from '../../organizations/failures/explain.ts';
import { cleanText } from '../../text/cleanText.ts';
import { type Level, levelOf, limitOf } from '../figures.ts';
import { type Format, formatAge, formatGauge, formatPercent, formatSize } from '../format.ts';
import { levelIcon } from '../icons.ts';
import type { StorageState } from '../storageStore.ts';
import { joined, levelText, quotaText } from '../words.ts';
import type { Standing } from './standings.ts';

/** What the status bar shows, in plain data. */
export interface StatusBar {
  /** With product icons as `$(name)`. What is not ours in it can make no icon. */
  readonly text: string;
  /** A sentence, for those who have it read to them. */
  readonly label: string;
  readonly level: Level;
  /** The organizations, fullest first. The texts are untrusted: whoever draws them must not take them for Markdown. */
  readonly lines: readonly StatusLine[];
  /** How many organizations have no line, in words. */
  readonly more?: string;
}

export interface StatusLine {
  readonly name: string;
  /** How full; empty where nothing is known. */
  readonly gauge: string;
  /** Level or failure, in words. */
  readonly state: string;
  /** The age of the figure; empty where there is none. */
  readonly age: string;
}

const maxLines = 20;
const maxNameLength = 24;

/**
 * What the status bar says of these organizations; nothing where none is configured.
 *
 * @param now in milliseconds since 1970
 */
export function statusBarOf(
  standings: readonly Standing[],
  format: Format,
  now: number,
): StatusBar | undefined {
  const [first] = standings;
  if (first === undefined) {
    return undefined;
  }
  const hidden = standings.length - maxLines;
  return {
    ...headline(first, standings, format, now),
    lines: standings.slice(0, maxLines).map(standing => lineOf(standing, format, now)),
    ...(hidden > 0 ? { more: l10n.t('and {0} more', hidden) } : {}),
  };
}

function headline(
  { organization, state, fullest }: Standing,
  standings: readonly Standing[],
  format: Format,
  now: number,
): Pick<StatusBar, 'text' | 'label' | 'level'> {
  if (fullest === undefined) {
    const reason = whyNoFigure(standings);
    return {
      text: `$(organization) ${l10n.t('DingTalk: {0}', reason)}`,
      label: l10n.t('DingTalk storage usage is not available: {0}', reason),
      level: 'normal',
    };
  }
  const { quota } = fullest;
  const level = levelOf(quota, format.thresholds);
  const name = cleanText(organization.label);
  const figure = formatPercent(quota, format) ?? formatSize(quota.used, format);
  return {
    text: `$(${levelIcon('organization', level).name}) ${withoutIcons(shortened(name))} ${figure}`,
    label: l10n.t(
      '{0} is the fullest DingTalk organization: {1}, fetched {2}.',
      name,
      quotaText(quota, format),
      ageOf(state, format, now),
    ),
    level,
  };
}

function whyNoFigure(standings: readonly Standing[]): string {
  const states = standings.map(({ state }) => state);
  if (states.some(({ question }) => question !== undefined)) {
    return l10n.t('Loading…');
  }
  const reasons = new Set(
    standings.map(({ organization, state }) => {
      const failure = failureOf(state);
      return failure === undefined ? undefined : explain(failure, organization).summary;
    }),
  );
  if (reasons.has(undefined)) {
    return states.every(({ storage }) => storage !== undefined)
      ? l10n.t('no partitions')
      : l10n.t('no data yet');
  }
  const [reason, ...others] = reasons;
  return reason === undefined || others.length > 0 ? l10n.t('all requests failed') : reason;
}

function lineOf({ organization, state, fullest }: Standing, format: Format, now: number): StatusLine {
  const failure = failureOf(state);
  const reason = failure === undefined ? undefined : explain(failure, organization).summary;
  const name = shortened(cleanText(organization.label));
  if (fullest === undefined) {
    const standing = state.storage === undefined ? l10n.t('no data yet') : l10n.t('no partitions');
    const words = state.question === undefined ? (reason ?? standing) : l10n.t('Loading…');
    return { name, gauge: '', state: words, age: ageOf(state, format, now) };
  }
  const { quota } = fullest;
  return {
    name,
    gauge: formatGauge(quota, format) ?? formatSize(quota.used, format),
    state: joined(
      limitOf(quota) === undefined ? l10n.t('no limit set') : levelText(quota, format.thresholds),
      reason,
    ),
    age: ageOf(state, format, now),
  };
}

function ageOf({ storage }: StorageState, format: Format, now: number): string {
  return storage === undefined ? '' : formatAge(now - storage.fetchedAt, format);
}

function failureOf({ outcome }: StorageState): DingTalkError | undefined {
  return outcome === 'answered' ? undefined : outcome;
}

/** By whole characters: half of one would be shown as a box. */
function shortened(name: string): string {
  const characters = [...name];
  return characters.length > maxNameLength ? `${characters.slice(0, maxNameLength - 1).join('')}…` : name;
}

/** A name of `$(sync~spin)` is text to the status bar only with a backslash before it. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
