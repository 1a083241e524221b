import * as l10n from '@vscode/l10n';
import { cleanSentence } from '../text/cleanText.ts';
import { type Alignment, paddedTable } from '../text/exportText.ts';
import { formatCount } from './budget.ts';
import type { Tallies } from './tally.ts';

/** Metered calls of one month, organization and purpose. */
export interface UsageRow {
  /** In China: `2026-11`. */
  readonly month: string;
  readonly corpId: string;
  /** A `Purpose`, or what a newer version has counted. */
  readonly purpose: string;
  readonly calls: number;
}

/** The rows of a year, newest month first; only those of one organization if a corpId is given. */
export function usageRows(year: ReadonlyMap<string, Tallies>, corpId?: string): UsageRow[] {
  return [...year].flatMap(([month, tallies]) =>
    [...tallies]
      .filter(([id]) => corpId === undefined || id === corpId)
      .flatMap(([id, { calls }]) =>
        [...calls].map(([purpose, count]) => ({ month, corpId: id, purpose, calls: count })),
      )
      .filter(({ calls }) => calls > 0),
  );
}

const knownPurposes = [
  'quota',
  'background',
  'daily',
  'lookup',
  'find',
  'browse',
  'trace',
  'access',
  'spaces',
  'audit',
  'verify',
  'doctor',
];

/**
 * The rows as Markdown: one table per organization, with a row for each month and a column for each purpose.
 *
 * @param organizations the user's names for organizations, in order; the others follow by corpId
 */
export function usageReport(
  rows: readonly UsageRow[],
  organizations: ReadonlyMap<string, string>,
  allowance: number,
  language: string,
): string {
  const corpIds = [...new Set([...organizations.keys(), ...rows.map(({ corpId }) => corpId)])];
  const counted = corpIds.filter(corpId => rows.some(row => row.corpId === corpId));
  const sections = counted.map(corpId => {
    const heading = usageHeading(corpId, organizations.get(corpId));
    return `## ${heading}\n\n${tableOf(
      rows.filter(row => row.corpId === corpId),
      language,
    )}`;
  });
  return `${[
    `# ${l10n.t('DingTalk API Usage')}`,
    ...usageNotes(sections.length, allowance, language),
    ...sections,
  ].join('\n\n')}\n`;
}

/** Sentences that explain the counts. @param organizations how many have a count */
export function usageNotes(organizations: number, allowance: number, language: string): string[] {
  return [
    l10n.t(
      'Metered calls by month (China time), counted by this extension on this machine. Each organization has {0} calls per month, shared by all of its apps. Throttled calls, calls that never reached DingTalk, and calls for access tokens are not metered.',
      formatCount(allowance, language),
    ),
    ...(organizations === 0 ? [l10n.t('No metered calls have been made yet.')] : []),
  ];
}

/** An organization's name with its corpId, or just the corpId if it has no other name. */
export function usageHeading(corpId: string, label = corpId): string {
  const [name, id] = [cleanSentence(label), cleanSentence(corpId)];
  return name === id ? id : `${name} (${id})`;
}

/** The purposes that have calls, known ones first. */
export function purposesOf(rows: readonly UsageRow[]): string[] {
  const made = new Set(rows.map(({ purpose }) => purpose));
  return [...new Set([...knownPurposes, ...made])].filter(purpose => made.has(purpose));
}

function tableOf(rows: readonly UsageRow[], language: string): string {
  const purposes = purposesOf(rows);
  const sum = (part: readonly UsageRow[]) =>
    formatCount(
      part.reduce((total, { calls }) => total + calls, 0),
      language,
    );
  const months = [...new Set(rows.map(({ month }) => month))];
  const table = [
    [l10n.t('Month'), ...purposes.map(purposeName), l10n.t('Total')],
    ...months.map(month => {
      const ofMonth = rows.filter(row => row.month === month);
      return [month, ...purposes.map(one => sum(ofMonth.filter(row => row.purpose === one))), sum(ofMonth)];
    }),
  ];
  const numbers = purposes.map((): Alignment => 'right');
  return paddedTable(table, ['left', ...numbers, 'right']).trimEnd();
}

export function purposeName(purpose: string): string {
  switch (purpose) {
    case 'quota':
      return l10n.t('Storage');
    case 'background':
      return l10n.t('Background refresh');
    case 'daily':
      return l10n.t('Daily readings');
    case 'lookup':
      return l10n.t('Lookups');
    case 'find':
      return l10n.t('Finding files');
    case 'browse':
      return l10n.t('Browsing');
    case 'trace':
      return l10n.t('Traces');
    case 'access':
      return l10n.t('Access lists');
    case 'spaces':
      return l10n.t('Space usage');
    case 'audit':
      return l10n.t('Audits');
    case 'verify':
      return l10n.t('Verification');
    case 'doctor':
      return l10n.t('Doctor');
    default:
      return cleanSentence(purpose);
  }
}
