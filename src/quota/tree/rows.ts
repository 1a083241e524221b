import * as l10n from '@vscode/l10n';
import type { Icon, RowCommand, TreeRow } from '../../editor/treeRow.ts';
import { commands, settings } from '../../ids.ts';
import type { BadSetting } from '../../organizations/badSettings.ts';
import { explain } from '../../organizations/failures/explain.ts';
import { retryText, shortRetryText } from '../../organizations/failures/retryText.ts';
import { shortReason } from '../../organizations/failures/shortReason.ts';
import { type BadEntry, isSample, type Organization } from '../../organizations/organization.ts';
import { cleanText } from '../../text/cleanText.ts';
import { columnsOf, shortenedTo } from '../../text/width.ts';
import { type Format, formatAge } from '../format.ts';
import { fullestPartition, levelOf } from '../fullness.ts';
import { type GrowthInRow, noGrowth } from '../growth.ts';
import { colors, levelIcon } from '../icons.ts';
import { figureTable } from '../partitionFigures.ts';
import { failureOf, type StorageState } from '../storageStore.ts';
import { joined, levelText, partitionName, quotaText, sizesText, unreadableQuota } from '../words.ts';
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
    case 'badSetting':
      return badSettingRow(node);
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

/** A row of a side bar of ordinary width, what the buttons of a selected one take of it, and what a name takes. */
const columns = { row: 29, buttons: 6, wholeName: 22, shortName: 18, leastName: 10 };

/** What is left of a row's width for the name, when the problem and the percentage are to be seen. */
function roomBefore(description: string): number {
  const percentage = description.slice(0, description.indexOf('%') + 1);
  // Descriptions are set in smaller type. The ellipsis of one that is cut off takes a column, too.
  return percentage === ''
    ? Number.POSITIVE_INFINITY
    : columns.row - Math.round(0.85 * (columnsOf(percentage) + 1));
}

/** A name that leaves room for what matters most behind it: the problem, and the percentage. */
function nameBefore(name: string, description: string): string {
  const room = roomBefore(description);
  // One that is too long leaves room for the buttons of a selected row, too, as far as it stays a name.
  return columnsOf(name) <= Math.min(columns.wholeName, room)
    ? name
    : shortenedTo(Math.max(columns.leastName, Math.min(columns.shortName, room - columns.buttons)), name);
}

function organizationRow(
  organization: Organization,
  state: StorageState,
  format: Format,
  now: number,
  growth: GrowthInRow,
): TreeRow {
  const name = cleanText(organization.label);
  const problem = problemText(organization, state);
  const textAfter = (words: string | undefined) =>
    organizationText(organization, state, words, format, now, growth);
  const whole = textAfter(problem?.whole);
  const description = columnsOf(name) <= roomBefore(whole) ? whole : textAfter(problem?.short);
  return {
    id: `organization:${organization.corpId}`,
    label: nameBefore(name, description),
    spoken: [name, whole].filter(Boolean).join(', '),
    name,
    description,
    icon: organizationIcon(state, format),
    children: 'collapsed',
    contextValue: isSample(organization)
      ? 'sampleOrganization'
      : growth.isMuted(organization.corpId)
        ? 'mutedOrganization'
        : organization.kind,
  };
}

/** What is wrong with the last question, or that it is asked again: in whole, and short enough for a figure behind it. */
function problemText(
  organization: Organization,
  state: StorageState,
): { readonly whole: string; readonly short: string } | undefined {
  const { retry } = state;
  if (retry !== undefined) {
    return { whole: retryText(retry.number, retry.of), short: shortRetryText(retry.number, retry.of) };
  }
  const failure = failureOf(state);
  return failure && { whole: explain(failure, organization).summary, short: shortReason(failure) };
}

/** What matters most comes first, as a narrow side bar cuts the end off. */
function organizationText(
  organization: Organization,
  state: StorageState,
  problem: string | undefined,
  format: Format,
  now: number,
  growth: GrowthInRow,
): string {
  const { storage, outcome, question, retry } = state;
  if (storage === undefined) {
    return question === undefined || retry !== undefined ? (problem ?? '') : l10n.t('Loading…');
  }
  const fullest = fullestPartition(storage.partitions);
  const age = formatAge(now - storage.fetchedAt, format);
  const ageWords = failureOf(state) === undefined ? age : l10n.t('stale, {0}', age);
  return joined(
    problem,
    fullest === undefined ? l10n.t('no partitions') : sizesText(fullest.quota, format),
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
    command: openUserSettings(settings.organizations),
  };
}

/** A value in the settings that is not used, and why. */
function badSettingRow({ kind, key, label, reason }: BadSetting): TreeRow {
  return {
    id: `badSetting:${label}:${reason}`,
    label,
    description: reason,
    icon: { name: 'warning', color: colors.warning },
    contextValue: kind,
    command: openUserSettings(key),
  };
}

/** Opens settings.json at a setting, if it is in there. */
function openUserSettings(key: string | undefined): RowCommand {
  return {
    title: l10n.t('Open Settings (JSON)'),
    command: 'workbench.action.openSettingsJson',
    arguments: key === undefined ? [] : [{ revealSetting: { key, edit: true } }],
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
  const row = {
    id: `problem:${organization.corpId}`,
    contextValue: failure.requestId === undefined ? 'problem' : 'problemWithRequestId',
    command: remedy,
  };
  // Where a sign-in is all that is missing, the row reads like the button that it is.
  return remedy.command === commands.setCredential
    ? { ...row, label: `${remedy.title}…`, description: sentence, icon: { name: 'sign-in' } }
    : { ...row, label: sentence, icon: { name: 'info' } };
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

/** The row of a figure, which is declared with all of its texts in `partitionFigures.ts`. */
function figureRow(node: FigureNode, format: Format): TreeRow {
  return {
    id: `figure:${node.corpId}/${node.partitionKey}/${node.figure}`,
    label: figureTable[node.figure].name(),
    description: figureTable[node.figure].text(node.quota, format),
    contextValue: node.kind,
  };
}
