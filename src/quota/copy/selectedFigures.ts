import type { Partition } from '../../dingtalk/endpoints/storage.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { OrganizationStorage } from '../organizationStorage.ts';
import { type Figure, figures } from '../partitionFigures.ts';
import { type FigureNode, type Node, type PartitionNode, partitionNodes } from '../tree/nodes.ts';

/** The figures that selected rows stand for: all of an organization's partitions, or those of one partition. */
export interface SelectedPartition {
  readonly corpId: string;
  readonly fetchedAt: number;
  readonly partition: Partition;
  readonly figures: ReadonlySet<Figure>;
}

const allFigures = new Set<Figure>(figures);

/** Each partition once, however many of its rows were selected, in the order of the rows. */
export function selectedPartitions(
  nodes: readonly Node[],
  storageOf: (corpId: string) => OrganizationStorage | undefined,
): SelectedPartition[] {
  const selected = new Map<string, SelectedPartition>();
  for (const node of nodes) {
    if (isWithoutFigures(node)) {
      continue;
    }
    const { corpId } = node;
    const storage = storageOf(corpId);
    for (const { key, partition } of partitionNodes(corpId, storage?.partitions ?? [])) {
      const chosen = selectedIn(node, key);
      const id = `${corpId}/${key}`;
      if (storage !== undefined && chosen.size > 0) {
        const before = selected.get(id)?.figures ?? [];
        selected.set(id, {
          corpId,
          fetchedAt: storage.fetchedAt,
          partition,
          figures: new Set([...before, ...chosen]),
        });
      }
    }
  }
  return [...selected.values()];
}

type NodeWithFigures = Organization | PartitionNode | FigureNode;

function isWithoutFigures(node: Node): node is Exclude<Node, NodeWithFigures> {
  return node.kind !== 'organization' && node.kind !== 'partition' && node.kind !== 'figure';
}

function selectedIn(node: NodeWithFigures, key: string): ReadonlySet<Figure> {
  switch (node.kind) {
    case 'organization':
      return allFigures;
    case 'partition':
      return node.key === key ? allFigures : new Set();
    case 'figure':
      return node.partitionKey === key ? new Set([node.figure]) : new Set();
  }
}
