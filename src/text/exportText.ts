import { cleanText } from './cleanText.ts';

/**
 * A text as it stands in a cell of a Markdown table. With its colon or at sign escaped, no address becomes a link and no
 * name a mention.
 */
export function markdownCell(text: string): string {
  return cleanText(text).replace(/[\\`*_~|[\]<>&#!$@]|:(?=\/\/)|(?<=www)\./gi, '\\$&');
}

/** JSON that is exact, and yet holds nothing that would disguise the text where it is shown. */
export function plainJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(/[\p{Cf}\p{Zl}\p{Zp}\x7f-\x9f]/gu, character =>
    character
      .split('')
      .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** A time as ISO 8601 in UTC; nothing where a file holds a number that is no time. @param time milliseconds since 1970 */
export function isoTime(time: number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
