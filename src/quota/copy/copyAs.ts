import * as l10n from '@vscode/l10n';
import { stringify } from 'lossless-json';
import { markdownCell } from '../../text/exportText.ts';
import { limitOf } from '../figures.ts';
import { type Format, formatPercent, formatTime } from '../format.ts';
import type { OrganizationStorage } from '../organizationStorage.ts';
import type { FigureNode } from '../tree/nodes.ts';
import { capacityType, figureName, figureText, partitionName } from '../words.ts';
import { bytesOf } from './copyValue.ts';
import type { SelectedPartition } from './selectedFigures.ts';

type Figure = FigureNode['figure'];

/** The figures as JSON in the shape of `OrganizationStorage`, to the last byte: one object, or a list of several. */
export function jsonText(selected: readonly SelectedPartition[]): string {
  const storages = new Map<string, OrganizationStorage>();
  for (const { corpId, fetchedAt, partition } of selected) {
    const partitions = [...(storages.get(corpId)?.partitions ?? []), partition];
    storages.set(corpId, { corpId, fetchedAt, partitions });
  }
  const [first, ...others] = storages.values();
  return stringify(others.length === 0 ? first : [first, ...others], undefined, 2) ?? '';
}

/**
 * The figures as a Markdown table: a line for each partition, and of each figure that was chosen its readable size and
 * its bytes. Names come from DingTalk and the settings, so none is taken for Markdown.
 */
export function markdownText(
  selected: readonly SelectedPartition[],
  labelOf: (corpId: string) => string,
  format: Format,
): string {
  const columns = figures.filter(figure => selected.some(line => line.figures.has(figure)));
  const head = [
    l10n.t('Organization'),
    l10n.t('Partition'),
    ...columns.flatMap(figure => [
      figureName(figure),
      ...(isBytes(figure) ? [l10n.t('{0} (bytes)', figureName(figure))] : []),
    ]),
    l10n.t('Fetched'),
  ];
  const rule = [
    '---',
    '---',
    ...columns.flatMap(figure => (isBytes(figure) ? ['---:', '---:'] : ['---'])),
    '---',
  ];
  const lines = selected.map(({ corpId, fetchedAt, partition, figures }) => [
    labelOf(corpId),
    partitionName(partition.partitionType),
    ...columns.flatMap(figure => cells(figure, partition, figures.has(figure), format)),
    formatTime(fetchedAt, format),
  ]);
  return [head.map(markdownCell), rule, ...lines.map(line => line.map(markdownCell))]
    .map(line => `| ${line.join(' | ')} |\n`)
    .join('');
}

const figures: readonly Figure[] = ['used', 'capacity', 'free', 'reserved', 'type'];

const isBytes = (figure: Figure) => figure !== 'type';

function cells(
  figure: Figure,
  { quota }: SelectedPartition['partition'],
  isSelected: boolean,
  format: Format,
): string[] {
  if (!isSelected) {
    return isBytes(figure) ? ['', ''] : [''];
  }
  if (!isBytes(figure)) {
    return [capacityType(quota.type)];
  }
  if (figure === 'free' && limitOf(quota) === undefined) {
    return ['', ''];
  }
  const percent = figure === 'used' ? formatPercent(quota, format) : undefined;
  const size = figureText({ figure, quota }, format);
  return [
    percent === undefined ? size : `${size} (${percent})`,
    bytesOf({ figure, quota })?.toString() ?? '',
  ];
}
