import type { BadEntry, Organization } from '../../organizations/organization.ts';
import { byFullness, fullestPartition } from '../fullness.ts';
import type { OrganizationStorage } from '../organizationStorage.ts';

/** A row of the top level. */
export type Entry = Organization | BadEntry;

export const sortOrders = ['configured', 'name', 'fullest'] as const;
export type SortOrder = (typeof sortOrders)[number];

export function isSortOrder(value: unknown): value is SortOrder {
  return sortOrders.some(order => order === value);
}

/** Those entries in whose label or corpId every word of `text` occurs, in whatever case. */
export function filterEntries(entries: readonly Entry[], text: string): readonly Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0
    ? entries
    : entries.filter(entry => {
        const named = (
          entry.kind === 'organization' ? `${entry.label}\n${entry.corpId}` : entry.label
        ).toLowerCase();
        return words.every(word => named.includes(word));
      });
}

/**
 * The entries in another order. What cannot be compared keeps the order of the setting, at the end: organizations
 * without figures where the fullest come first, and after them the entries that cannot be used.
 *
 * @param language whose alphabet it is that names are sorted by, BCP 47
 */
export function sortEntries(
  entries: readonly Entry[],
  order: SortOrder,
  storageOf: (corpId: string) => OrganizationStorage | undefined,
  language: string,
): readonly Entry[] {
  if (order === 'configured') {
    return entries;
  }
  const organizations = entries.filter(entry => entry.kind === 'organization');
  const sorted = order === 'name' ? byName(organizations, language) : fullestFirst(organizations, storageOf);
  return [...sorted, ...entries.filter(entry => entry.kind === 'badEntry')];
}

function byName(organizations: readonly Organization[], language: string): Organization[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return organizations.toSorted((a, b) => compare(a.label, b.label));
}

function fullestFirst(
  organizations: readonly Organization[],
  storageOf: (corpId: string) => OrganizationStorage | undefined,
): Organization[] {
  return organizations
    .map(organization => ({
      organization,
      fullest: fullestPartition(storageOf(organization.corpId)?.partitions ?? []),
    }))
    .toSorted((a, b) => byFullness(a.fullest, b.fullest))
    .map(({ organization }) => organization);
}
