import * as l10n from '@vscode/l10n';
import type { Quota } from '../../dingtalk/decode.ts';
import { explain } from '../../organizations/failures/explain.ts';
import { corpIdText } from '../../organizations/organization.ts';
import { type Format, formatAge, formatBytes, formatGauge, formatTime } from '../format.ts';
import type { StorageState } from '../storageStore.ts';
import { capacityType, joined, partitionName } from '../words.ts';
import type { Node } from './nodes.ts';

/** A hover in plain data. The texts are untrusted: whoever draws them must not take them for Markdown. */
export interface Hover {
  readonly title: string;
  /** What each is, and its value. */
  readonly facts: readonly (readonly [string, string])[];
}

/**
 * What a hover over a row tells: exact bytes, when they were fetched, the corpId, and what went wrong.
 *
 * @param pastedAt when the organization's access token was pasted, in milliseconds since 1970
 * @param usage facts about the organization's metered calls
 */
export function hoverOf(
  node: Node,
  state: StorageState,
  format: Format,
  pastedAt?: number,
  usage: Hover['facts'] = [],
): Hover {
  switch (node.kind) {
    case 'badEntry':
      return { title: node.label, facts: [[l10n.t('Setting'), node.reason]] };
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
            [partitionName(partitionType), exact(quota, format)],
          ]),
          ...origin(node.corpId, state, format),
          ...tokenFacts(pastedAt, format),
          ...usage,
          ...failureFacts(state),
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
        facts: [...quotaFacts(node.partition.quota, format), ...origin(node.corpId, state, format)],
      };
    case 'figure':
      return {
        title: partitionName(node.partitionKey.replace(/#\d+$/, '')),
        facts: [...quotaFacts(node.quota, format), ...origin(node.corpId, state, format)],
      };
  }
}

function exact(quota: Quota, format: Format): string {
  const { used, max } = quota;
  const parts = [
    formatBytes(used, format),
    max === undefined ? l10n.t('no limit set') : formatBytes(max, format),
  ];
  return joined(formatGauge(quota, format), parts.join(' / '));
}

function quotaFacts(quota: Quota, format: Format): [string, string][] {
  const bytes = (value: bigint | undefined, absent: string) =>
    value === undefined ? absent : formatBytes(value, format);
  return [
    [l10n.t('Used'), joined(formatGauge(quota, format), formatBytes(quota.used, format))],
    [l10n.t('Capacity'), bytes(quota.max, l10n.t('no limit set'))],
    [l10n.t('Pre-allocated, unused'), bytes(quota.reserved, l10n.t('not set'))],
    [l10n.t('Capacity type'), capacityType(quota.type)],
  ];
}

function origin(corpId: string, { storage }: StorageState, format: Format): [string, string][] {
  const fetched: [string, string][] =
    storage === undefined ? [] : [[l10n.t('Fetched'), formatTime(storage.fetchedAt, format)]];
  return [...fetched, ['corpId', corpIdText(corpId)]];
}

/** Milliseconds that an access token lives, at most: it may have been minted long before it was pasted. */
const tokenLife = 7_200_000;

function tokenFacts(pastedAt: number | undefined, format: Format): [string, string][] {
  if (pastedAt === undefined) {
    return [];
  }
  const [now, end] = [Date.now(), pastedAt + tokenLife];
  const age = formatAge(now - pastedAt, format);
  const rest = end > now ? l10n.t('expires by {0}', formatTime(end, format)) : l10n.t('expired');
  return [[l10n.t('Access token'), l10n.t('pasted {0}, {1}', age, rest)]];
}

function failureFacts({ outcome }: StorageState): [string, string][] {
  if (outcome === undefined || outcome === 'answered') {
    return [];
  }
  const { code, requestId, details } = outcome;
  return [
    [l10n.t('Error'), explain(outcome).summary],
    ...(code === undefined ? [] : [[l10n.t('Error code'), code] as [string, string]]),
    ...(details.reason === undefined ? [] : [[l10n.t('Reason'), details.reason] as [string, string]]),
    ...(requestId === undefined ? [] : [[l10n.t('Request ID'), requestId] as [string, string]]),
  ];
}
