import { createBreather } from '../yielding.ts';
import { type FileList, FileListBuilder } from './fileList.ts';
import { fileRank } from './headings.ts';

const lineEnd = /\r\n|[\n\r\u0085\u2028\u2029]/g;
/** Characters of a line to read at a time. */
const pieceLength = 16 * 1024;
/** Where a long line may be split: not between a name and its value. */
const gap = /(?<![:=：>\s])[\s,;]/g;

/** The lines of a text with their numbers from 1, with any line endings. */
export function* linesIn(text: string): Generator<{ readonly line: string; readonly number: number }> {
  let [start, number] = [0, 1];
  for (const { 0: end, index } of text.matchAll(lineEnd)) {
    yield { line: text.slice(start, index), number };
    start = index + end.length;
    number++;
  }
  yield { line: text.slice(start), number };
}

/**
 * Reads dentryUuids and document links in a text, anywhere in a line. A line that is not empty and has none is skipped.
 *
 * @throws DingTalkError `invalidParameter` if there are more files than one audit takes
 */
export async function readText(text: string): Promise<FileList> {
  const builder = new FileListBuilder();
  const breathe = createBreather();
  for (const { line, number } of linesIn(text)) {
    let names = false;
    for (const piece of piecesOf(line)) {
      names = builder.addMentions(piece) || names;
      await breathe();
    }
    if (!names && line.trim() !== '' && fileRank(line) === 0) {
      builder.skip(line, number);
    }
  }
  return builder.list;
}

function* piecesOf(line: string): Generator<string> {
  for (let start = 0; start < line.length; ) {
    gap.lastIndex = start + pieceLength;
    const end = gap.test(line) ? gap.lastIndex : line.length;
    yield line.slice(start, end);
    start = end;
  }
}
