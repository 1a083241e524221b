/** Inserts values into a translated text: `{0} of {1}`. */
export function fill(text: string, ...values: string[]): string {
  return text.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? '');
}
