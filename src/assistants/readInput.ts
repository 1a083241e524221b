import * as v from 'valibot';
import { ToolFailure } from './tool.ts';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));

/** The inputs of the tools, as described by their schemas in the manifest. */
export const quotaInput = v.strictObject({
  organization: v.optional(text),
  refresh: v.optional(v.boolean()),
});
export const inheritanceInput = v.strictObject({ dentryUuid: text, organization: v.optional(text) });
export const traceInput = v.strictObject({
  file: v.optional(text),
  dentryUuid: v.optional(text),
  organization: v.optional(text),
});

/** @throws ToolFailure that names the first property that is wrong */
export function readInput<T>(schema: v.GenericSchema<unknown, T>, input: unknown): T {
  const result = v.safeParse(schema, withoutBlanks(input ?? {}), { abortEarly: true });
  if (result.success) {
    return result.output;
  }
  const [issue] = result.issues;
  // A property that the model made up is named only in part, and its value is not repeated.
  const path = (v.getDotPath(issue) ?? 'input').slice(0, 40).replace(/[^\w.]/g, '?');
  throw new ToolFailure(`invalidParameter: ${path} is missing, unknown or of the wrong type.`);
}

/** Models send `null` or an empty text for a property that they mean to leave out. */
function withoutBlanks(input: unknown): unknown {
  const isBlank = (value: unknown) => value === null || (typeof value === 'string' && value.trim() === '');
  return v.is(v.looseObject({}), input) && !Array.isArray(input)
    ? Object.fromEntries(Object.entries(input).filter(([, value]) => !isBlank(value)))
    : input;
}
