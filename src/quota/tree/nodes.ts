import type { Partition, Quota } from '../../dingtalk/endpoints/storage.ts';
import type { DingTalkError } from '../../dingtalk/errors.ts';
import type { Row } from '../../editor/command.ts';
import { organizationRowKinds } from '../../ids.ts';
import type { BadSetting } from '../../organizations/badSettings.ts';
import type { BadEntry, Organization } from '../../organizations/organization.ts';
import { type Figure, figuresOf } from '../partitionFigures.ts';
import { failureOf, type StorageState } from '../storageStore.ts';

/** The rows of the Organizations view. At the top level are the entries of the setting themselves, and the samples. */
export type Node =
  | Organization
  | BadEntry
  | BadSetting
  | SamplesNode
  | ProblemNode
  | PartitionNode
  | FigureNode;

/** Whether `row` belongs to this view. */
export function isNode(row: Row): row is Node {
  return organizationRowKinds.some(kind => kind === row.kind);
}

/** The parent of the sample organizations, so that nobody mistakes them for their own. */
export interface SamplesNode {
  readonly kind: 'samples';
  readonly organizations: readonly Organization[];
}

/** Why an organization's last question was not answered, and what helps. */
export interface ProblemNode {
  readonly kind: 'problem';
  readonly organization: Organization;
  readonly failure: DingTalkError;
}

export interface PartitionNode {
  readonly kind: 'partition';
  readonly corpId: string;
  /** Unique within the organization, and the same after a refresh. */
  readonly key: string;
  readonly partition: Partition;
}

export interface FigureNode {
  readonly kind: 'figure';
  readonly corpId: string;
  readonly partitionKey: string;
  readonly partitionType: string;
  readonly figure: Figure;
  readonly quota: Quota;
}

/** The organization that a row belongs to; `undefined` for an entry that is not one. */
export function corpIdOf(node: Node): string | undefined {
  switch (node.kind) {
    case 'badEntry':
    case 'badSetting':
    case 'samples':
      return undefined;
    case 'problem':
      return node.organization.corpId;
    default:
      return node.corpId;
  }
}

export function organizationChildren(
  organization: Organization,
  state: StorageState,
): (ProblemNode | PartitionNode)[] {
  const failure = failureOf(state);
  const problems: ProblemNode[] = failure === undefined ? [] : [{ kind: 'problem', organization, failure }];
  return [...problems, ...partitionNodes(organization.corpId, state.storage?.partitions ?? [])];
}

export function partitionChildren({ corpId, key, partition }: PartitionNode): FigureNode[] {
  const { partitionType, quota } = partition;
  if (quota === undefined) {
    return [];
  }
  return figuresOf(quota).map(figure => ({
    kind: 'figure',
    corpId,
    partitionKey: key,
    partitionType,
    figure,
    quota,
  }));
}

export function partitionNodes(corpId: string, partitions: readonly Partition[]): PartitionNode[] {
  const seen = new Map<string, number>();
  return partitions.map(partition => {
    const { partitionType } = partition;
    const times = (seen.get(partitionType) ?? 0) + 1;
    seen.set(partitionType, times);
    // The editor rejects a tree in which two rows have the same id.
    return { kind: 'partition', corpId, key: `${partitionType}#${times}`, partition };
  });
}
