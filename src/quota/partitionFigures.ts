import * as l10n from '@vscode/l10n';
import type { Quota } from '../dingtalk/endpoints/storage.ts';
import { type Format, formatSize } from './format.ts';
import { capacityOf, limitOf } from './fullness.ts';
import { capacityType } from './words.ts';

/**
 * What is shown of a partition, in this order: rows of the tree, lines of the hover, and columns of a copied table. A
 * new one goes here and into `figureTable`; its value comes from `dingtalk/endpoints/storage.ts`.
 */
export const figures = ['used', 'capacity', 'free', 'reserved', 'type'] as const;
export type Figure = (typeof figures)[number];

interface FigureFacts {
  name(): string;
  /** A readable size, or that there is none. */
  text(quota: Quota, format: Format): string;
  /** Exact; `undefined` where none are set. Left out for a figure that is not counted in bytes. */
  bytes?(quota: Quota): bigint | undefined;
  /** Whether the partition has this figure. Default: always. */
  appliesTo?(quota: Quota): boolean;
}

const sizeOr = (absent: string, bytes: bigint | undefined, format: Format) =>
  bytes === undefined ? absent : formatSize(bytes, format);

export const figureTable: Readonly<Record<Figure, FigureFacts>> = {
  used: {
    name: () => l10n.t('Used'),
    text: ({ used }, format) => formatSize(used, format),
    bytes: ({ used }) => used,
  },
  capacity: {
    name: () => l10n.t('Capacity'),
    text: (quota, format) => sizeOr(l10n.t('no limit set'), capacityOf(quota), format),
    bytes: capacityOf,
  },
  free: {
    name: () => l10n.t('Free'),
    text: (quota, format) => {
      const free = (limitOf(quota) ?? 0n) - quota.used;
      const size = formatSize(free < 0n ? 0n : free, format);
      return free < 0n ? l10n.t('{0}, over by {1}', size, formatSize(-free, format)) : size;
    },
    bytes: quota => {
      const free = (limitOf(quota) ?? 0n) - quota.used;
      return free < 0n ? 0n : free;
    },
    appliesTo: quota => limitOf(quota) !== undefined,
  },
  reserved: {
    name: () => l10n.t('Pre-allocated, unused'),
    text: ({ reserved }, format) => sizeOr(l10n.t('not set'), reserved, format),
    bytes: ({ reserved }) => reserved,
  },
  type: {
    name: () => l10n.t('Capacity type'),
    text: ({ type }) => capacityType(type),
  },
};

/** The figures that a partition has. */
export function figuresOf(quota: Quota): Figure[] {
  return figures.filter(figure => figureTable[figure].appliesTo?.(quota) ?? true);
}
