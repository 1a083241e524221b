import * as l10n from '@vscode/l10n';
import { linkOf } from '../../dingtalk/documentLink.ts';
import { exportGrants, onlyShown } from '../../grants/exportGrants.ts';
import { csvText } from '../../text/csvCell.ts';
import type { ExportFormat } from '../../text/exportFormats.ts';
import { isoTime, markdownCell, markdownLine, markdownTable, plainJson } from '../../text/exportText.ts';
import { type Audit, type AuditItem, countOutcomes } from '../audit.ts';
import { keyText, outcomeText } from '../words.ts';
import { grantReport } from './grantRows.ts';

/** A part of an audit: these of its files, in this order. */
export function onlyFiles(audit: Audit, dentryUuids: readonly string[]): Audit {
  const items = new Map(audit.items.map(item => [item.dentryUuid, item]));
  const kept = [...new Set(dentryUuids)];
  return {
    ...audit,
    items: kept.flatMap(id => items.get(id) ?? []),
    results: new Map(
      kept.flatMap(id => {
        const result = audit.results.get(id);
        return result === undefined ? [] : [[id, result] as const];
      }),
    ),
  };
}

/**
 * An audit as the text of a file, piece by piece, so that a long one does not hold others up. The formats are those of
 * `text/exportFormats.ts`.
 *
 * @param language BCP 47
 * @param shown of its table, where it is to have only some rows: their keys for grants, else their dentryUuids
 */
export function exportAudit(
  whole: Audit,
  format: ExportFormat,
  language = 'en',
  shown?: readonly string[],
): Iterable<string> {
  if (whole.about === 'grants') {
    const report = grantReport(whole, language);
    return exportGrants(shown === undefined ? report : onlyShown(report, shown), format);
  }
  const audit = shown === undefined ? whole : onlyFiles(whole, shown);
  switch (format) {
    case 'csv':
      return csv(audit);
    case 'json':
      return json(audit);
    case 'markdown':
      return markdown(audit);
  }
}

/** A file of an audit. What does not apply to it is absent; a file that was not asked about has a problem of its own. */
interface Row {
  readonly dentryUuid: string;
  readonly name: string | undefined;
  readonly path: string | undefined;
  /** `PASS_ON`, `BREAK`, or a value unknown to us. */
  readonly inheritance?: string;
  /** The kind of the failure, or `unanswered`. */
  readonly problem?: string;
  readonly code?: string | undefined;
  /** ISO 8601, in UTC. */
  readonly answeredAt?: string | undefined;
  readonly link: string;
}

// In one language: scripts read them, and an audit's own CSV can be audited again.
const columns = [
  'dentryUuid',
  'name',
  'path',
  'inheritance',
  'problem',
  'code',
  'answeredAt',
  'link',
] as const satisfies readonly (keyof Row)[];

function rowOf({ dentryUuid, name, path }: AuditItem, { results, endpoint }: Audit): Row {
  const result = results.get(dentryUuid);
  const about = { dentryUuid, name, path, link: linkOf(dentryUuid, endpoint) };
  if (result === undefined) {
    return { ...about, problem: 'unanswered' };
  }
  const { outcome } = result;
  const answeredAt = isoTime(result.answeredAt);
  if ('grants' in outcome) {
    return { ...about, answeredAt };
  }
  return 'inheritance' in outcome
    ? { ...about, inheritance: outcome.inheritance, answeredAt }
    : { ...about, problem: outcome.kind, code: outcome.code, answeredAt };
}

/** UTF-8 with its mark, which Excel needs, and as RFC 4180 wants it. */
function* csv(audit: Audit): Generator<string> {
  yield `\ufeff${columns.join(',')}\r\n`;
  yield* inPieces(audit.items, item => {
    const row = rowOf(item, audit);
    return `${columns.map(column => csvText(row[column] ?? '')).join(',')}\r\n`;
  });
}

function* json(audit: Audit): Generator<string> {
  const { id, name, corpId, organizationLabel, startedAt, items, results } = audit;
  const about = {
    audit: { id, name, corpId, organization: organizationLabel, startedAt: isoTime(startedAt) },
    total: items.length,
    answered: results.size,
    counts: Object.fromEntries(countOutcomes(results.values())),
  };
  yield `${plainJson(about, 2).slice(0, -2)},\n  "items": [`;
  yield* inPieces(items, (item, index) => {
    const { dentryUuid, ...rest } = rowOf(item, audit);
    return `${index === 0 ? '' : ','}\n    ${plainJson({ dentryUuid, ...rest })}`;
  });
  yield '\n  ]\n}\n';
}

function* markdown(audit: Audit): Generator<string> {
  const { name, corpId, organizationLabel, startedAt, items, results } = audit;
  yield [
    `# ${l10n.t('Audit')}: ${markdownCell(name)}`,
    '',
    `- ${l10n.t('Organization')}: ${markdownCell(organizationLabel)} (${markdownCell(corpId)})`,
    `- ${l10n.t('Started')}: ${isoTime(startedAt) ?? ''}`,
    `- ${l10n.t('Completed')}: ${l10n.t('{0} of {1}', results.size, items.length)}`,
    ...[...countOutcomes(results.values())]
      .toSorted(([, a], [, b]) => b - a)
      .map(([key, count]) => `- ${markdownCell(keyText(key))}: ${count}`),
    '',
    '',
  ].join('\n');
  const head = [
    'dentryUuid',
    l10n.t('Name'),
    l10n.t('Path'),
    l10n.t('Result'),
    l10n.t('Error code'),
    l10n.t('Checked'),
  ];
  yield markdownTable([head]);
  yield* inPieces(items, item => {
    const result = results.get(item.dentryUuid);
    const { dentryUuid, name, path, code, answeredAt, link } = rowOf(item, audit);
    return markdownLine([
      `[${markdownCell(dentryUuid)}](${link})`,
      markdownCell(name ?? ''),
      markdownCell(path ?? ''),
      markdownCell(result === undefined ? l10n.t('Not checked yet') : outcomeText(result.outcome)),
      markdownCell(code ?? ''),
      answeredAt ?? '',
    ]);
  });
}

/** Some milliseconds of work: others have a turn after each piece. */
const itemsInAPiece = 200;

function* inPieces(
  items: readonly AuditItem[],
  textOf: (item: AuditItem, index: number) => string,
): Generator<string> {
  for (let start = 0; start < items.length; start += itemsInAPiece) {
    const piece = items.slice(start, start + itemsInAPiece);
    yield piece.map((item, index) => textOf(item, start + index)).join('');
  }
}
