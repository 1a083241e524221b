import * as l10n from '@vscode/l10n';
import type { PageData, Section } from '../pages/contract.ts';
import { pageWords } from '../pages/words.ts';
import { purposeName, purposesOf, type UsageRow, usageHeading, usageNotes } from './usageReport.ts';

/**
 * The rows as bars: the total of all organizations first, then each. The total's allowance is the sum of theirs.
 *
 * @param organizations the user's names for organizations, in order; the others follow by corpId
 */
export function usagePage(
  rows: readonly UsageRow[],
  organizations: ReadonlyMap<string, string>,
  allowance: number,
  language: string,
): PageData {
  const corpIds = [...new Set([...organizations.keys(), ...rows.map(({ corpId }) => corpId)])];
  const counted = corpIds.filter(corpId => rows.some(row => row.corpId === corpId));
  const purposes = purposesOf(rows);
  const sections = counted.map(corpId =>
    sectionOf(
      usageHeading(corpId, organizations.get(corpId)),
      rows.filter(row => row.corpId === corpId),
      purposes,
      allowance,
    ),
  );
  const all = sectionOf(l10n.t('All Organizations'), rows, purposes, allowance * counted.length);
  return {
    title: l10n.t('DingTalk API Usage'),
    facts: usageNotes(counted.length, allowance, language),
    actions: [{ name: 'asText', text: l10n.t('Open as Text') }],
    words: pageWords(language),
    sections: {
      words: {
        label: l10n.t('Month'),
        bar: l10n.t('Allowance used'),
        barText: l10n.t('{0} of {1}'),
        sum: l10n.t('Total'),
      },
      all: counted.length > 1 ? [all, ...sections] : sections,
    },
  };
}

function sectionOf(
  heading: string,
  rows: readonly UsageRow[],
  purposes: readonly string[],
  limit: number,
): Section {
  const months = [...new Set(rows.map(({ month }) => month))].toSorted().toReversed();
  const callsOf = (month: string, purpose: string) =>
    rows
      .filter(row => row.month === month && row.purpose === purpose)
      .reduce((sum, { calls }) => sum + calls, 0);
  return {
    heading,
    limit,
    columns: purposes.map(purposeName),
    bars: months.map(month => ({ label: month, values: purposes.map(purpose => callsOf(month, purpose)) })),
  };
}
