// Spreadsheets in East Asian languages take the full-width signs, too.
const startsFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const isNumber = /^-?\d+$/;

/** A cell of a CSV file, as RFC 4180 wants it: always quoted, and with an apostrophe before what a spreadsheet would run. */
export function csvCell(text: string): string {
  const harmless = startsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
