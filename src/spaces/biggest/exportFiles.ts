import * as l10n from '@vscode/l10n';
import { linkOf } from '../../dingtalk/documentLink.ts';
import { csvCell, csvText } from '../../text/csvCell.ts';
import type { ExportFormat } from '../../text/exportFormats.ts';
import { isoTime, markdownCell, markdownLine, markdownTable, plainJson } from '../../text/exportText.ts';
import { bytesText, type Problem, type SpaceWords, withoutBigInts } from '../words.ts';
import { type BigFile, type KeptFiles, kindOf, onlyShown } from './bigFile.ts';
import { filesSentences, filesTitle, kindText } from './filesWords.ts';

/** The biggest files of a space as the text of a file, with exact bytes. @param shown keys of the rows to write */
export function exportFiles(
  kept: KeptFiles,
  problems: readonly Problem[],
  format: ExportFormat,
  words: SpaceWords,
  shown?: readonly string[],
): Iterable<string> {
  const written = shown === undefined ? kept : onlyShown(kept, shown);
  switch (format) {
    case 'csv':
      return [csv(written)];
    case 'json':
      return [json(written)];
    case 'markdown':
      return [markdown(kept, written, problems, words)];
  }
}

const timeOf = ({ modifiedAt }: BigFile) => (modifiedAt === undefined ? undefined : isoTime(modifiedAt));
const linkTo = ({ dentryUuid }: BigFile, { endpoint }: KeptFiles) =>
  dentryUuid === '' ? '' : linkOf(dentryUuid, endpoint);

// In one language, as scripts read them. A CSV of these can be audited.
const columns = ['dentryUuid', 'name', 'path', 'size', 'kind', 'modifiedAt', 'link'] as const;

/** UTF-8 with a byte order mark, which Excel needs. */
function csv(kept: KeptFiles): string {
  const lines = kept.files.map(file => {
    const { dentryUuid, name = '', path = '', size } = file;
    return [
      ...[dentryUuid, name, path].map(csvText),
      csvCell(String(size)),
      ...[kindOf(file), timeOf(file) ?? '', linkTo(file, kept)].map(csvText),
    ].join(',');
  });
  return `\ufeff${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

/** Bytes are texts of digits, as not every program reads longer numbers exactly. */
function json(kept: KeptFiles): string {
  const { corpId, organization, spaceId, spaceName, askedAt, scope, totals, ending, files } = kept;
  const { byKind, byAge, ...sums } = totals;
  const told = {
    corpId,
    organization,
    spaceId,
    spaceName,
    checkedAt: isoTime(askedAt),
    scope,
    ending,
    totals: { ...sums, byKind: Object.fromEntries(byKind), byAge: Object.fromEntries(byAge) },
    files: files.map(file => ({
      ...file,
      kind: kindOf(file),
      modifiedAt: timeOf(file),
      link: linkTo(file, kept),
    })),
  };
  return `${plainJson(withoutBigInts(told), 2)}\n`;
}

function markdown(
  kept: KeptFiles,
  { files }: KeptFiles,
  problems: readonly Problem[],
  words: SpaceWords,
): string {
  const isPart = files.length < kept.files.length;
  const facts = [
    ...problems.map(({ sentence }) => sentence),
    ...filesSentences(kept, words),
    ...(isPart ? [l10n.t('Files shown: {0} of {1}', files.length, kept.files.length)] : []),
  ];
  const head = [
    l10n.t('Size'),
    l10n.t('Exactly'),
    l10n.t('Kind'),
    l10n.t('Path'),
    l10n.t('Modified'),
    'dentryUuid',
  ];
  const lines = files.map(file => {
    const { size, name = '', path = name, dentryUuid } = file;
    const cells = [
      words.sizeText(size),
      bytesText(size, words),
      kindText(kindOf(file)),
      path,
      timeOf(file) ?? '',
    ];
    const link = dentryUuid === '' ? '' : `[${markdownCell(dentryUuid)}](${linkTo(file, kept)})`;
    return markdownLine([...cells.map(markdownCell), link]);
  });
  return [
    `# ${markdownCell(filesTitle(kept))}\n\n`,
    ...facts.map(fact => `- ${markdownCell(fact)}\n`),
    '\n',
    markdownTable([head], ['right', 'right']),
    ...lines,
  ].join('');
}
