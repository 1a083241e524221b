import * as l10n from '@vscode/l10n';
import { cleanSentence } from '../../text/cleanText.ts';
import { forecastInDays } from '../trendWords.ts';
import type { FigureWords } from '../words.ts';
import type { Alert, NewReading } from './alerts.ts';

/** Organizations named in one message; it is cut off where it is long. */
const namedAtMost = 5;

/** The one message for all alerts. @param labelOf the user's name for an organization */
export function alertText(
  alerts: readonly Alert[],
  labelOf: (corpId: string) => string,
  words: FigureWords,
): string {
  const nameOf = (corpId: string) => cleanSentence(labelOf(corpId));
  const readings = [...new Set(alerts.map(({ reading }) => reading))];
  const corpIds = [...new Set(readings.map(({ corpId }) => corpId))];
  const [reading, ...others] = readings;
  if (reading !== undefined && others.length === 0) {
    return textOfOne(
      reading,
      alerts.map(({ kind }) => kind),
      nameOf(reading.corpId),
      words,
    );
  }
  const named = readings.slice(0, namedAtMost).map(each => {
    const partition = readings.some(other => other !== each && other.corpId === each.corpId)
      ? [words.partitionName(each.partitionType)]
      : [];
    return `${[nameOf(each.corpId), ...partition].join(', ')} (${shortText(each, words)})`;
  });
  const more = readings.length > named.length ? [l10n.t('{0} more', readings.length - named.length)] : [];
  const list = new Intl.ListFormat(words.language).format([...named, ...more]);
  return corpIds.length === 1
    ? l10n.t('Partitions are low on storage: {0}', list)
    : l10n.t('{0} organizations are low on storage: {1}', corpIds.length, list);
}

function textOfOne(
  { quota, fullInDays }: NewReading,
  kinds: readonly Alert['kind'][],
  name: string,
  words: FigureWords,
): string {
  const isForecast = kinds.includes('forecast') && fullInDays !== undefined;
  const text = [words.quotaText(quota), ...(isForecast ? [forecastInDays(fullInDays)] : [])].join(' · ');
  if (kinds.includes('capacity')) {
    return l10n.t('{0} has no storage left: {1}', name, text);
  }
  return kinds.every(kind => kind === 'forecast')
    ? l10n.t('{0} will soon run out of storage: {1}', name, text)
    : l10n.t('{0} is low on storage: {1}', name, text);
}

function shortText({ quota, fullInDays }: NewReading, { percent, quotaText }: FigureWords): string {
  return percent(quota) ?? (fullInDays === undefined ? quotaText(quota) : forecastInDays(fullInDays));
}
