import * as l10n from '@vscode/l10n';
import { linkOf } from '../dingtalk/documentLink.ts';
import { csvText } from '../text/csvCell.ts';
import type { ExportFormat } from '../text/exportFormats.ts';
import { isoTime, markdownCell, markdownLine, markdownTable, plainJson } from '../text/exportText.ts';
import { numberFormat } from '../text/formats.ts';
import { byRole, countGrants, type Grant, grantKey, standingOut } from './grant.ts';
import {
  countsSentence,
  cutOffSentence,
  grantRoleText,
  limitText,
  memberKindText,
  memberText,
  standingOutText,
  unseenSentence,
} from './grantWords.ts';

/** A file with its grants, or the reason why there are none. */
export interface GrantsOfFile {
  readonly dentryUuid: string;
  readonly name?: string;
  readonly path?: string;
  readonly grants?: readonly Grant[];
  readonly isCutOff?: boolean;
  /** The kind of the failure, or `unanswered`. */
  readonly problem?: string;
  /** The same in the user's language. */
  readonly problemText?: string;
  readonly code?: string;
  /** Milliseconds since 1970. */
  readonly listedAt?: number;
}

/** Grants of files of one organization, with what stands above them. */
export interface GrantReport {
  readonly title: string;
  /** Further lines below the title, such as how the inheritance is set. */
  readonly facts: readonly string[];
  readonly organization: string;
  /** DingTalk's own id of the organization. */
  readonly corpId: string;
  readonly endpoint?: string;
  readonly language: string;
  readonly files: readonly GrantsOfFile[];
}

/** The part of a report that a page shows, and says so. @param shown each a {@link grantKey} */
export function onlyShown(report: GrantReport, shown: readonly string[]): GrantReport {
  const keys = new Set(shown);
  const files = report.files.flatMap((file): GrantsOfFile[] => {
    const { dentryUuid } = file;
    const grants = file.grants?.filter(grant => keys.has(grantKey(dentryUuid, grant)));
    const isShown = (grants !== undefined && grants.length > 0) || keys.has(grantKey(dentryUuid));
    return isShown ? [grants === undefined ? file : { ...file, grants }] : [];
  });
  const number = numberFormat(report.language);
  const [part, all] = [files, report.files].map(some =>
    number.format(some.reduce((sum, { grants = [] }) => sum + grants.length, 0)),
  );
  const fact = l10n.t('Grants shown: {0} of {1}', part ?? '', all ?? '');
  return { ...report, facts: [...report.facts, fact], files };
}

/** Grants as the text of a file, piece by piece: one line for each, and one for a file that has none. */
export function exportGrants(report: GrantReport, format: ExportFormat): Iterable<string> {
  switch (format) {
    case 'csv':
      return csv(report);
    case 'json':
      return json(report);
    case 'markdown':
      return markdown(report);
  }
}

// In one language, as scripts read them.
const columns = [
  'dentryUuid',
  'name',
  'path',
  'role',
  'memberType',
  'memberId',
  'memberCorpId',
  'memberName',
  'standsOut',
  'durationSeconds',
  'grantedOn',
  'problem',
  'code',
  'listedAt',
  'link',
] as const;

type Line = Readonly<Partial<Record<(typeof columns)[number], string | undefined>>>;

function linesOf(file: GrantsOfFile, { corpId, endpoint }: GrantReport): Line[] {
  const { dentryUuid, name, path, problem, code, listedAt, isCutOff } = file;
  const about: Line = {
    dentryUuid,
    name,
    path,
    problem: isCutOff ? 'incomplete' : problem,
    code,
    listedAt: listedAt === undefined ? undefined : isoTime(listedAt),
    link: linkOf(dentryUuid, endpoint),
  };
  const lines = byRole(file.grants ?? [], corpId).map(
    (grant): Line => ({
      ...about,
      role: grant.role.id,
      memberType: grant.member.type,
      memberId: grant.member.id,
      memberCorpId: grant.member.corpId,
      memberName: grant.member.name,
      standsOut: standingOut(grant, corpId),
      durationSeconds: grant.durationSeconds?.toString(),
      grantedOn: grant.grantedOn,
    }),
  );
  return lines.length > 0 ? lines : [about];
}

/** UTF-8 with a byte order mark, which Excel needs. */
function* csv(report: GrantReport): Generator<string> {
  yield `\ufeff${columns.join(',')}\r\n`;
  for (const file of report.files) {
    yield linesOf(file, report)
      .map(line => `${columns.map(column => csvText(line[column] ?? '')).join(',')}\r\n`)
      .join('');
  }
}

function* json({ title, organization, corpId, endpoint, files }: GrantReport): Generator<string> {
  yield `${plainJson({ title, corpId, organization, note: unseenSentence() }, 2).slice(0, -2)},\n  "files": [`;
  for (const [index, { grants, listedAt, problemText: _, ...file }] of files.entries()) {
    const listed = {
      ...file,
      link: linkOf(file.dentryUuid, endpoint),
      ...(listedAt === undefined ? {} : { listedAt: isoTime(listedAt) }),
      ...(grants === undefined
        ? {}
        : {
            counts: countGrants(grants, corpId),
            grants: byRole(grants, corpId).map(grant => {
              const standsOut = standingOut(grant, corpId);
              return standsOut === undefined ? grant : { ...grant, standsOut };
            }),
          }),
    };
    yield `${index === 0 ? '' : ','}\n    ${plainJson(listed)}`;
  }
  yield '\n  ]\n}\n';
}

function* markdown(report: GrantReport): Generator<string> {
  const { title, facts, organization, corpId, endpoint, language, files } = report;
  const about = `${markdownCell(organization)} (${markdownCell(corpId)})`;
  const lines = [
    `- ${l10n.t('Organization')}: ${about}`,
    ...facts.map(fact => `- ${markdownCell(fact)}`),
    `- ${countsSentence(
      countGrants(
        files.flatMap(({ grants = [] }) => grants),
        corpId,
      ),
      language,
    )}`,
  ];
  yield `# ${markdownCell(title)}\n\n${lines.join('\n')}\n\n`;
  const head = [
    l10n.t('Role'),
    l10n.t('Note'),
    l10n.t('Member'),
    l10n.t('Kind'),
    l10n.t('Time limit'),
    l10n.t('Member ID'),
  ];
  for (const file of files) {
    const { dentryUuid, name, path, grants, problemText, listedAt, isCutOff } = file;
    yield `## [${markdownCell(path ?? name ?? dentryUuid)}](${linkOf(dentryUuid, endpoint)})\n\n`;
    // A list that was cut off says so below.
    const nothing = problemText ?? (isCutOff ? undefined : l10n.t('No grants.'));
    yield grants === undefined || grants.length === 0
      ? nothing === undefined
        ? ''
        : `${markdownCell(nothing)}\n\n`
      : `${markdownTable([head])}${byRole(grants, corpId)
          .map(grant => markdownLine(cellsOf(grant, corpId, language)))
          .join('')}\n`;
    const listed = listedAt === undefined ? undefined : isoTime(listedAt);
    yield [
      ...(listed === undefined ? [] : [`${l10n.t('Checked')}: ${listed}\n\n`]),
      ...(isCutOff ? [`${cutOffSentence()}\n\n`] : []),
    ].join('');
  }
  yield `${unseenSentence()}\n`;
}

function cellsOf(grant: Grant, corpId: string, language: string): string[] {
  const reason = standingOut(grant, corpId);
  return [
    grantRoleText(grant),
    reason === undefined ? '' : standingOutText(reason),
    memberText(grant),
    memberKindText(grant),
    limitText(grant, language),
    grant.member.id,
  ].map(markdownCell);
}
