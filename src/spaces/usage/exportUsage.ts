import * as l10n from '@vscode/l10n';
import { csvCell, csvText } from '../../text/csvCell.ts';
import type { ExportFormat } from '../../text/exportFormats.ts';
import { type Alignment, isoTime, markdownCell, paddedTable, plainJson } from '../../text/exportText.ts';
import { bytesText, type Problem, type SpaceWords, withoutBigInts } from '../words.ts';
import { type KeptUsage, otherOf, sumOf } from './spaceUsage.ts';
import { growthText, otherText, spaceText, usageSentences, usageTitle } from './usageWords.ts';

/** What fills the storage as the text of a file: every space, with exact bytes. */
export function exportUsage(
  kept: KeptUsage,
  problems: readonly Problem[],
  format: ExportFormat,
  words: SpaceWords,
): Iterable<string> {
  switch (format) {
    case 'csv':
      return csv(kept);
    case 'json':
      return [json(kept)];
    case 'markdown':
      return [markdown(kept, problems, words)];
  }
}

// In one language, as scripts read them.
const columns = ['kind', 'spaceId', 'name', 'used', 'max', 'usedBefore'] as const;

/** UTF-8 with a byte order mark, which Excel needs. */
function* csv(kept: KeptUsage): Generator<string> {
  const { used, list, before } = kept;
  const line = (kind: string, id: string, name: string, ...bytes: readonly (bigint | undefined)[]) =>
    `${[csvText(kind), csvText(id), csvText(name), ...bytes.map(each => csvCell(each?.toString() ?? ''))].join(',')}\r\n`;
  yield `\ufeff${columns.join(',')}\r\n`;
  for (const space of list?.spaces ?? []) {
    const past = before?.used.get(space.spaceId);
    yield line('space', space.spaceId, space.name, space.used, space.max, past);
  }
  yield line('other', '', '', otherOf(kept), undefined, undefined);
  yield line('organization', kept.corpId, kept.organization, used, undefined, undefined);
}

/** Bytes are texts of digits, as not every program reads longer numbers exactly. */
function json(kept: KeptUsage): string {
  const { corpId, organization, askedAt, used, list, before, bin, failures } = kept;
  const told = {
    corpId,
    organization,
    checkedAt: isoTime(askedAt),
    used,
    sumOfSpaces: list && sumOf(list.spaces),
    other: otherOf(kept),
    isComplete: list && !list.isCutOff,
    failures: failures.map(({ part, failure }) => ({ part, kind: failure.kind, code: failure.code })),
    before: before && isoTime(before.at),
    spaces: list?.spaces.map(space => ({ ...space, usedBefore: before?.used.get(space.spaceId) })),
    recycleBin: bin && {
      ...bin,
      oldestAt: bin.oldestAt === undefined ? undefined : isoTime(bin.oldestAt),
      askedAt: isoTime(bin.askedAt),
    },
  };
  return `${plainJson(withoutBigInts(told), 2)}\n`;
}

function markdown(kept: KeptUsage, problems: readonly Problem[], words: SpaceWords): string {
  const { list, used, before } = kept;
  const share = (size: bigint) => (used === undefined ? '' : (words.shareText(size, used) ?? ''));
  const other = otherOf(kept);
  const head = [
    l10n.t('Space'),
    'spaceId',
    l10n.t('Used'),
    l10n.t('Exactly'),
    l10n.t('Share'),
    l10n.t('Space Limit'),
    ...(before === undefined ? [] : [l10n.t('Since {0}', isoTime(before.at) ?? '')]),
  ];
  const lines = (list?.spaces ?? []).map(space => {
    const { spaceId, used: size, max } = space;
    const growth = growthText(space, kept, words);
    return [
      spaceText(space),
      spaceId,
      words.sizeText(size),
      bytesText(size, words),
      share(size),
      max === undefined ? l10n.t('none') : words.sizeText(max),
      ...(growth === undefined ? [] : [growth]),
    ];
  });
  const rest =
    other === undefined
      ? []
      : [[otherText(), '', words.sizeText(other), bytesText(other, words), share(other), '']];
  const right: Alignment = 'right';
  const facts = [...problems.map(({ sentence }) => sentence), ...usageSentences(kept, words)];
  return [
    `# ${markdownCell(usageTitle(kept))}`,
    '',
    ...facts.map(fact => `- ${markdownCell(fact)}`),
    '',
    ...(list === undefined
      ? []
      : [
          paddedTable(
            [head, ...lines, ...rest].map(cells => cells.map(markdownCell)),
            ['left', 'left', right, right, right, right, right],
          ),
        ]),
  ].join('\n');
}
