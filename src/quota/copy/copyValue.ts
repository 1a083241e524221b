import type { Quota } from '../../dingtalk/endpoints/storage.ts';
import { type Format, formatBytes } from '../format.ts';
import { capacityOf, fullestPartition } from '../fullness.ts';
import { figureTable } from '../partitionFigures.ts';
import type { StorageState } from '../storageStore.ts';
import { corpIdOf, type Node } from '../tree/nodes.ts';
import { rowOf } from '../tree/rows.ts';

/**
 * What *Copy Value* puts on the clipboard, one line per row: for a figure the bytes as bare digits, ready for a
 * spreadsheet or calculator; for other rows their text with the exact bytes.
 */
export function valueText(
  nodes: readonly Node[],
  stateOf: (corpId: string) => StorageState,
  format: Format,
  now: number,
): string {
  return nodes
    .map(node => {
      const corpId = corpIdOf(node);
      const state = corpId === undefined ? {} : stateOf(corpId);
      const row = rowOf(node, state, format, now);
      const { description, name: label = row.label } = row;
      if (node.kind === 'figure') {
        return figureTable[node.figure].bytes?.(node.quota)?.toString() ?? description ?? '';
      }
      const quota = quotaOf(node, state);
      const text = description === undefined || description === '' ? label : `${label}: ${description}`;
      return quota === undefined ? text : `${text} (${exactText(quota, format)})`;
    })
    .join('\n');
}

function quotaOf(node: Node, { storage }: StorageState): Quota | undefined {
  return node.kind === 'organization'
    ? fullestPartition(storage?.partitions ?? [])?.quota
    : node.kind === 'partition'
      ? node.partition.quota
      : undefined;
}

function exactText(quota: Quota, format: Format): string {
  return [quota.used, capacityOf(quota)]
    .flatMap(bytes => (bytes === undefined ? [] : [formatBytes(bytes, format)]))
    .join(' / ');
}
