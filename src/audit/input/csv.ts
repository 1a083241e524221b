import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { cleanText } from '../../text/cleanText.ts';
import { badInput, certainUuid, type Found, Gathering } from './found.ts';

/** A column that may hold what files are named by. */
export interface CsvColumn {
  /** From 0. */
  readonly index: number;
  readonly header: string;
  /** Its cells, among the first thousand rows, that hold a dentryUuid or a link; and those that hold anything. */
  readonly fitting: number;
  readonly filled: number;
}

/** Rows and columns that are looked at to find the right column. */
const sampleRows = 1000;
const sampleColumns = 1000;
/** Bytes of one row: what is longer is no table, or a quote was left open. */
const maxRowBytes = 1_000_000;
const sliceLength = 16 * 1024;

/**
 * The columns in which most cells are dentryUuids or links; the best first.
 *
 * @throws DingTalkError `invalidParameter` where the text is no CSV
 */
export async function findColumns(text: string): Promise<CsvColumn[]> {
  const fitting: number[] = [];
  const filled: number[] = [];
  let headers: readonly string[] | undefined;
  let rows = 0;
  for await (const { record } of records(text)) {
    headers ??= headersOf(record.slice(0, sampleColumns));
    if (rows === 0 && isHeader(record)) {
      rows++;
      continue;
    }
    for (const [index, cell] of record.slice(0, sampleColumns).entries()) {
      filled[index] = (filled[index] ?? 0) + Number(cell.trim() !== '');
      fitting[index] = (fitting[index] ?? 0) + Number(certainUuid(cell) !== undefined);
    }
    if (++rows > sampleRows) {
      break;
    }
  }
  return (headers ?? [])
    .map((header, index) => ({
      index,
      header,
      fitting: fitting[index] ?? 0,
      filled: filled[index] ?? 0,
    }))
    .filter(column => column.fitting > 0 && column.fitting * 2 > column.filled)
    .toSorted((a, b) => b.fitting - a.fitting);
}

/**
 * Reads a column of a CSV, with what columns called name and path say. A row whose cell names no file is junk.
 *
 * @throws DingTalkError `invalidParameter` where the text is no CSV
 */
export async function readCsv(text: string, column: number): Promise<Found> {
  const gathering = new Gathering();
  let places: { name: number; path: number } | undefined;
  for await (const { record, line } of records(text)) {
    if (places === undefined) {
      places = {
        name: indexOf(record, /^(file ?)?name$|^(文件)?名称?$|^文件名$/i),
        path: indexOf(record, /^path$|路径/i),
      };
      if (isHeader(record)) {
        continue;
      }
      places = { name: -1, path: -1 };
    }
    const labels = { name: record[places.name], path: record[places.path] };
    gathering.addField(record[column] ?? '', labels, line);
  }
  return gathering.found;
}

interface CsvRecord {
  readonly record: readonly string[];
  /** Where it ends, from 1. */
  readonly line: number;
}

async function* records(text: string): AsyncGenerator<CsvRecord> {
  // Loaded when needed: nobody who looks up one file should wait for it.
  const { parse } = await import('csv-parse');
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    max_record_size: maxRowBytes,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  try {
    for await (const { record, info } of Readable.from(slices(text)).pipe(parser)) {
      yield { record, line: info.lines };
    }
  } catch (error) {
    throw problemOf(error);
  }
}

/** In pieces, between which others have their turn. */
async function* slices(text: string): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += sliceLength) {
    await nextTurn();
    yield text.slice(start, start + sliceLength);
  }
}

function problemOf(error: unknown): unknown {
  const { code, lines } = error as { code?: unknown; lines?: unknown };
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return badInput(
      l10n.t(
        'The row that starts before line {0} is too long. Make sure this is a CSV file and every quote is closed.',
        Number(lines) + 1,
      ),
    );
  }
  return typeof code === 'string' && code.startsWith('CSV_')
    ? badInput(l10n.t('Could not read the CSV file: error at line {0}.', Number(lines)))
    : error;
}

/** Excel separates by what the system's region says. The library's own guess fails where there is Chinese. */
function delimiterOf(text: string): string {
  const [line = ''] = /^[^\r\n]*/.exec(text.slice(0, 10_000)) ?? [];
  const unquoted = line.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => unquoted.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

/** Whether a first row tells what its columns are: a row of data would name a file. */
function isHeader(record: readonly string[]): boolean {
  return !record.slice(0, sampleColumns).some(cell => certainUuid(cell) !== undefined);
}

function headersOf(record: readonly string[]): string[] {
  const names = isHeader(record) ? record.map(cell => cleanText(cell)) : [];
  return record.map((_, index) => names[index] || l10n.t('Column {0}', index + 1));
}

function indexOf(record: readonly string[], header: RegExp): number {
  return record.findIndex(cell => header.test(cell.trim()));
}
