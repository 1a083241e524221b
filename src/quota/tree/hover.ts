import * as l10n from '@vscode/l10n';
import { tokenLife } from '../../dingtalk/endpoints/oauth.ts';
import type { Quota } from '../../dingtalk/endpoints/storage.ts';
import { explain } from '../../organizations/failures/explain.ts';
import { corpIdText, type Organization } from '../../organizations/organization.ts';
import { type Format, formatAge, formatBytes, formatGauge, formatTime } from '../format.ts';
import { capacityOf } from '../fullness.ts';
import { figuresOf, figureTable } from '../partitionFigures.ts';
import { failureOf, type StorageState } from '../storageStore.ts';
import { joined, partitionName, unreadableQuota } from '../words.ts';
import type { Node } from './nodes.ts';

/** A hover as plain data. The texts are untrusted and must not be rendered as Markdown. */
export interface Hover {
  readonly title: string;
  /** Pairs of a name and its value. */
  readonly facts: readonly (readonly [string, string])[];
}

/**
 * What the hover over a row shows: exact bytes, when they were fetched, the corpId, and what went wrong.
 *
 * @param now in milliseconds since 1970
 * @param pastedAt when the organization's access token was pasted, in milliseconds since 1970
 * @param more facts from other features: how it grows, and the organization's metered calls
 */
export function hoverOf(
  node: Node,
  state: StorageState,
  format: Format,
  now: number,
  pastedAt?: number,
  { growth = [], usage = [] }: { readonly growth?: Hover['facts']; readonly usage?: Hover['facts'] } = {},
): Hover {
  switch (node.kind) {
    case 'badEntry':
    case 'badSetting':
      return {
        title: node.label,
        facts: [
          [l10n.t('Setting'), node.reason],
          [l10n.t('On click'), l10n.t('Open Settings (JSON)')],
        ],
      };
    case 'samples':
      return {
        title: l10n.t('Sample Data'),
        facts: [[l10n.t('Source'), l10n.t('included with the extension; makes no calls to DingTalk')]],
      };
    case 'organization':
      return {
        title: node.label,
        facts: [
          ...(state.storage?.partitions ?? []).flatMap(({ partitionType, quota }): Hover['facts'] => [
            [partitionName(partitionType), quota === undefined ? unreadableQuota() : exact(quota, format)],
          ]),
          ...growth,
          ...origin(node.corpId, state, format),
          ...tokenFacts(pastedAt, format, now),
          ...usage,
          ...failureFacts(state, node),
        ],
      };
    case 'problem': {
      const { sentence, remedies } = explain(node.failure, node.organization);
      return {
        title: sentence,
        facts: [
          ...failureFacts(state),
          ...remedies.slice(0, 1).map(({ title }): [string, string] => [l10n.t('On click'), title]),
        ],
      };
    }
    case 'partition':
      return {
        title: partitionName(node.partition.partitionType),
        facts: [
          ...quotaFacts(node.partition.quota, format),
          ...growth,
          ...origin(node.corpId, state, format),
        ],
      };
    case 'figure':
      return {
        title: partitionName(node.partitionType),
        facts: [...quotaFacts(node.quota, format), ...origin(node.corpId, state, format)],
      };
  }
}

function exact(quota: Quota, format: Format): string {
  const capacity = capacityOf(quota);
  const parts = [
    formatBytes(quota.used, format),
    capacity === undefined ? l10n.t('no limit set') : formatBytes(capacity, format),
  ];
  return joined(formatGauge(quota, format), parts.join(' / '));
}

function quotaFacts(quota: Quota | undefined, format: Format): [string, string][] {
  if (quota === undefined) {
    return [[l10n.t('Status'), unreadableQuota()]];
  }
  return figuresOf(quota).map(figure => {
    const { name, text, bytes } = figureTable[figure];
    const counted = bytes?.(quota);
    const value = counted === undefined ? text(quota, format) : formatBytes(counted, format);
    return [name(), figure === 'used' ? joined(formatGauge(quota, format), value) : value];
  });
}

function origin(corpId: string, { storage }: StorageState, format: Format): [string, string][] {
  const fetched: [string, string][] =
    storage === undefined ? [] : [[l10n.t('Fetched'), formatTime(storage.fetchedAt, format)]];
  return [...fetched, ['corpId', corpIdText(corpId)]];
}

function tokenFacts(pastedAt: number | undefined, format: Format, now: number): [string, string][] {
  if (pastedAt === undefined) {
    return [];
  }
  // The latest possible time: the token may have been minted long before it was pasted.
  const end = pastedAt + tokenLife * 1000;
  const age = formatAge(now - pastedAt, format);
  const rest = end > now ? l10n.t('expires by {0}', formatTime(end, format)) : l10n.t('expired');
  return [[l10n.t('Access token'), l10n.t('pasted {0}, {1}', age, rest)]];
}

/** @param organization the one whose row it is, which says the failure in a few words only */
function failureFacts(state: StorageState, organization?: Organization): [string, string][] {
  const failure = failureOf(state);
  if (failure === undefined) {
    return [];
  }
  const { code, requestId, details } = failure;
  return [
    [
      l10n.t('Error'),
      organization === undefined ? explain(failure).summary : explain(failure, organization).sentence,
    ],
    ...(code === undefined ? [] : [[l10n.t('Error code'), code] as [string, string]]),
    ...(details.reason === undefined ? [] : [[l10n.t('Reason'), details.reason] as [string, string]]),
    ...(requestId === undefined ? [] : [[l10n.t('Request ID'), requestId] as [string, string]]),
  ];
}
