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

/** What names files: a text, or the path of a file on this machine. */
export type FilesSource = { readonly text: string } | { readonly file: string };

/**
 * Reads the files that a source names, without a question.
 *
 * @throws DingTalkError `invalidParameter` with the source's field: nothing is named, or it cannot be read, or it is not
 * clear which column names the files
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
 * Reads a text as what the name of its file says, or else as what it turns out to be.
 *
 * @param file the name of its file; empty for what was pasted or selected
 * @param name what the user calls it
 * @param choose which column names the files, where that is not clear; `undefined` when the user leaves
 * @throws DingTalkError `invalidParameter` where nothing is named, or it cannot be read
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

/** What was copied out of a spreadsheet, or is a table of Markdown, with its header; `undefined` for any other text. */
async function readPastedTable(text: string): Promise<FileList | undefined> {
  if (!isTable(text)) {
    return undefined;
  }
  const table = await readTable(text);
  const [column] = table.columns;
  return column !== undefined && column.rank > 0 ? readCsv(text, table, column) : undefined;
}

/** Whether a line near the beginning is a header that says where the files are, and all below have as many cells. */
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

/** What a file holds, or why it cannot be read, in words. @param name of the file */
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
