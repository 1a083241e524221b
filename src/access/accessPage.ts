import * as l10n from '@vscode/l10n';
import { exportGrants, type GrantReport, onlyShown } from '../grants/exportGrants.ts';
import { byRole, countGrants, grantKey } from '../grants/grant.ts';
import { grantColumns, grantTableWords } from '../grants/grantColumns.ts';
import { countsSentence, cutOffSentence, unseenSentence } from '../grants/grantWords.ts';
import { ownCorpId } from '../organizations/organization.ts';
import { type PageData, textLines } from '../pages/contract.ts';
import { pageWords } from '../pages/words.ts';
import { cleanText } from '../text/cleanText.ts';
import type { ExportFormat } from '../text/exportFormats.ts';
import { timeFormat } from '../text/formats.ts';
import type { KeptAccess } from './fileAccess.ts';

export function accessTitle({ name, dentryUuid }: Pick<KeptAccess, 'name' | 'dentryUuid'>): string {
  return l10n.t('Who Can See {0}', cleanText(name ?? dentryUuid));
}

/** The grants of a file as their page takes them, by role, the highest first. */
export function accessPage(access: KeptAccess, language: string): PageData {
  const corpId = ownCorpId(access.corpId);
  const { dentryUuid, grants, inheritance, organization, askedAt, isCutOff } = access;
  const rows = byRole(grants, corpId).map(grant => ({ grant }));
  const checked = timeFormat(language).format(askedAt);
  return {
    title: accessTitle(access),
    facts: [
      countsSentence(countGrants(grants, corpId), language),
      ...(inheritance === undefined ? [] : [inheritance]),
      ...(isCutOff ? [cutOffSentence()] : []),
      `${l10n.t('Organization')}: ${cleanText(organization)} · ${l10n.t('Checked')}: ${checked}`,
    ],
    actions: [
      { name: 'trace', text: l10n.t('Trace Inheritance…') },
      { name: 'asText', text: l10n.t('Open as Text') },
      { name: 'export', text: l10n.t('Export…') },
    ],
    words: pageWords(language),
    table: {
      columns: grantColumns(rows, corpId, language),
      idColumn: 'memberId',
      rowKeys: textLines(rows.map(({ grant }) => grantKey(dentryUuid, grant))),
      filterColumn: 'role',
      words: {
        ...grantTableWords({ label: l10n.t('Grants by role'), filter: l10n.t('Filter by role') }),
        help: l10n.t('Arrow keys move, Shift selects; Ctrl+C copies the selected rows; Ctrl+F searches.'),
      },
    },
    foot: unseenSentence(),
  };
}

/** The grants of a file as the text of a file. @param shown keys of the rows, where it is to have only some */
export function accessExport(
  access: KeptAccess,
  format: ExportFormat,
  language: string,
  shown?: readonly string[],
): Iterable<string> {
  const { dentryUuid, name, grants, inheritance, organization, endpoint, askedAt, isCutOff } = access;
  const report: GrantReport = {
    title: accessTitle(access),
    facts: inheritance === undefined ? [] : [inheritance],
    organization,
    corpId: ownCorpId(access.corpId),
    endpoint,
    language,
    files: [
      {
        dentryUuid,
        ...(name === undefined ? {} : { name }),
        grants,
        ...(isCutOff ? { isCutOff } : {}),
        listedAt: askedAt,
      },
    ],
  };
  return exportGrants(shown === undefined ? report : onlyShown(report, shown), format);
}
