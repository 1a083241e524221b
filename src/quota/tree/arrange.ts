import type { BadEntry, Organization } from '../../organizations/organization.ts';
import { nameCollator } from '../../text/formats.ts';
import { byFullness, fullestPartition } from '../fullness.ts';
import type { OrganizationStorage } from '../organizationStorage.ts';

/** A row of the top level. */
export type Entry = Organization | BadEntry;

export const sortOrders = ['configured', 'name', 'fullest'] as const;
export type SortOrder = (typeof sortOrders)[number];

export function isSortOrder(value: unknown): value is SortOrder {
  return sortOrders.some(order => order === value);
}

/** The entries whose label or corpId contains every word of `text`, ignoring case. */
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
 * Sorts the entries. What cannot be compared stays at the end, in the order of the setting: organizations without
 * figures when sorting by fullness, and then entries that cannot be used.
 *
 * @param language for sorting names, BCP 47
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
  const { compare } = nameCollator(language);
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
