import type { Partition, Quota } from '../../dingtalk/endpoints/storage.ts';
import type { DingTalkError } from '../../dingtalk/errors.ts';
import type { Row } from '../../editor/command.ts';
import type { BadEntry, Organization } from '../../organizations/organization.ts';
import { limitOf } from '../figures.ts';
import type { StorageState } from '../storageStore.ts';

/** The rows of the Organizations view. Those of the top level are the entries of the setting themselves, and the samples. */
export type Node = Organization | BadEntry | SamplesNode | ProblemNode | PartitionNode | FigureNode;

const kinds: readonly string[] = [
  'organization',
  'badEntry',
  'samples',
  'problem',
  'partition',
  'figure',
] satisfies Node['kind'][];

/** Whether it is a row of this view. */
export function isNode(row: Row): row is Node {
  return kinds.includes(row.kind);
}

/** What the sample organizations stand under, so that nobody takes them for their own. */
export interface SamplesNode {
  readonly kind: 'samples';
  readonly organizations: readonly Organization[];
}

/** Why an organization's last question was not answered, with the way to mend it. */
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
  readonly figure: 'used' | 'capacity' | 'free' | 'reserved' | 'type';
  readonly quota: Quota;
}

/** The organization that a row belongs to; `undefined` for an entry that is none. */
export function corpIdOf(node: Node): string | undefined {
  switch (node.kind) {
    case 'badEntry':
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
  { storage, outcome }: StorageState,
): (ProblemNode | PartitionNode)[] {
  const problems: ProblemNode[] =
    outcome === undefined || outcome === 'answered'
      ? []
      : [{ kind: 'problem', organization, failure: outcome }];
  return [...problems, ...partitionNodes(organization.corpId, storage?.partitions ?? [])];
}

export function partitionChildren({ corpId, key, partition: { quota } }: PartitionNode): FigureNode[] {
  const figures: FigureNode['figure'][] = ['used', 'capacity', 'free', 'reserved', 'type'];
  return figures
    .filter(figure => figure !== 'free' || limitOf(quota) !== undefined)
    .map(figure => ({ kind: 'figure', corpId, partitionKey: key, figure, quota }));
}

export function partitionNodes(corpId: string, partitions: readonly Partition[]): PartitionNode[] {
  const seen = new Map<string, number>();
  return partitions.map(partition => {
    const { partitionType } = partition;
    const times = (seen.get(partitionType) ?? 0) + 1;
    seen.set(partitionType, times);
    // The editor refuses a tree in which two rows have one id.
    return { kind: 'partition', corpId, key: `${partitionType}#${times}`, partition };
  });
}
