export const dayLength = 86_400_000;

/** The number of the local day that a time falls into; the next day has the next number. @param at ms since 1970 */
export function localDay(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayLength;
}
