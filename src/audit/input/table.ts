import * as l10n from '@vscode/l10n';
import { isPlaceholder, readField, readGuarded } from '../../dingtalk/dentryUuid.ts';
import { isOtherKey, mentionsIn } from '../../dingtalk/mentions.ts';
import { cleanText } from '../../text/cleanText.ts';
import { fileRank, isNameHeading, isPathHeading } from './headings.ts';

export type Row = readonly string[];

/** The layout of a table. */
export interface CsvTable {
  /** Rows before the first one with data: titles and the header. */
  readonly dataFrom: number;
  /** The columns with names and paths; -1 if there is none. */
  readonly name: number;
  readonly path: number;
  /** Columns in which most cells name files, or whose header says so; the most likely first. */
  readonly columns: readonly CsvColumn[];
}

/** A column that may name files. */
export interface CsvColumn {
  /** From 0. */
  readonly index: number;
  readonly header: string;
  /** How likely it is to name files, by its header; see {@link fileRank}. */
  readonly rank: number;
  /** How many of its cells name a file, and how many are not empty, in the rows examined. */
  readonly fitting: number;
  readonly filled: number;
  /** The files that its cells name, in the rows examined. */
  readonly named: readonly (string | undefined)[];
}

/** The most rows above a header, such as titles. */
export const maxLinesAbove = 30;

/** Finds the header and the columns. @param rows the first rows of a table, with titles above its header */
export function tableOf(rows: readonly Row[]): CsvTable {
  const first = rows.findIndex(row => row.some(namesFile));
  const header = headerOf(rows, first);
  const data = rows.slice(header + 1);
  const headings = aligned(rows[header] ?? [], data);
  const width = Math.max(0, ...rows.map(row => row.length));
  const columns = Array.from({ length: width }, (_, index) => columnOf(data, index, headings[index] ?? ''));
  return {
    dataFrom: header + 1,
    name: headings.findIndex(isNameHeading),
    path: headings.findIndex(isPathHeading),
    columns: columns
      .filter(
        ({ header, rank, fitting, filled }) =>
          fitting > 0 && (rank > 0 || (fitting * 2 > filled && !isOtherKey(header))),
      )
      .toSorted((a, b) => b.rank - a.rank || b.fitting - a.fitting),
  };
}

/** The column that is clearly meant: the only one, the one with the best name, or the first of several equal ones. */
export function sureColumn(columns: readonly CsvColumn[]): CsvColumn | undefined {
  const [first, second] = columns;
  const isSure =
    first !== undefined &&
    (second === undefined || first.rank > second.rank || columns.every(other => agree(first, other)));
  return isSure ? first : undefined;
}

function agree({ named }: CsvColumn, other: CsvColumn): boolean {
  return named.every(
    (uuid, row) => uuid === undefined || other.named[row] === undefined || uuid === other.named[row],
  );
}

/** The file that a cell names. Below a header for it, an ID may have an unusual shape. */
export function filesIn(cell: string, rank: number): readonly string[] {
  const guarded = rank === 3 ? readGuarded(cell) : undefined;
  if (guarded !== undefined) {
    return [guarded];
  }
  return rank > 0 || namesFile(cell) ? readField(cell) : [];
}

function namesFile(cell: string): boolean {
  return !mentionsIn(cell).next().done;
}

/** The index of the header; -1 if there is none. @param first the first row that names a file, so that is data */
function headerOf(rows: readonly Row[], first: number): number {
  const above = rows.slice(0, Math.min(first === -1 ? rows.length : first, maxLinesAbove));
  const known = above.findIndex(row => row.some(cell => fileRank(cell) > 0));
  if (known !== -1 || first < 1) {
    return known;
  }
  const cells = (row: Row = []) => row.filter(cell => cell.trim() !== '').length;
  if (cells(rows[first]) < 2) {
    return 0;
  }
  // A title has one cell, and so has a header of two columns that lacks the first: the lower of the two is the header.
  const wide = above.findIndex(row => cells(row) > 1);
  return wide === -1 ? above.length - 1 : wide;
}

/** The headings, aligned with their columns: R writes them one cell too far to the left. */
function aligned(headings: Row, data: readonly Row[]): Row {
  const index = headings.findIndex(heading => fileRank(heading) > 0);
  const fits = (column: number) => data.some(row => readField(row[column] ?? '').length > 0);
  const isShort = data.every(row => row.length === headings.length + 1);
  return isShort && index !== -1 && !fits(index) && fits(index + 1) ? ['', ...headings] : headings;
}

function columnOf(data: readonly Row[], index: number, heading: string): CsvColumn {
  const rank = fileRank(heading);
  const cells = data.map(row => row[index] ?? '');
  const named = cells.map(cell => filesIn(cell, rank)[0]);
  return {
    index,
    header: cleanText(heading) || l10n.t('Column {0}', index + 1),
    rank,
    fitting: named.filter(uuid => uuid !== undefined).length,
    filled: cells.filter(cell => !isPlaceholder(cell)).length,
    named,
  };
}
