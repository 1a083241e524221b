import * as l10n from '@vscode/l10n';
import type { PartitionWithQuota } from '../../dingtalk/endpoints/storage.ts';
import type { Organization } from '../../organizations/organization.ts';
import { byFullness, fullestPartition, levelOf, type Thresholds } from '../fullness.ts';
import type { StorageState } from '../storageStore.ts';

/** An organization, what is known about it, and its fullest partition. */
export interface RankedOrganization {
  readonly organization: Organization;
  readonly state: StorageState;
  readonly fullest?: PartitionWithQuota;
}

/** The organizations, fullest first; then those without a known partition, in the order of the setting. */
export function rankByFullness(
  organizations: readonly Organization[],
  store: { get(corpId: string): StorageState },
): RankedOrganization[] {
  return organizations
    .map((organization): RankedOrganization => {
      const state = store.get(organization.corpId);
      const fullest = fullestPartition(state.storage?.partitions ?? []);
      return { organization, state, ...(fullest === undefined ? {} : { fullest }) };
    })
    .toSorted((a, b) => byFullness(a.fullest, b.fullest));
}

/** The number on the view's icon. */
export interface Badge {
  /** The number of organizations at or above the warning level. */
  readonly value: number;
  readonly tooltip: string;
}

/** The badge for these organizations; none if all have enough space. */
export function badgeOf(ranking: readonly RankedOrganization[], thresholds: Thresholds): Badge | undefined {
  const short = ranking.filter(
    ({ fullest }) => fullest !== undefined && levelOf(fullest.quota, thresholds) !== 'normal',
  );
  const value = short.length;
  if (value === 0) {
    return undefined;
  }
  const tooltip =
    value === 1
      ? l10n.t('1 organization is low on storage.')
      : l10n.t('{0} organizations are low on storage.', value);
  return { value, tooltip };
}
