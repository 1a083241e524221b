import * as l10n from '@vscode/l10n';
import { isSample } from '../../organizations/organization.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat, timeFormat } from '../../text/formats.ts';
import { callsText, type SpaceWords } from '../words.ts';
import { type BinUse, type KeptUsage, otherOf, type SpaceUse, sumOf } from './spaceUsage.ts';

export function usageTitle({ organization }: Pick<KeptUsage, 'organization'>): string {
  return l10n.t('What Fills the Storage of {0}', cleanText(organization));
}

export function spaceText({ name }: Pick<SpaceUse, 'name'>): string {
  return name === '' ? l10n.t('Unnamed') : cleanText(name);
}

/** What is in no Drive space. */
export function otherText(): string {
  return l10n.t('Documents, meetings, minutes, and other apps');
}

/** The sentences about the figures, the most important first. */
export function usageSentences(kept: KeptUsage, words: SpaceWords): string[] {
  const { used, list, bin, askedAt, calls, organization } = kept;
  const about = [
    `${l10n.t('Organization')}: ${cleanText(organization)}`,
    `${l10n.t('Checked')}: ${timeFormat(words.language).format(askedAt)}`,
    isSample(kept) ? l10n.t('sample') : callsText(calls, words.language),
  ];
  return [
    ...(list === undefined ? [] : sumSentences(kept, words)),
    ...(list === undefined && used !== undefined
      ? [l10n.t('The organization uses {0}.', words.sizeText(used))]
      : []),
    ...listNotes(kept, words),
    ...(bin === undefined ? [] : binSentences(bin, words)),
    about.join(' · '),
  ];
}

function sumSentences(kept: KeptUsage, { sizeText, shareText }: SpaceWords): string[] {
  const { used, list } = kept;
  const sum = sumOf(list?.spaces ?? []);
  if (used === undefined) {
    return [l10n.t('The Drive spaces use {0}.', sizeText(sum))];
  }
  if (sum > used) {
    return [
      l10n.t(
        'The Drive spaces together use {0}, more than the {1} that DingTalk counts for the organization. What other apps use is unknown.',
        sizeText(sum),
        sizeText(used),
      ),
    ];
  }
  const other = otherOf(kept);
  const share = shareText(sum, used);
  const spaces =
    share === undefined
      ? l10n.t('The Drive spaces use {0} of {1}.', sizeText(sum), sizeText(used))
      : l10n.t('The Drive spaces use {0} of {1} ({2}).', sizeText(sum), sizeText(used), share);
  if (other === undefined || other === 0n) {
    return [spaces];
  }
  const rest = l10n.t(
    'Documents, meetings, minutes, and other apps use the other {0}: see the admin console for each.',
    sizeText(other),
  );
  return [spaces, rest];
}

function listNotes({ list, before }: KeptUsage, { language }: SpaceWords): string[] {
  if (list === undefined) {
    return [];
  }
  const number = numberFormat(language);
  const { spaces, untold, isCutOff } = list;
  const ids = new Set(spaces.map(({ spaceId }) => spaceId));
  const gone = [...(before?.used.keys() ?? [])].filter(id => !ids.has(id)).length;
  return [
    ...(spaces.length === 0 && untold === 0 ? [l10n.t('There are no Drive spaces.')] : []),
    ...(isCutOff
      ? [l10n.t('The list of spaces is incomplete. There may be more, so no remainder is shown.')]
      : []),
    ...(untold > 0 ? [l10n.t('Spaces with unknown usage: {0}', number.format(untold))] : []),
    ...(gone > 0 && !isCutOff ? [l10n.t('Spaces gone since then: {0}', number.format(gone))] : []),
  ];
}

function binSentences(bin: BinUse, { language, sizeText }: SpaceWords): string[] {
  const { items, size, untold, oldestAt, soon, isCutOff } = bin;
  const number = numberFormat(language);
  if (items === 0) {
    return [l10n.t('The recycle bin is empty.')];
  }
  const [found, gone] = [number.format(items), number.format(soon.items)];
  const oldest = oldestAt === undefined ? '' : timeFormat(language).format(oldestAt);
  const sentence = isCutOff
    ? l10n.t('In the recycle bin: at least {0} (items: {1})', sizeText(size), found)
    : l10n.t('In the recycle bin: {0} (items: {1})', sizeText(size), found);
  return [
    [
      sentence,
      ...(oldest === '' ? [] : [l10n.t('the oldest from {0}', oldest)]),
      l10n.t('deleted for good within 7 days: {0} (items: {1})', sizeText(soon.size), gone),
      ...(untold > 0 ? [l10n.t('without a size, such as folders: {0}', number.format(untold))] : []),
    ].join(' · '),
    l10n.t(
      'Deleted files stay for 30 days. DingTalk does not document whether they count toward the storage used.',
    ),
  ];
}

/** The change since the last time; `undefined` if nothing is known from then. */
export function growthText(
  { spaceId, used }: SpaceUse,
  { before }: Pick<KeptUsage, 'before'>,
  { sizeText }: SpaceWords,
): string | undefined {
  if (before === undefined) {
    return undefined;
  }
  const past = before.used.get(spaceId);
  if (past === undefined) {
    return l10n.t('new');
  }
  const growth = used - past;
  return growth > 0n ? `+${sizeText(growth)}` : growth < 0n ? `\u2212${sizeText(-growth)}` : '0';
}
