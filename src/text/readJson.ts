import * as v from 'valibot';

/** Reads JSON of the given shape; `undefined` if the text is not JSON or has another shape. */
export function readJson<T>(schema: v.GenericSchema<unknown, T>, text: string): T | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
