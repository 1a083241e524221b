import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { delimiterOf, readCsv, readTable } from './csv.ts';
import { badInput, type FileList } from './fileList.ts';
import { fileRank } from './headings.ts';
import { readInputFile, requireSize } from './inputFile.ts';
import { jsonIn, readJson, readJsonLines, readValues } from './readJson.ts';
import { linesIn, readText } from './readText.ts';
import { type CsvColumn, maxLinesAbove, sureColumn } from './table.ts';

/** Where files are named: in a text, or in a file on this machine. */
export type FilesSource = { readonly text: string } | { readonly file: string };

/**
 * Reads the files that a source names, without asking anything.
 *
 * @throws DingTalkError `invalidParameter` with the source's field, if it names no files, cannot be read, or has
 * several columns that may name them
 */
export async function readFiles(source: FilesSource): Promise<FileList> {
  try {
    return 'text' in source ? await readPasted(source.text) : await readWhole(source.file);
  } catch (error) {
    throw error instanceof DingTalkError && error.kind === 'invalidParameter'
      ? new DingTalkError(error.kind, { ...error.details, parameter: 'text' in source ? 'text' : 'file' })
      : error;
  }
}

async function readPasted(text: string): Promise<FileList> {
  const list = await readInput('', l10n.t('Text'), text, refuseToChoose);
  return list ?? refuseToChoose();
}

async function readWhole(file: string): Promise<FileList> {
  const name = path.basename(file);
  if (!path.isAbsolute(file)) {
    throw badInput(l10n.t('Could not read {0} ({1}).', name, 'ENOENT'));
  }
  const text = await readable(name, () => readInputFile(file));
  return (await readInput(name, name, text, refuseToChoose)) ?? refuseToChoose();
}

function refuseToChoose(): never {
  throw badInput(l10n.t('Several columns name files. Name the right one “dentryUuid” in the header.'));
}

/**
 * Reads a text in the format that its file name indicates, or else in the one that it appears to have.
 *
 * @param file the name of its file; empty if it was pasted or selected
 * @param name what the user calls it
 * @param choose picks one of several columns that may name the files; `undefined` if the user leaves
 * @throws DingTalkError `invalidParameter` if the text names no files or cannot be read
 */
export async function readInput(
  file: string,
  name: string,
  text: string,
  choose: (columns: readonly CsvColumn[]) => PromiseLike<CsvColumn | undefined> | never,
): Promise<FileList | undefined> {
  requireSize(text.length);
  const list = /\.(?:csv|tsv)$/i.test(file)
    ? await readColumn(name, text, choose)
    : await readByName(file, text);
  if (list?.items.length === 0) {
    throw badInput(l10n.t('No dentryUuids or document links found in {0}.', name));
  }
  return list;
}

async function readColumn(
  name: string,
  text: string,
  choose: Parameters<typeof readInput>[3],
): Promise<FileList | undefined> {
  const table = await readTable(text);
  if (table.columns.length === 0) {
    throw badInput(l10n.t('{0} has no column that contains mostly dentryUuids or document links.', name));
  }
  const column = sureColumn(table.columns) ?? (await choose(table.columns));
  return column && readCsv(text, table, column);
}

async function readByName(file: string, text: string): Promise<FileList> {
  if (/\.json$/i.test(file)) {
    return readJson(text);
  }
  if (/\.(?:jsonl|ndjson)$/i.test(file)) {
    return readJsonLines(text);
  }
  const json = jsonIn(text);
  if (json !== undefined) {
    return json === 'lines' ? readJsonLines(text) : readValues(json);
  }
  return (await readPastedTable(text)) ?? readText(text);
}

/** A table with a header, copied from a spreadsheet or in Markdown; `undefined` for any other text. */
async function readPastedTable(text: string): Promise<FileList | undefined> {
  if (!isTable(text)) {
    return undefined;
  }
  const table = await readTable(text);
  const [column] = table.columns;
  return column !== undefined && column.rank > 0 ? readCsv(text, table, column) : undefined;
}

/** Whether a line near the start is a header with a column for files, and all lines below have as many cells. */
function isTable(text: string): boolean {
  const delimiter = delimiterOf(text);
  const cellsIn = (line: string) => line.split(delimiter).map(cell => cell.trim());
  let cells = 0;
  for (const { line, number } of linesIn(text)) {
    if (cells === 0) {
      const isHeader = cellsIn(line).some(cell => fileRank(cell) > 0);
      cells = isHeader ? cellsIn(line).length : 0;
    } else if (line.trim() !== '' && cellsIn(line).length < cells) {
      return false;
    }
    if (cells === 0 && number > maxLinesAbove) {
      return false;
    }
  }
  return cells > 1;
}

/** The text of a file. @param name of the file @throws DingTalkError with a sentence that says why it cannot be read */
export async function readable(name: string, read: () => PromiseLike<string>): Promise<string> {
  try {
    return await read();
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw typeof code === 'string' && !(error instanceof DingTalkError)
      ? badInput(l10n.t('Could not read {0} ({1}).', name, code))
      : error;
  }
}
