import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { isPlaceholder } from '../../dingtalk/dentryUuid.ts';
import { badInput, type FileList, FileListBuilder } from './fileList.ts';
import { fileRank } from './headings.ts';
import { linesIn } from './readText.ts';
import { type CsvColumn, type CsvTable, filesIn, type Row, tableOf } from './table.ts';

/** How many rows, and cells of each, are examined to find the header and the right column. */
const sampleRows = 1000;
const sampleColumns = 1000;
/** Bytes of one row. If one is longer, this is not a table, or a quote was left open. */
const maxRowBytes = 1_000_000;
const sliceLength = 16 * 1024;

/**
 * Finds the header of a table, and the columns that name files.
 *
 * @throws DingTalkError `invalidParameter` if the text is not CSV
 */
export async function readTable(text: string): Promise<CsvTable> {
  const rows: Row[] = [];
  for await (const { record } of records(text)) {
    rows.push(record.slice(0, sampleColumns));
    if (rows.length === sampleRows) {
      break;
    }
  }
  return tableOf(rows);
}

/**
 * Reads the files in a column of a table, with the names and paths in the columns of these names. A row whose cell does
 * not name a file is skipped. Empty rows, and rules below a header, do not count.
 *
 * @throws DingTalkError `invalidParameter` if the text is not CSV, or names more files than one audit takes
 */
export async function readCsv(
  text: string,
  { dataFrom, name, path }: CsvTable,
  { index, header, rank }: CsvColumn,
): Promise<FileList> {
  const builder = new FileListBuilder();
  // In Markdown, special characters in a name are escaped.
  const isMarkdown = delimiterOf(text) === '|';
  const labelOf = (cell?: string) => (isMarkdown ? cell?.replace(/\\(?=[!-/:-@[-`{-~])/g, '') : cell);
  let number = 0;
  for await (const { record, line } of records(text)) {
    const cell = record[index] ?? '';
    if (number++ >= dataFrom && !record.every(isRuleOrEmpty) && (cell !== header || fileRank(cell) === 0)) {
      const labels = { name: labelOf(record[name]), path: labelOf(record[path]) };
      if (!builder.addAll(filesIn(cell, rank), labels)) {
        builder.skip(cell, line);
      }
    }
  }
  return builder.list;
}

function isRuleOrEmpty(cell: string): boolean {
  return /^\s*(?::?-{3,}:?\s*)?$/.test(cell);
}

interface CsvRecord {
  readonly record: Row;
  /** The line it ends on, from 1. */
  readonly line: number;
}

async function* records(text: string): AsyncGenerator<CsvRecord> {
  // Loaded when needed, so that looking up one file does not wait for it.
  const { parse } = await import('csv-parse');
  const delimiter = delimiterOf(text);
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: maxRowBytes,
    record_delimiter: ['\r\n', '\n', '\r', '\u2028', '\u2029', '\u0085'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // In a Markdown table, the spaces around a cell are not part of it.
    trim: delimiter === '|',
  });
  try {
    for await (const { record, info } of Readable.from(slices(text)).pipe(parser)) {
      yield { record, line: info.lines };
    }
  } catch (error) {
    throw problemOf(error);
  }
}

/** The line that tells Excel what separates the cells. */
const excelLine = /^\ufeff?"?sep=([^\w\s"]|\t)"?[^\S\r\n]*(?=[\r\n])/i;

/** In pieces, with time for other work in between. */
async function* slices(text: string): AsyncGenerator<string> {
  const begin = excelLine.exec(text)?.[0].length ?? 0;
  for (let start = begin; start < text.length; start += sliceLength) {
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

const delimiters = [',', ';', '\t', '|'];

/**
 * The separator of the cells: the one that most of the first lines contain equally often. In Excel, it depends on the
 * region; the library's own guess is wrong for Chinese text.
 */
export function delimiterOf(text: string): string {
  const told = excelLine.exec(text)?.[1];
  if (told !== undefined) {
    return told;
  }
  const unquoted = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const lines = [...linesIn(unquoted)]
    .map(({ line }) => line)
    .filter(line => !isPlaceholder(line))
    .slice(0, 50);
  const [best] = delimiters
    .map(delimiter => ({ delimiter, ...usualCount(lines.map(line => line.split(delimiter).length - 1)) }))
    .toSorted((a, b) => b.lines - a.lines || b.count - a.count);
  return best === undefined || best.lines === 0 ? ',' : best.delimiter;
}

/** The count above 0 that most lines have in common, and how many lines do. */
function usualCount(counts: readonly number[]): { count: number; lines: number } {
  const lines = new Map<number, number>();
  for (const count of counts.filter(each => each > 0)) {
    lines.set(count, (lines.get(count) ?? 0) + 1);
  }
  const [[count, most] = [0, 0]] = [...lines].toSorted(([a, many], [b, others]) => others - many || b - a);
  return { count, lines: most };
}
