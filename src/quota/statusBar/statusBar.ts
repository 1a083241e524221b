import * as l10n from '@vscode/l10n';
import { explain } from '../../organizations/failures/explain.ts';
import { cleanText } from '../../text/cleanText.ts';
import { shortenedTo } from '../../text/width.ts';
import { type Format, formatAge, formatGauge, formatPercent, formatSize } from '../format.ts';
import { type Level, levelOf, limitOf } from '../fullness.ts';
import { type GrowthInRow, noGrowth } from '../growth.ts';
import { levelIcon } from '../icons.ts';
import { failureOf, type StorageState } from '../storageStore.ts';
import { joined, levelText, quotaText } from '../words.ts';
import { badgeOf, type RankedOrganization } from './ranking.ts';

/** What the status bar shows, as plain data. */
export interface StatusBar {
  /** With product icons as `$(name)`. Names from outside are escaped, so they cannot add icons. */
  readonly text: string;
  /** A sentence for screen readers. */
  readonly label: string;
  readonly level: Level;
  /** The organizations, fullest first. The texts are untrusted and must not be rendered as Markdown. */
  readonly lines: readonly StatusLine[];
  /** The number of organizations without a line, in words. */
  readonly more?: string;
  /** How many are low on storage, in words; absent if none is. */
  readonly low?: string;
}

export interface StatusLine {
  readonly name: string;
  /** How full; empty if nothing is known. */
  readonly gauge: string;
  /** Failure, level and forecast, in words. */
  readonly state: string;
  /** The age of the figure; empty if there is none. */
  readonly age: string;
}

const maxLines = 20;
const nameColumns = 24;

/**
 * What the status bar says about these organizations; nothing if none is configured.
 *
 * @param now in milliseconds since 1970
 */
export function statusBarOf(
  ranking: readonly RankedOrganization[],
  format: Format,
  now: number,
  growth: GrowthInRow = noGrowth,
): StatusBar | undefined {
  const [first] = ranking;
  if (first === undefined) {
    return undefined;
  }
  const hidden = ranking.length - maxLines;
  const low = badgeOf(ranking, format.thresholds)?.tooltip;
  return {
    ...headline(first, ranking, format, now),
    lines: ranking.slice(0, maxLines).map(ranked => lineOf(ranked, format, now, growth)),
    ...(hidden > 0 ? { more: l10n.t('and {0} more', hidden) } : {}),
    ...(low === undefined ? {} : { low }),
  };
}

function headline(
  { organization, state, fullest }: RankedOrganization,
  ranking: readonly RankedOrganization[],
  format: Format,
  now: number,
): Pick<StatusBar, 'text' | 'label' | 'level'> {
  if (fullest === undefined) {
    const reason = whyNoFigure(ranking);
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
  const failure = failureOf(state);
  const problem = failure === undefined ? undefined : explain(failure, organization).summary;
  const shown = `${withoutIcons(shortenedTo(nameColumns, name))} ${figure}`;
  const label = l10n.t(
    '{0} is the fullest DingTalk organization: {1}, fetched {2}.',
    name,
    quotaText(quota, format),
    ageOf(state, format, now),
  );
  return {
    text: `$(${levelIcon('organization', level).name}) ${joined(shown, problem)}`,
    label: problem === undefined ? label : l10n.t('{0} Problem: {1}.', label, problem),
    level,
  };
}

function whyNoFigure(ranking: readonly RankedOrganization[]): string {
  const states = ranking.map(({ state }) => state);
  if (states.some(({ question }) => question !== undefined)) {
    return l10n.t('Loading…');
  }
  const reasons = new Set(
    ranking.map(({ organization, state }) => {
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

function lineOf(
  { organization, state, fullest }: RankedOrganization,
  format: Format,
  now: number,
  growth: GrowthInRow,
): StatusLine {
  const failure = failureOf(state);
  const reason = failure === undefined ? undefined : explain(failure, organization).summary;
  const name = shortenedTo(nameColumns, cleanText(organization.label));
  if (fullest === undefined) {
    const nothing = state.storage === undefined ? l10n.t('no data yet') : l10n.t('no partitions');
    const words = state.question === undefined ? (reason ?? nothing) : l10n.t('Loading…');
    return { name, gauge: '', state: words, age: ageOf(state, format, now) };
  }
  const { quota } = fullest;
  return {
    name,
    gauge: formatGauge(quota, format) ?? formatSize(quota.used, format),
    state: joined(
      reason,
      limitOf(quota) === undefined ? l10n.t('no limit set') : levelText(quota, format.thresholds),
      growth.forecastOf(organization.corpId, fullest.partitionType),
    ),
    age: ageOf(state, format, now),
  };
}

function ageOf({ storage }: StorageState, format: Format, now: number): string {
  return storage === undefined ? '' : formatAge(now - storage.fetchedAt, format);
}

/** Without a backslash, the status bar would draw a name of `$(sync~spin)` as an icon. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
