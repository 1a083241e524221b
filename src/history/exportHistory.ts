import { csvCell } from '../text/csvCell.ts';
import { isoTime, plainJson } from '../text/exportText.ts';
import type { Reading } from './readings.ts';

export interface OrganizationHistory {
  readonly corpId: string;
  readonly organization: string;
  /** In order of time. */
  readonly readings: readonly Reading[];
}

/** Not translated, as scripts read them. Bytes are exact decimal text, and absent if DingTalk sent none. */
const columns = ['corpId', 'organization', 'at', 'partitionType', 'used', 'max', 'reserved', 'type'] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

/** The readings of organizations as the text of a file, piece by piece. */
export function exportHistory(
  histories: Iterable<OrganizationHistory>,
  format: 'csv' | 'json',
): Iterable<string> {
  return format === 'csv' ? csv(histories) : json(histories);
}

/** UTF-8 with a byte order mark, which Excel needs. */
function* csv(histories: Iterable<OrganizationHistory>): Generator<string> {
  yield `\ufeff${columns.join(',')}\r\n`;
  for (const row of rowsOf(histories)) {
    yield `${columns.map(column => csvCell(row[column] ?? '')).join(',')}\r\n`;
  }
}

function* json(histories: Iterable<OrganizationHistory>): Generator<string> {
  yield '[';
  let separator = '\n';
  for (const row of rowsOf(histories)) {
    yield `${separator}  ${plainJson(row)}`;
    separator = ',\n';
  }
  yield '\n]\n';
}

function* rowsOf(histories: Iterable<OrganizationHistory>): Generator<Row> {
  for (const { corpId, organization, readings } of histories) {
    for (const { at, partitionType, quota } of readings) {
      const { used, max, reserved, type } = quota;
      yield {
        corpId,
        organization,
        at: isoTime(at) ?? '',
        partitionType,
        used: String(used),
        ...(max === undefined ? {} : { max: String(max) }),
        ...(reserved === undefined ? {} : { reserved: String(reserved) }),
        type,
      };
    }
  }
}
