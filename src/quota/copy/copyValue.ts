import type { Quota } from '../../dingtalk/endpoints/storage.ts';
import { fullestPartition, limitOf } from '../figures.ts';
import { type Format, formatBytes } from '../format.ts';
import type { StorageState } from '../storageStore.ts';
import { corpIdOf, type FigureNode, type Node } from '../tree/nodes.ts';
import { rowOf } from '../tree/rows.ts';

/**
 * What *Copy Value* puts on the clipboard, a line for each row: of a figure the bytes as bare digits, as a sheet or a
 * calculator takes them; of the other rows what they say, with the exact bytes.
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
      const { label, description } = rowOf(node, state, format, now);
      if (node.kind === 'figure') {
        return bytesOf(node)?.toString() ?? description ?? '';
      }
      const quota = quotaOf(node, state);
      const text = description === undefined || description === '' ? label : `${label}: ${description}`;
      return quota === undefined ? text : `${text} (${exactText(quota, format)})`;
    })
    .join('\n');
}

/** The bytes of a figure; `undefined` where none are set, and for what is not counted in bytes. */
export function bytesOf({ figure, quota }: Pick<FigureNode, 'figure' | 'quota'>): bigint | undefined {
  switch (figure) {
    case 'used':
      return quota.used;
    case 'capacity':
      return quota.max;
    case 'free': {
      const limit = limitOf(quota);
      if (limit === undefined) {
        return undefined;
      }
      return limit > quota.used ? limit - quota.used : 0n;
    }
    case 'reserved':
      return quota.reserved;
    case 'type':
      return undefined;
  }
}

function quotaOf(node: Node, { storage }: StorageState): Quota | undefined {
  return node.kind === 'organization'
    ? fullestPartition(storage?.partitions ?? [])?.quota
    : node.kind === 'partition'
      ? node.partition.quota
      : undefined;
}

function exactText({ used, max }: Quota, format: Format): string {
  return [used, max].flatMap(bytes => (bytes === undefined ? [] : [formatBytes(bytes, format)])).join(' / ');
}
