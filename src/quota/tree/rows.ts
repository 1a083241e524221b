import * as l10n from '@vscode/l10n';
import { explain } from '../../organizations/failures/explain.ts';
import type { BadEntry, Organization } from '../../organizations/organization.ts';
import { cleanText } from '../../text/cleanText.ts';
import { fullestPartition, levelOf } from '../figures.ts';
import { type Format, formatAge } from '../format.ts';
import { colors, type Icon, levelIcon } from '../icons.ts';
import type { StorageState } from '../storageStore.ts';
import { figureName, figureText, joined, partitionName, quotaText } from '../words.ts';
import type { FigureNode, Node, PartitionNode, ProblemNode } from './nodes.ts';

/** What a row of the tree shows, in plain data. */
export interface Row {
  /** The same after every refresh: the editor keeps expansion and selection by it. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: Icon;
  readonly children?: 'collapsed' | 'expanded';
}

/** Draws one row. `state` is what is known of the node's organization; `now` in milliseconds since 1970. */
export function rowOf(node: Node, state: StorageState, format: Format, now: number): Row {
  switch (node.kind) {
    case 'organization':
      return organizationRow(node, state, format, now);
    case 'badEntry':
      return badEntryRow(node);
    case 'samples':
      return samplesRow();
    case 'problem':
      return problemRow(node);
    case 'partition':
      return partitionRow(node, format);
    case 'figure':
      return figureRow(node, format);
  }
}

function organizationRow(organization: Organization, state: StorageState, format: Format, now: number): Row {
  return {
    id: `organization:${organization.corpId}`,
    label: cleanText(organization.label),
    description: organizationText(organization, state, format, now),
    icon: organizationIcon(state, format),
    children: 'collapsed',
  };
}

function organizationText(
  organization: Organization,
  state: StorageState,
  format: Format,
  now: number,
): string {
  const { storage, outcome, question } = state;
  const failure = outcome === undefined || outcome === 'answered' ? undefined : outcome;
  const reason = failure === undefined ? undefined : explain(failure, organization).summary;
  if (storage === undefined) {
    return question === undefined ? (reason ?? '') : l10n.t('Loading…');
  }
  const fullest = fullestPartition(storage.partitions);
  const numbers = fullest === undefined ? l10n.t('no partitions') : quotaText(fullest.quota, format);
  if (outcome === 'answered') {
    return numbers;
  }
  const age = formatAge(now - storage.fetchedAt, format);
  return joined(numbers, reason === undefined ? age : l10n.t('stale, {0}', age), reason);
}

function organizationIcon({ storage, outcome, question }: StorageState, { thresholds }: Format): Icon {
  if (question !== undefined) {
    return { name: 'loading~spin' };
  }
  if (outcome !== undefined && outcome !== 'answered') {
    return outcome.kind === 'signedOut' ? { name: 'key' } : { name: 'circle-slash', color: colors.warning };
  }
  const fullest = fullestPartition(storage?.partitions ?? []);
  return levelIcon('organization', fullest === undefined ? 'normal' : levelOf(fullest.quota, thresholds));
}

function badEntryRow({ index, label, reason }: BadEntry): Row {
  return {
    id: `badEntry:${index}`,
    label: cleanText(label),
    description: reason,
    icon: { name: 'error', color: colors.error },
  };
}

function samplesRow(): Row {
  return {
    id: 'samples',
    label: l10n.t('Sample Data'),
    description: l10n.t('not your real organizations'),
    icon: { name: 'beaker' },
    children: 'expanded',
  };
}

function problemRow({ organization, failure }: ProblemNode): Row {
  return {
    id: `problem:${organization.corpId}`,
    label: explain(failure, organization).sentence,
    icon: { name: 'info' },
  };
}

function partitionRow(
  { corpId, key, partition: { partitionType, quota } }: PartitionNode,
  format: Format,
): Row {
  return {
    id: `partition:${corpId}/${key}`,
    label: partitionName(partitionType),
    description: quotaText(quota, format),
    icon: levelIcon('database', levelOf(quota, format.thresholds)),
    children: 'expanded',
  };
}

function figureRow(node: FigureNode, format: Format): Row {
  return {
    id: `figure:${node.corpId}/${node.partitionKey}/${node.figure}`,
    label: figureName(node.figure),
    description: figureText(node, format),
  };
}
