import * as v from 'valibot';
import { cleanText } from '../text/cleanText.ts';
import { long } from './decode.ts';

/**
 * Fields of an entry in a list. A wrong value of one costs neither the other fields nor the other entries: it is
 * `undefined`, as if DingTalk had left it out.
 */
const orNothing = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.optional(schema), undefined);

/** A text for display, cleaned. */
export const words = orNothing(
  v.pipe(
    v.string(),
    v.transform(text => cleanText(text)),
    v.minLength(1),
  ),
);

/** A path, which may be long. Files keep it as it is; clean it to show it. */
export const rawText = orNothing(v.string());

/** An id, which goes into other calls as it came. */
export const id = orNothing(v.pipe(v.string(), v.minLength(1), v.maxLength(300)));

/** Bytes, or another count. */
export const count = orNothing(long);

export const flag = orNothing(v.boolean());

/** Milliseconds since 1970, of a number or a date in ISO 8601. */
export const time = orNothing(
  v.pipe(
    v.union([v.string(), v.pipe(long, v.transform(Number))]),
    v.transform(value => new Date(value).getTime()),
    v.number(),
    v.minValue(0),
  ),
);

export const object = orNothing(v.record(v.string(), v.unknown()));

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Asks for the next page; absent from the last. */
  readonly nextToken: string | undefined;
}

/** The field of an answer that {@link Page.nextToken} is read from. DingTalk's older products end with an empty one. */
export const nextToken = v.pipe(
  v.nullish(v.string(), ''),
  v.transform(token => (token === '' ? undefined : token)),
);

/** A list, which DingTalk may leave out when it is empty. @param entry must accept an object without fields */
export function listOf<T>(entry: v.GenericSchema<unknown, T>) {
  return v.nullish(v.array(v.fallback(entry, () => v.parse(entry, {}))), []);
}
