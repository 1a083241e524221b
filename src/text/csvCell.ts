// Spreadsheets in East Asian languages accept the full-width signs too.
const startsFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const isNumber = /^-?\d+$/;

/** A CSV cell by RFC 4180: always quoted, with an apostrophe before anything that a spreadsheet would run. */
export function csvCell(text: string): string {
  const harmless = startsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
