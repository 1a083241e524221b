import * as l10n from '@vscode/l10n';
import { isSample } from '../../organizations/organization.ts';
import type { Bar, PageData, Section } from '../../pages/contract.ts';
import { pageWords } from '../../pages/words.ts';
import { numberFormat, timeFormat } from '../../text/formats.ts';
import type { Problem, SpaceWords } from '../words.ts';
import { type KeptUsage, otherOf, type SpaceUse, sumOf } from './spaceUsage.ts';
import { growthText, otherText, spaceText, usageSentences, usageTitle } from './usageWords.ts';

/** As many as a person looks through; the others are one line, and all are in the text and in exports. */
const mostBars = 100;

/** What fills the storage as a page: a bar for each space, and one for what is in no space. */
export function spacesPage(kept: KeptUsage, problems: readonly Problem[], words: SpaceWords): PageData {
  const section = sectionOf(kept, words);
  const remedies = problems.flatMap(problem => problem.remedies);
  return {
    title: usageTitle(kept),
    facts: [...problems.map(({ sentence }) => sentence), ...usageSentences(kept, words)],
    actions: [
      ...remedies.map(({ title }, index) => ({ name: `remedy${index}`, text: title })),
      { name: 'biggest', text: l10n.t('Show Biggest Files…') },
      { name: 'recycleBin', text: l10n.t('Count Recycle Bin…') },
      ...(isSample(kept) ? [] : [{ name: 'console', text: l10n.t('Open Admin Console') }]),
      { name: 'asText', text: l10n.t('Open as Text') },
      { name: 'export', text: l10n.t('Export…') },
    ],
    words: pageWords(words.language),
    ...(section === undefined
      ? {}
      : {
          sections: {
            words: {
              label: l10n.t('Space'),
              bar: l10n.t('Share of the storage used'),
              barText: '',
              sum: '',
            },
            all: [section],
          },
        }),
  };
}

function sectionOf(kept: KeptUsage, words: SpaceWords): Section | undefined {
  const { list, used, before } = kept;
  if (list === undefined || (list.spaces.length === 0 && used === undefined)) {
    return undefined;
  }
  const { spaces } = list;
  const shown = spaces.length > mostBars + 1 ? spaces.slice(0, mostBars) : spaces;
  const rest = spaces.slice(shown.length);
  const other = otherOf(kept);
  const time = timeFormat(words.language, 'short');
  return {
    heading: l10n.t('Drive Spaces'),
    limit: Number(used ?? spaces[0]?.used ?? 0n),
    columns: [],
    toldColumns: [
      l10n.t('Used'),
      l10n.t('Share'),
      l10n.t('Space Limit'),
      ...(before === undefined ? [] : [l10n.t('Since {0}', time.format(before.at))]),
    ],
    bars: [
      ...shown.map(space => spaceBar(space, kept, words)),
      ...(rest.length === 0 ? [] : [sumBar(smallerText(rest.length, words), sumOf(rest), kept, words, 0)]),
      ...(other === undefined ? [] : [sumBar(otherText(), other, kept, words, 1)]),
    ],
  };
}

function smallerText(count: number, { language }: SpaceWords): string {
  return l10n.t('{0} smaller spaces', numberFormat(language).format(count));
}

function spaceBar(space: SpaceUse, kept: KeptUsage, words: SpaceWords): Bar {
  const { spaceId, used, max } = space;
  const cap = max === undefined ? l10n.t('none') : words.sizeText(max);
  const growth = growthText(space, kept, words);
  return {
    ...barOf(spaceText(space), used, kept, words, 0, [cap, ...(growth === undefined ? [] : [growth])]),
    id: spaceId,
  };
}

function sumBar(label: string, size: bigint, kept: KeptUsage, words: SpaceWords, series: 0 | 1): Bar {
  return barOf(label, size, kept, words, series, kept.before === undefined ? [''] : ['', '']);
}

/** @param series of the bars: what is in no space has a color of its own */
function barOf(
  label: string,
  size: bigint,
  { used }: KeptUsage,
  { sizeText, shareText }: SpaceWords,
  series: 0 | 1,
  others: readonly string[],
): Bar {
  const share = (used === undefined ? undefined : shareText(size, used)) ?? '';
  return {
    label,
    values: series === 0 ? [Number(size)] : [0, Number(size)],
    told: {
      text: [sizeText(size), share].filter(Boolean).join(' · '),
      cells: [sizeText(size), share, ...others],
    },
  };
}
