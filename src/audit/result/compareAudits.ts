import * as l10n from '@vscode/l10n';
import { linkOf } from '../../dingtalk/documentLink.ts';
import { type Alignment, markdownCell, paddedTable } from '../../text/exportText.ts';
import { numberFormat, timeFormat } from '../../text/formats.ts';
import type { Audit, AuditItem, AuditResult } from '../audit.ts';
import { outcomeText } from '../words.ts';

/** What became of a file between two audits. Each file is one of them, so that the counts add up. */
export const changes = [
  /** Its permissions were not broken, and now are. */
  'newlyBroken',
  /** It was broken, and now inherits. */
  'restored',
  /** It was there, and now does not exist. */
  'gone',
  /** It had an answer, and now has none, for another reason than that it does not exist. */
  'nowUnreadable',
  /** It had no answer, and now has one: whether it was broken before is not known. */
  'nowReadable',
  /** Another mode, or another failure. */
  'changed',
  /** Only the second audit has it. */
  'added',
  /** Only the first audit has it. */
  'leftOut',
  /** One of the two has not asked about it yet. */
  'unanswered',
  'unchanged',
] as const;
export type Change = (typeof changes)[number];

export interface ChangedItem {
  readonly item: AuditItem;
  readonly before: AuditResult | undefined;
  readonly after: AuditResult | undefined;
}

export type Comparison = ReadonlyMap<Change, readonly ChangedItem[]>;

/** Tells what changed from the first audit to the second, in the order of the second. */
export function compareAudits(first: Audit, second: Audit): Comparison {
  const comparison = new Map<Change, ChangedItem[]>(changes.map(change => [change, []]));
  const inFirst = new Set(first.items.map(({ dentryUuid }) => dentryUuid));
  const inSecond = new Set(second.items.map(({ dentryUuid }) => dentryUuid));
  for (const item of second.items) {
    const before = first.results.get(item.dentryUuid);
    const after = second.results.get(item.dentryUuid);
    const change = inFirst.has(item.dentryUuid) ? changeOf(before, after) : 'added';
    comparison.get(change)?.push({ item, before, after });
  }
  for (const item of first.items) {
    if (!inSecond.has(item.dentryUuid)) {
      const before = first.results.get(item.dentryUuid);
      comparison.get('leftOut')?.push({ item, before, after: undefined });
    }
  }
  return comparison;
}

function changeOf(before: AuditResult | undefined, after: AuditResult | undefined): Change {
  if (before === undefined || after === undefined) {
    return 'unanswered';
  }
  const [was, is] = [before.outcome, after.outcome];
  if ('grants' in was || 'grants' in is) {
    // Lists of grants are not compared: see the command.
    return 'changed';
  }
  if ('inheritance' in is) {
    if (!('inheritance' in was)) {
      return 'nowReadable';
    }
    if (was.inheritance === is.inheritance) {
      return 'unchanged';
    }
    if (is.inheritance === 'BREAK') {
      return 'newlyBroken';
    }
    // From BREAK to a mode unknown to us is no more than another mode.
    return is.inheritance === 'PASS_ON' && was.inheritance === 'BREAK' ? 'restored' : 'changed';
  }
  const wasNotFound = !('inheritance' in was) && was.kind === 'notFound';
  if (is.kind === 'notFound') {
    return wasNotFound ? 'unchanged' : 'gone';
  }
  if ('inheritance' in was) {
    return 'nowUnreadable';
  }
  return was.kind === is.kind ? 'unchanged' : 'changed';
}

/** How many files there are of each change. */
export function countChanges(comparison: Comparison): Record<Change, number> {
  const counts = changes.map(change => [change, comparison.get(change)?.length ?? 0]);
  return Object.fromEntries(counts) as Record<Change, number>;
}

export function changeText(change: Change): string {
  switch (change) {
    case 'newlyBroken':
      return l10n.t('Newly broken');
    case 'restored':
      return l10n.t('Inherits again');
    case 'gone':
      return l10n.t('Gone');
    case 'nowUnreadable':
      return l10n.t('Now unreadable');
    case 'nowReadable':
      return l10n.t('Now readable');
    case 'changed':
      return l10n.t('Other changes');
    case 'added':
      return l10n.t('Only in the second audit');
    case 'leftOut':
      return l10n.t('Only in the first audit');
    case 'unanswered':
      return l10n.t('Not yet checked in both audits');
    case 'unchanged':
      return l10n.t('Unchanged');
  }
}

/** Two audits as Markdown: the counts first, then a table for each change. What is unchanged is only counted. */
export function comparisonText(first: Audit, second: Audit, language: string): string {
  const number = numberFormat(language);
  const time = timeFormat(language, 'short');
  const comparison = compareAudits(first, second);
  const counts = changes.map(change => [
    changeText(change),
    number.format(comparison.get(change)?.length ?? 0),
  ]);
  const listed = changes.filter(change => change !== 'unchanged' && comparison.get(change)?.length !== 0);
  return [
    `# ${l10n.t('Audit Comparison')}\n`,
    table([
      ['', l10n.t('First'), l10n.t('Second')],
      [l10n.t('Audit'), first.name, second.name],
      [l10n.t('Organization'), first.organizationLabel, second.organizationLabel],
      [l10n.t('Started'), time.format(first.startedAt), time.format(second.startedAt)],
      [l10n.t('Completed'), answered(first, number), answered(second, number)],
    ]),
    table([[l10n.t('Change'), l10n.t('Files')], ...counts], ['left', 'right']),
    ...listed.flatMap(change => [
      `## ${changeText(change)}\n`,
      changedTable(comparison.get(change) ?? [], second.endpoint),
    ]),
  ].join('\n');
}

function answered({ items, results }: Audit, number: Intl.NumberFormat): string {
  return l10n.t('{0} of {1}', number.format(results.size), number.format(items.length));
}

function changedTable(changed: readonly ChangedItem[], endpoint: string | undefined): string {
  const head = ['dentryUuid', l10n.t('Name'), l10n.t('Path'), l10n.t('Before'), l10n.t('After')].map(
    markdownCell,
  );
  const lines = changed.map(({ item: { dentryUuid, name, path }, before, after }) => [
    `[${markdownCell(dentryUuid)}](${linkOf(dentryUuid, endpoint)})`,
    ...[name ?? '', path ?? '', resultText(before), resultText(after)].map(markdownCell),
  ]);
  return paddedTable([head, ...lines]);
}

function resultText(result: AuditResult | undefined): string {
  return result === undefined ? '' : outcomeText(result.outcome);
}

/** @param lines the first is the head; of any text */
function table(lines: readonly (readonly string[])[], alignment?: readonly Alignment[]): string {
  return paddedTable(
    lines.map(line => line.map(markdownCell)),
    alignment,
  );
}
