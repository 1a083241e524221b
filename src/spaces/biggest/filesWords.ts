import * as l10n from '@vscode/l10n';
import { isSample } from '../../organizations/organization.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat, timeFormat } from '../../text/formats.ts';
import { callsText, type SpaceWords } from '../words.ts';
import { type Age, ages, type KeptFiles, type Kind, kinds } from './bigFile.ts';

export function filesTitle({ spaceName, spaceId }: Pick<KeptFiles, 'spaceName' | 'spaceId'>): string {
  return l10n.t('Biggest Files in {0}', cleanText(spaceName ?? l10n.t('Space {0}', spaceId)));
}

export function kindText(kind: Kind): string {
  switch (kind) {
    case 'document':
      return l10n.t('Documents');
    case 'image':
      return l10n.t('Images');
    case 'video':
      return l10n.t('Videos');
    case 'audio':
      return l10n.t('Audio');
    case 'archive':
      return l10n.t('Archives');
    case 'other':
      return l10n.t('Other');
  }
}

export function ageText(age: Age): string {
  switch (age) {
    case 'month':
      return l10n.t('Last 30 days');
    case 'year':
      return l10n.t('Last 365 days');
    case 'older':
      return l10n.t('Over a year ago');
    case 'unknown':
      return l10n.t('Unknown');
  }
}

/** The sentences about the files, the most important first. */
export function filesSentences(kept: KeptFiles, words: SpaceWords): string[] {
  const { files, totals, scope, organization } = kept;
  const number = numberFormat(words.language);
  const shown = number.format(files.length);
  const all = number.format(totals.files);
  const about = [`${l10n.t('Organization')}: ${cleanText(organization)}`, ...sourceTexts(kept, words)];
  const size = words.sizeText(totals.size);
  return [
    ...endingSentences(kept, words),
    scope === 'top'
      ? l10n.t('The biggest files of the top folder, without its folders: {0} ({1})', shown, size)
      : l10n.t('The biggest files: {0} of {1} ({2} in total)', shown, all, size),
    ...(totals.files === 0 ? [] : [byKindText(kept, words), byAgeText(kept, words)]),
    ...(totals.untold === 0
      ? []
      : [l10n.t('Online documents and other files of unknown size: {0}', number.format(totals.untold))]),
    about.join(' · '),
  ];
}

/** When it was listed, by whom, and what that cost. */
function sourceTexts(kept: KeptFiles, { language }: SpaceWords): string[] {
  const { askedAt, source, calls } = kept;
  const time = timeFormat(language).format(askedAt);
  const free = l10n.t('no calls were made to show it');
  switch (source) {
    case 'audit':
      return [l10n.t('Listed by an audit: {0}', time), free];
    case 'filesView':
      return [l10n.t('Listed by the Files view: {0}', time), free];
    case 'before':
      return [l10n.t('Listed earlier: {0}', time), free];
    default:
      return [
        `${l10n.t('Checked')}: ${time}`,
        isSample(kept) ? l10n.t('sample') : callsText(calls, language),
      ];
  }
}

/** Why there may be bigger ones. */
function endingSentences({ ending, totals, calls }: KeptFiles, { language }: SpaceWords): string[] {
  const entries = numberFormat(language).format(totals.entries);
  switch (ending) {
    case undefined:
      return [l10n.t('Listing. Files and folders so far: {0}', entries)];
    case 'cancelled':
      return [
        l10n.t('Canceled. Files and folders listed: {0}. Files that were not listed may be bigger.', entries),
      ];
    case 'cutOff':
      return [
        l10n.t(
          'The list is incomplete after {0} calls. There may be bigger files among the others.',
          numberFormat(language).format(calls),
        ),
      ];
    case 'failed':
      return [
        l10n.t('Stopped. Files and folders listed: {0}. Files that were not listed may be bigger.', entries),
      ];
    default:
      return [];
  }
}

function byKindText({ totals }: KeptFiles, words: SpaceWords): string {
  const parts = kinds.flatMap(kind => amountText(kindText(kind), totals.byKind.get(kind), words));
  return `${l10n.t('By kind')}: ${parts.join(' · ')}`;
}

function byAgeText({ totals }: KeptFiles, words: SpaceWords): string {
  const parts = ages.flatMap(age => amountText(ageText(age), totals.byAge.get(age), words));
  return `${l10n.t('By last change')}: ${parts.join(' · ')}`;
}

function amountText(
  name: string,
  amount: { readonly files: number; readonly size: bigint } | undefined,
  { language, sizeText }: SpaceWords,
): string[] {
  return amount === undefined
    ? []
    : [`${name} ${sizeText(amount.size)} (${numberFormat(language).format(amount.files)})`];
}
