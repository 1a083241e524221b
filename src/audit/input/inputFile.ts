import { createReadStream } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { badInput } from './fileList.ts';

/** Maximum size of an input. A hundred thousand files with names and paths take a third of it. */
const maxMebibytes = 50;
export const maxInputBytes = maxMebibytes * 1024 * 1024;
const sliceBytes = 1024 * 1024;

/**
 * Reads a file on this machine as text. If it is too large, reading stops as soon as that is clear.
 *
 * @throws DingTalkError `invalidParameter` if it is too large or not text; what `fs` throws
 */
export async function readInputFile(file: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of createReadStream(file, { end: maxInputBytes, highWaterMark: sliceBytes })) {
    chunks.push(chunk);
  }
  return decodeInput(Buffer.concat(chunks));
}

/** @throws DingTalkError `invalidParameter` if an input has too many bytes */
export function requireSize(bytes: number): void {
  if (bytes > maxInputBytes) {
    throw badInput(l10n.t('The input exceeds the limit of {0} MB.', maxMebibytes));
  }
}

/**
 * Decodes UTF-8, UTF-16, or GB 18030, the encoding in which Excel saves on a Chinese system. Bytes are still taken as
 * UTF-8 if a few of them are invalid, or the last character is cut off.
 *
 * @throws DingTalkError `invalidParameter` if there are too many bytes, or they are not text
 */
export async function decodeInput(bytes: Uint8Array): Promise<string> {
  requireSize(bytes.length);
  const encoding = markedEncoding(bytes) ?? unmarkedUtf16(bytes);
  if (encoding !== undefined) {
    return decode(bytes, encoding);
  }
  if (bytes.subarray(0, 8192).includes(0)) {
    throw badInput(l10n.t('This is not a text file. Save the spreadsheet or document as CSV or text first.'));
  }
  const text = await decode(bytes, 'utf-8');
  return isUtf8(text, bytes) ? text : decode(bytes, 'gb18030');
}

function markedEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** IDs and links are ASCII: in UTF-16, exactly every other byte is 0. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0] as [even: number, odd: number];
  const sample = bytes.subarray(0, 8192);
  for (const [index, byte] of sample.entries()) {
    zeros[index % 2 === 0 ? 0 : 1] += Number(byte === 0);
  }
  const [even, odd] = zeros;
  if (Math.min(even, odd) > 0 || Math.max(even, odd) * 10 < sample.length) {
    return undefined;
  }
  return odd > 0 ? 'utf-16le' : even > 0 ? 'utf-16be' : undefined;
}

/** Whether bytes are UTF-8 rather than GB 18030. @param text the bytes decoded as UTF-8 */
function isUtf8(text: string, bytes: Uint8Array): boolean {
  const wrong = text.match(/\ufffd/g)?.length ?? 0;
  const isCutOff = wrong === 1 && text.endsWith('\ufffd');
  if (wrong === 0 || isCutOff) {
    return true;
  }
  const right = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return right >= wrong || !hasChinesePair(bytes);
}

/** Whether two bytes form a character of GB 2312, as nearly all do in GB 18030. */
function hasChinesePair(bytes: Uint8Array): boolean {
  return bytes.some((byte, index) => byte >= 0xa1 && byte <= 0xf7 && (bytes[index + 1] ?? 0) >= 0xa1);
}

async function decode(bytes: Uint8Array, encoding: string): Promise<string> {
  const decoder = new TextDecoder(encoding);
  let text = '';
  for (let start = 0; start < bytes.length; start += sliceBytes) {
    text += decoder.decode(bytes.subarray(start, start + sliceBytes), { stream: true });
    await nextTurn();
  }
  return text + decoder.decode();
}
