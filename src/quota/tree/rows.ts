import * as l10n from '@vscode/l10n';
import type { Icon, TreeRow } from '../../editor/treeRow.ts';
import { commands } from '../../ids.ts';
import { explain } from '../../organizations/failures/explain.ts';
import { type BadEntry, isSample, type Organization } from '../../organizations/organization.ts';
import { cleanText } from '../../text/cleanText.ts';
import { figureTable } from '../figures.ts';
import { type Format, formatAge } from '../format.ts';
import { fullestPartition, levelOf } from '../fullness.ts';
import { type GrowthInRow, noGrowth } from '../growth.ts';
import { colors, levelIcon } from '../icons.ts';
import { failureOf, type StorageState } from '../storageStore.ts';
import { figuresText, joined, levelText, partitionName, quotaText, unreadableQuota } from '../words.ts';
import type { FigureNode, Node, PartitionNode, ProblemNode, SamplesNode } from './nodes.ts';

/** Draws one row. `state` is what is known about the node's organization; `now` in milliseconds since 1970. */
export function rowOf(
  node: Node,
  state: StorageState,
  format: Format,
  now: number,
  growth: GrowthInRow = noGrowth,
): TreeRow {
  switch (node.kind) {
    case 'organization':
      return organizationRow(node, state, format, now, growth);
    case 'badEntry':
      return badEntryRow(node);
    case 'samples':
      return samplesRow(node);
    case 'problem':
      return problemRow(node);
    case 'partition':
      return partitionRow(node, format, growth);
    case 'figure':
      return figureRow(node, format);
  }
}

function organizationRow(
  organization: Organization,
  state: StorageState,
  format: Format,
  now: number,
  growth: GrowthInRow,
): TreeRow {
  return {
    id: `organization:${organization.corpId}`,
    label: cleanText(organization.label),
    description: organizationText(organization, state, format, now, growth),
    icon: organizationIcon(state, format),
    children: 'collapsed',
    contextValue: isSample(organization)
      ? 'sampleOrganization'
      : growth.isMuted(organization.corpId)
        ? 'mutedOrganization'
        : organization.kind,
  };
}

/** What matters most comes first, as a narrow side bar cuts the end off. */
function organizationText(
  organization: Organization,
  state: StorageState,
  format: Format,
  now: number,
  growth: GrowthInRow,
): string {
  const { storage, outcome, question } = state;
  const failure = failureOf(state);
  const reason = failure === undefined ? undefined : explain(failure, organization).summary;
  if (storage === undefined) {
    return question === undefined ? (reason ?? '') : l10n.t('Loading…');
  }
  const fullest = fullestPartition(storage.partitions);
  const age = formatAge(now - storage.fetchedAt, format);
  const ageWords = reason === undefined ? age : l10n.t('stale, {0}', age);
  return joined(
    reason,
    fullest === undefined ? l10n.t('no partitions') : figuresText(fullest.quota, format),
    outcome === 'answered' ? undefined : ageWords,
    fullest && levelText(fullest.quota, format.thresholds),
    fullest && growth.forecastOf(organization.corpId, fullest.partitionType),
  );
}

function organizationIcon(state: StorageState, { thresholds }: Format): Icon {
  const { storage, question } = state;
  if (question !== undefined) {
    return { name: 'loading~spin' };
  }
  const failure = failureOf(state);
  if (failure !== undefined) {
    return failure.kind === 'signedOut' ? { name: 'key' } : { name: 'circle-slash', color: colors.warning };
  }
  const fullest = fullestPartition(storage?.partitions ?? []);
  return levelIcon('organization', fullest === undefined ? 'normal' : levelOf(fullest.quota, thresholds));
}

function badEntryRow({ kind, index, label, reason }: BadEntry): TreeRow {
  return {
    id: `badEntry:${index}`,
    label: cleanText(label),
    description: reason,
    icon: { name: 'error', color: colors.error },
    contextValue: kind,
  };
}

function samplesRow({ kind }: SamplesNode): TreeRow {
  return {
    id: 'samples',
    label: l10n.t('Sample Data'),
    description: l10n.t('not your real organizations'),
    icon: { name: 'beaker' },
    children: 'expanded',
    contextValue: kind,
  };
}

/** Why the last question was not answered; a click runs the action that helps most. */
function problemRow({ organization, failure }: ProblemNode): TreeRow {
  const { sentence, remedies, isPassing } = explain(failure, organization);
  const retry = {
    title: l10n.t('Retry'),
    command: commands.refreshOrganization,
    arguments: [organization],
  };
  const showLog = { title: l10n.t('Show Log'), command: commands.showLog, arguments: [] };
  const [remedy = showLog] = isPassing ? [retry] : remedies;
  return {
    id: `problem:${organization.corpId}`,
    label: sentence,
    icon: { name: 'info' },
    contextValue: failure.requestId === undefined ? 'problem' : 'problemWithRequestId',
    command: remedy,
  };
}

function partitionRow(
  { kind, corpId, key, partition: { partitionType, quota } }: PartitionNode,
  format: Format,
  growth: GrowthInRow,
): TreeRow {
  const row = {
    id: `partition:${corpId}/${key}`,
    label: partitionName(partitionType),
    contextValue: kind,
  };
  return quota === undefined
    ? { ...row, description: unreadableQuota(), icon: { name: 'warning', color: colors.warning } }
    : {
        ...row,
        description: joined(quotaText(quota, format), growth.forecastOf(corpId, partitionType)),
        icon: levelIcon('database', levelOf(quota, format.thresholds)),
        children: 'expanded',
      };
}

function figureRow(node: FigureNode, format: Format): TreeRow {
  return {
    id: `figure:${node.corpId}/${node.partitionKey}/${node.figure}`,
    label: figureTable[node.figure].name(),
    description: figureTable[node.figure].text(node.quota, format),
    contextValue: node.kind,
  };
}
