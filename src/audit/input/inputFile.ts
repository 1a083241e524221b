import { createReadStream } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { badInput } from './found.ts';

/** Of an input. A hundred thousand files with names and paths have a third of it. */
const maxMebibytes = 50;
export const maxInputBytes = maxMebibytes * 1024 * 1024;
const sliceBytes = 1024 * 1024;

/**
 * Reads a file of this machine as text. Of one that is too large, no more is read than tells so.
 *
 * @throws DingTalkError `invalidParameter` where it is too large or no text; what `fs` throws
 */
export async function readInputFile(file: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of createReadStream(file, { end: maxInputBytes, highWaterMark: sliceBytes })) {
    chunks.push(chunk);
  }
  return decodeInput(Buffer.concat(chunks));
}

/** @throws DingTalkError `invalidParameter` where an input has so many bytes that it is not read */
export function requireSize(bytes: number): void {
  if (bytes > maxInputBytes) {
    throw badInput(l10n.t('The input exceeds the limit of {0} MB.', maxMebibytes));
  }
}

/**
 * The text in bytes that are UTF-8, UTF-16 with its mark, or GB 18030, in which Excel saves on a Chinese system.
 *
 * @throws DingTalkError `invalidParameter` where they are too many or no text
 */
export async function decodeInput(bytes: Uint8Array): Promise<string> {
  requireSize(bytes.length);
  const encoding = markedEncoding(bytes);
  if (encoding !== undefined) {
    return decode(bytes, encoding, false);
  }
  if (bytes.subarray(0, 8192).includes(0)) {
    throw badInput(l10n.t('This is not a text file. Save the spreadsheet or document as CSV or text first.'));
  }
  try {
    return await decode(bytes, 'utf-8', true);
  } catch {
    return decode(bytes, 'gb18030', false);
  }
}

function markedEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

async function decode(bytes: Uint8Array, encoding: string, fatal: boolean): Promise<string> {
  const decoder = new TextDecoder(encoding, { fatal });
  let text = '';
  for (let start = 0; start < bytes.length; start += sliceBytes) {
    text += decoder.decode(bytes.subarray(start, start + sliceBytes), { stream: true });
    await nextTurn();
  }
  return text + decoder.decode();
}
