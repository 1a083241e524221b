import * as l10n from '@vscode/l10n';
import type { Partition } from '../../dingtalk/decode.ts';
import type { Organization } from '../../organizations/organization.ts';
import { compareFullness, fullestPartition, levelOf, type Thresholds } from '../figures.ts';
import type { StorageState } from '../storageStore.ts';

/** An organization, what is known of it, and its fullest partition. */
export interface Standing {
  readonly organization: Organization;
  readonly state: StorageState;
  readonly fullest?: Partition;
}

/** The organizations, fullest first; then those of which no partition is known, as the setting has them. */
export function standingsOf(
  organizations: readonly Organization[],
  store: { get(corpId: string): StorageState },
): Standing[] {
  return organizations
    .map(organization => {
      const state = store.get(organization.corpId);
      const fullest = fullestPartition(state.storage?.partitions ?? []);
      return { organization, state, ...(fullest === undefined ? {} : { fullest }) };
    })
    .toSorted(({ fullest: a }: Standing, { fullest: b }: Standing) =>
      a === undefined || b === undefined
        ? Number(a === undefined) - Number(b === undefined)
        : compareFullness(a, b),
    );
}

/** The number on the view's icon. */
export interface Badge {
  /** How many organizations are at or above the warning level. */
  readonly value: number;
  readonly tooltip: string;
}

/** The badge for these organizations; none where all have space enough. */
export function badgeOf(standings: readonly Standing[], thresholds: Thresholds): Badge | undefined {
  const short = standings.filter(
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
