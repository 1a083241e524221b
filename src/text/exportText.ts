import { oneLine } from './cleanText.ts';

/** An underscore within a word means nothing in Markdown, so it is not escaped. */
const special = /[\\`*~|[\]<>&#!$@]|(?<![A-Z0-9])_|_(?![A-Z0-9])|:(?=\/\/)|(?<=www)\./gi;

/**
 * Escapes a text for a cell of a Markdown table. With the colon or at sign escaped, no URL becomes a link and no name a
 * mention.
 */
export function markdownCell(text: string): string {
  return oneLine(text).replace(special, '\\$&');
}

/** @param cells escaped by {@link markdownCell}, or our own Markdown */
export function markdownLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

export type Alignment = 'left' | 'right';

/**
 * A Markdown table. Written by hand because the longest is written line by line, and the library pads every cell.
 *
 * @param lines the first is the header; cells as for {@link markdownLine}
 * @param alignment for each column; default: left
 */
export function markdownTable(
  lines: readonly (readonly string[])[],
  alignment: readonly Alignment[] = [],
): string {
  const [head = [], ...body] = lines;
  const rule = head.map((_, column) => (alignment[column] === 'right' ? '---:' : '---'));
  return [head, rule, ...body].map(markdownLine).join('');
}

/** In columns of an editor. For a cell that is longer, the others of its column are not padded. */
const maxPadded = 120;

/** As {@link markdownTable}, with columns that line up in an editor. */
export function paddedTable(
  lines: readonly (readonly string[])[],
  alignment: readonly Alignment[] = [],
): string {
  const [head = []] = lines;
  const widthsOf = lines.map(cells => head.map((_, column) => widthOf(cells[column] ?? '')));
  const widths = head.map((_, column) =>
    widthsOf.reduce((most, each) => Math.max(most, Math.min(each[column] ?? 0, maxPadded)), 3),
  );
  const isRight = (column: number) => alignment[column] === 'right';
  const padded = lines.map((cells, line) =>
    widths.map((width, column) => {
      const cell = cells[column] ?? '';
      const space = ' '.repeat(Math.max(0, width - (widthsOf[line]?.[column] ?? 0)));
      return isRight(column) ? space + cell : cell + space;
    }),
  );
  const rule = widths.map((width, column) =>
    isRight(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return padded.toSpliced(1, 0, rule).map(markdownLine).join('');
}

const wide =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{Emoji_Presentation}\uff01-\uff60\uffe0-\uffe6]/gu;

const marks = /[\p{Mn}\p{Me}\u200d]/gu;

/** Width in editor columns: East Asian characters, full-width signs and emoji take two, and accents none. */
function widthOf(text: string): number {
  // In most cells there is nothing but ASCII.
  return /^[ -~]*$/.test(text)
    ? text.length
    : [...text.replace(marks, '')].length + (text.match(wide)?.length ?? 0);
}

/** Exact JSON, with characters that could disguise the text escaped. */
export function plainJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(/[\p{Cf}\p{Zl}\p{Zp}\x7f-\x9f]/gu, character =>
    character
      .split('')
      .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** A time as ISO 8601 in UTC; `undefined` if a file has an invalid time. @param time milliseconds since 1970 */
export function isoTime(time: number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
