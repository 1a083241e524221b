import * as l10n from '@vscode/l10n';
import { stringify } from 'lossless-json';
import type { Quota } from '../../dingtalk/endpoints/storage.ts';
import { type Alignment, markdownCell, markdownTable } from '../../text/exportText.ts';
import { type Format, formatPercent, formatTime } from '../format.ts';
import type { OrganizationStorage } from '../organizationStorage.ts';
import { type Figure, figures, figuresOf, figureTable } from '../partitionFigures.ts';
import { partitionName, unreadableQuota } from '../words.ts';
import type { SelectedPartition } from './selectedFigures.ts';

/** The figures as JSON in the shape of `OrganizationStorage`, exact to the byte: one object, or an array of several. */
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
 * The figures as a Markdown table: one line per partition, with the readable size and the bytes of each selected
 * figure. Names come from DingTalk and the settings, so they are escaped.
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
      figureTable[figure].name(),
      ...(isBytes(figure) ? [l10n.t('{0} (bytes)', figureTable[figure].name())] : []),
    ]),
    l10n.t('Fetched'),
  ];
  const alignment: Alignment[] = [
    'left',
    'left',
    ...columns.flatMap((figure): Alignment[] => (isBytes(figure) ? ['right', 'right'] : ['left'])),
  ];
  const lines = selected.map(({ corpId, fetchedAt, partition, figures: chosen }) => [
    labelOf(corpId),
    partitionName(partition.partitionType),
    ...columns.flatMap(figure => cells(figure, partition.quota, chosen.has(figure), format)),
    formatTime(fetchedAt, format),
  ]);
  return markdownTable(
    [head, ...lines].map(line => line.map(markdownCell)),
    alignment,
  );
}

const isBytes = (figure: Figure) => figureTable[figure].bytes !== undefined;

function cells(figure: Figure, quota: Quota | undefined, isSelected: boolean, format: Format): string[] {
  const empty = isBytes(figure) ? [''] : [];
  if (quota === undefined) {
    return [figure === figures[0] ? unreadableQuota() : '', ...empty];
  }
  if (!isSelected || !figuresOf(quota).includes(figure)) {
    return ['', ...empty];
  }
  const { text, bytes } = figureTable[figure];
  const percent = figure === 'used' ? formatPercent(quota, format) : undefined;
  const size = text(quota, format);
  const readable = percent === undefined ? size : `${size} (${percent})`;
  return bytes === undefined ? [readable] : [readable, bytes(quota)?.toString() ?? ''];
}
