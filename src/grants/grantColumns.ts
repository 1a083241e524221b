import * as l10n from '@vscode/l10n';
import { type Choice, type ColumnData, type TableWords, textLines } from '../pages/contract.ts';
import { tableWords } from '../pages/words.ts';
import { cleanText } from '../text/cleanText.ts';
import { type Grant, standingOut } from './grant.ts';
import { grantRoleText, limitText, memberKindText, memberText, standingOutText } from './grantWords.ts';

/** A row of a table of grants. */
export interface GrantRow {
  readonly grant?: Grant;
  /** In place of a grant: why there is none. */
  readonly note?: Choice;
}

/** The words of every table of grants. @param own those of this one */
export function grantTableWords(own: Pick<TableWords, 'label' | 'filter'>): TableWords {
  return {
    ...tableWords(own),
    all: l10n.t('All Grants'),
    search: l10n.t('Search member, name, or path'),
    shown: l10n.t('Grants shown: {0} of {1}'),
    none: l10n.t('No matching grants.'),
  };
}

/**
 * The columns about grants: `standingOut` and `role`, which rows can be filtered by, and what is known of each member.
 *
 * @param corpId DingTalk's own id of the organization
 */
export function grantColumns(
  rows: readonly GrantRow[],
  corpId: string,
  language: string,
): readonly ColumnData[] {
  const text = (textOf: (grant: Grant) => string) => ({
    kind: 'text' as const,
    lines: textLines(rows.map(({ grant }) => (grant === undefined ? '' : textOf(grant)))),
  });
  const id = ({ member }: Grant) => cleanText(member.id);
  return [
    {
      id: 'role',
      title: l10n.t('Role'),
      width: 110,
      grow: 0.5,
      ...choices(rows, ({ grant }) => grant && roleChoice(grant)),
    },
    {
      id: 'standingOut',
      title: l10n.t('Note'),
      width: 100,
      grow: 0.5,
      ...choices(rows, row => row.note ?? standingOutChoice(row, corpId)),
    },
    { id: 'memberName', title: l10n.t('Member'), width: 150, grow: 1.4, ...text(memberText) },
    { id: 'memberKind', title: l10n.t('Kind'), width: 100, grow: 0.5, ...text(memberKindText) },
    {
      id: 'limit',
      title: l10n.t('Time limit'),
      width: 90,
      grow: 0.5,
      ...text(grant => limitText(grant, language)),
    },
    { id: 'memberId', title: l10n.t('Member ID'), width: 120, grow: 0.8, ...text(id), isCode: true },
    {
      id: 'memberCorpId',
      title: l10n.t('Other organization'),
      width: 150,
      grow: 0.6,
      ...text(grant => (standingOut(grant, corpId) === 'outsider' ? homeOf(grant) : '')),
      isCode: true,
    },
    {
      id: 'grantedOn',
      title: l10n.t('Granted on'),
      width: 120,
      grow: 0.6,
      ...text(({ grantedOn = '' }) => cleanText(grantedOn)),
      isCode: true,
    },
  ];
}

const homeOf = ({ member: { corpId, id } }: Grant) => cleanText(corpId ?? id);

function roleChoice(grant: Grant): Choice {
  return { key: grant.role.id, text: grantRoleText(grant), code: '' };
}

function standingOutChoice({ grant }: GrantRow, corpId: string): Choice | undefined {
  const reason = grant && standingOut(grant, corpId);
  return reason && { key: reason, text: standingOutText(reason), icon: 'bad', code: '' };
}

/** A column of few values, each of which is sent once. */
function choices(
  rows: readonly GrantRow[],
  choiceOf: (row: GrantRow) => Choice | undefined,
): { kind: 'choice'; choices: readonly Choice[]; indexes: Int32Array } {
  const all: Choice[] = [];
  const indexOf = new Map<string, number>();
  const indexes = rows.map(row => {
    const choice = choiceOf(row);
    if (choice === undefined) {
      return -1;
    }
    const known = JSON.stringify(choice);
    const index = indexOf.get(known) ?? all.push(choice) - 1;
    indexOf.set(known, index);
    return index;
  });
  return { kind: 'choice', choices: all, indexes: Int32Array.from(indexes) };
}
