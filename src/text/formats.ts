/** Formats by language, each created once: creating one takes longer than the rest of a list row. */
const numbers = new Map<string, Intl.NumberFormat>();
const times = new Map<string, Intl.DateTimeFormat>();
const ages = new Map<string, Intl.RelativeTimeFormat>();
const collators = new Map<string, Intl.Collator>();

export type NumberOptions = Pick<
  Intl.NumberFormatOptions,
  'style' | 'unit' | 'unitDisplay' | 'maximumFractionDigits' | 'useGrouping'
>;

/** @param language BCP 47 */
export function numberFormat(language: string, options: NumberOptions = {}): Intl.NumberFormat {
  return cached(numbers, language, options, () => new Intl.NumberFormat(language, options));
}

/** A date with a time to the second (`medium`) or minute (`short`). */
export function timeFormat(language: string, timeStyle: 'medium' | 'short' = 'medium'): Intl.DateTimeFormat {
  const options = { dateStyle: 'medium', timeStyle } as const;
  return cached(times, language, options, () => new Intl.DateTimeFormat(language, options));
}

/** `2 hours ago`, `yesterday`. */
export function ageFormat(language: string): Intl.RelativeTimeFormat {
  return cached(ages, language, {}, () => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
}

/** For sorting names: `9` before `10`. */
export function nameCollator(language: string): Intl.Collator {
  return cached(collators, language, {}, () => new Intl.Collator(language, { numeric: true }));
}

function cached<T>(formats: Map<string, T>, language: string, options: object, create: () => T): T {
  const key = `${language} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? create();
  formats.set(key, format);
  return format;
}
