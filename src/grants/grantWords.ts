import * as l10n from '@vscode/l10n';
import { cleanText } from '../text/cleanText.ts';
import { numberFormat } from '../text/formats.ts';
import { roleText } from '../text/roles.ts';
import type { Grant, GrantCounts, StandingOut } from './grant.ts';

/** The role of a grant; an unknown one as DingTalk calls it. */
export function grantRoleText({ role: { id, name } }: Grant): string {
  const text = roleText(id);
  return text === cleanText(id) ? cleanText(name ?? id) : text;
}

/** What kind of member a grant is to; an unknown one as it came. */
export function memberKindText({ member: { type } }: Grant): string {
  switch (type) {
    case 'ORG':
      return l10n.t('Organization');
    case 'DEPT':
      return l10n.t('Department');
    case 'TAG':
      return l10n.t('Tag');
    case 'CONVERSATION':
      return l10n.t('Chat group');
    case 'USER':
      return l10n.t('Person');
    case 'DYNAMIC_GROUP':
      return l10n.t('Dynamic group');
    default:
      return cleanText(type);
  }
}

/** The name of a member, or its id if DingTalk tells none. */
export function memberText({ member: { name, id } }: Grant): string {
  return cleanText(name ?? id);
}

export function standingOutText(reason: StandingOut): string {
  return reason === 'everyone' ? l10n.t('Everyone') : l10n.t('Outsider');
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long a limited grant lasts, in its two largest units: `1 day 6 hours`; nothing for one without end. */
export function limitText({ durationSeconds }: Grant, language: string): string {
  let left = durationSeconds ?? 0;
  const parts: string[] = [];
  for (const [unit, seconds] of units) {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    if (count > 0 && parts.length < 2) {
      parts.push(numberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
    }
  }
  return parts.join(' ');
}

/** How many grants there are, with what an auditor looks for: those to everyone, and to outsiders. */
export function countsSentence({ all, everyone, outsiders }: GrantCounts, language: string): string {
  const number = numberFormat(language);
  return l10n.t(
    'Grants: {0} · Everyone in the organization: {1} · Outsiders: {2}',
    number.format(all),
    number.format(everyone),
    number.format(outsiders),
  );
}

/** What a list of grants cannot show; the last line of each. */
export function unseenSentence(): string {
  return l10n.t(
    'This list cannot show who has access by link sharing, whether a grant is inherited, who is in a department or group, and when a time limit began.',
  );
}

/** For a list that DingTalk did not end. */
export function cutOffSentence(): string {
  return l10n.t('The list is incomplete. There may be more grants.');
}
