export const dayLength = 86_400_000;

/** The number of the local day that contains a time; days are numbered consecutively. @param at ms since 1970 */
export function localDay(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayLength;
}
