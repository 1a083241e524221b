import { csvCell } from '../../text/csvCell.ts';
import { isoTime, plainJson } from '../../text/exportText.ts';
import type { Reading } from '../readings.ts';

export interface OrganizationHistory {
  readonly corpId: string;
  readonly organization: string;
  /** In order of time. */
  readonly readings: readonly Reading[];
}

type Histories = AsyncIterable<OrganizationHistory> | Iterable<OrganizationHistory>;

/** Not translated, as scripts read them. Bytes are exact decimal text, and absent if DingTalk sent none. */
const columns = ['corpId', 'organization', 'at', 'partitionType', 'used', 'max', 'reserved', 'type'] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

/** The readings of organizations as the text of a file, piece by piece. */
export function exportHistory(histories: Histories, format: 'csv' | 'json'): AsyncIterable<string> {
  return format === 'csv' ? csv(histories) : json(histories);
}

/** UTF-8 with a byte order mark, which Excel needs. */
async function* csv(histories: Histories): AsyncGenerator<string> {
  yield `\ufeff${columns.join(',')}\r\n`;
  for await (const row of rowsOf(histories)) {
    yield `${columns.map(column => csvCell(row[column] ?? '')).join(',')}\r\n`;
  }
}

async function* json(histories: Histories): AsyncGenerator<string> {
  yield '[';
  let separator = '\n';
  for await (const row of rowsOf(histories)) {
    yield `${separator}  ${plainJson(row)}`;
    separator = ',\n';
  }
  yield '\n]\n';
}

async function* rowsOf(histories: Histories): AsyncGenerator<Row> {
  for await (const { corpId, organization, readings } of histories) {
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
