// Spreadsheets in East Asian languages accept the full-width signs too.
const startsFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const isNumber = /^-?\d+$/;

/** A CSV cell by RFC 4180: always quoted, with an apostrophe before anything that a spreadsheet would run. */
export function csvCell(text: string): string {
  return isNumber.test(text) ? `"${text}"` : csvText(text);
}

/** As {@link csvCell}, for what is no number even if it looks like one, such as an id that begins with a dash. */
export function csvText(text: string): string {
  const harmless = startsFormula.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
