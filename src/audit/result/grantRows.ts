import * as l10n from '@vscode/l10n';
import type { GrantReport, GrantsOfFile } from '../../grants/exportGrants.ts';
import { byRole, countGrants, type Grant, grantKey } from '../../grants/grant.ts';
import { type GrantRow, grantColumns, grantTableWords } from '../../grants/grantColumns.ts';
import { countsSentence, cutOffSentence, unseenSentence } from '../../grants/grantWords.ts';
import { ownCorpId } from '../../organizations/organization.ts';
import { type PageData, textLines } from '../../pages/contract.ts';
import { pageWords } from '../../pages/words.ts';
import { cleanText } from '../../text/cleanText.ts';
import type { Audit, AuditItem } from '../audit.ts';
import { auditTitle, outcomeText } from '../words.ts';
import { described, fileColumns, unanswered } from './resultRows.ts';

/** The grants of an audit's broken files as their page takes them: a row for each, and one for a file without any. */
export async function grantPage(audit: Audit, language: string): Promise<PageData> {
  const corpId = ownCorpId(audit.corpId);
  const rows = audit.items.flatMap(item => rowsOf(item, audit, corpId));
  const files = await fileColumns(rows.map(({ item }) => item));
  return {
    title: `${cleanText(audit.name)} · ${cleanText(audit.organizationLabel)}`,
    facts: [countsSentence(countGrants(allGrants(audit), corpId), language), completedText(audit)],
    actions: [
      { name: 'asText', text: l10n.t('Open as Text') },
      { name: 'export', text: l10n.t('Export…') },
    ],
    words: pageWords(language),
    table: {
      // The ID says which file it is only where neither name nor path does.
      columns: audit.items.some(({ name, path }) => name !== undefined || path !== undefined)
        ? [...files.slice(0, -1), ...grantColumns(rows, corpId, language), ...files.slice(-1)]
        : [...files, ...grantColumns(rows, corpId, language)],
      idColumn: 'dentryUuid',
      rowKeys: textLines(rows.map(({ item, grant }) => grantKey(item.dentryUuid, grant))),
      filterColumn: 'standingOut',
      words: grantTableWords({ label: l10n.t('Grants of broken files'), filter: l10n.t('Filter by note') }),
    },
    foot: unseenSentence(),
  };
}

function allGrants({ results }: Audit): Grant[] {
  return [...results.values()].flatMap(({ outcome }) => ('grants' in outcome ? outcome.grants : []));
}

function rowsOf(item: AuditItem, { results }: Audit, corpId: string): (GrantRow & { item: AuditItem })[] {
  const result = results.get(item.dentryUuid);
  if (result === undefined) {
    return [{ item, note: unanswered() }];
  }
  const { outcome } = result;
  if (!('grants' in outcome)) {
    return [{ item, note: described(outcome) }];
  }
  const rows = byRole(outcome.grants, corpId).map(grant => ({ item, grant }));
  if (outcome.isCutOff) {
    return [...rows, { item, note: { key: 'cutOff', text: cutOffSentence(), icon: 'failed', code: '' } }];
  }
  return rows.length > 0 ? rows : [{ item }];
}

function completedText({ items, results }: Audit): string {
  return `${l10n.t('Completed')}: ${l10n.t('{0} of {1}', results.size, items.length)}`;
}

/** The same for an export. */
export function grantReport(audit: Audit, language: string): GrantReport {
  const { name, organizationLabel, corpId, endpoint, items } = audit;
  return {
    title: auditTitle(name),
    facts: [completedText(audit)],
    organization: organizationLabel,
    corpId: ownCorpId(corpId),
    ...(endpoint === undefined ? {} : { endpoint }),
    language,
    files: items.map(item => fileOf(item, audit)),
  };
}

function fileOf(item: AuditItem, { results }: Audit): GrantsOfFile {
  const result = results.get(item.dentryUuid);
  if (result === undefined) {
    return { ...item, problem: 'unanswered', problemText: unanswered().text };
  }
  const { outcome, answeredAt: listedAt } = result;
  if ('grants' in outcome) {
    const { grants, isCutOff } = outcome;
    return { ...item, grants, ...(isCutOff ? { isCutOff } : {}), listedAt };
  }
  const problemText = outcomeText(outcome);
  return 'kind' in outcome
    ? {
        ...item,
        problem: outcome.kind,
        problemText,
        ...(outcome.code === undefined ? {} : { code: outcome.code }),
        listedAt,
      }
    : { ...item, problemText, listedAt };
}
