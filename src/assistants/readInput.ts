import * as v from 'valibot';
import { ToolFailure } from './tool.ts';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));

/** The inputs of the tools, as their schemas in the manifest say. */
export const quotaInput = v.strictObject({
  organization: v.optional(text),
  refresh: v.optional(v.boolean()),
});
export const inheritanceInput = v.strictObject({ dentryUuid: text, organization: v.optional(text) });

/** @throws ToolFailure that names the first property that is wrong */
export function readInput<T>(schema: v.GenericSchema<unknown, T>, input: unknown): T {
  const result = v.safeParse(schema, input ?? {}, { abortEarly: true });
  if (result.success) {
    return result.output;
  }
  const [issue] = result.issues;
  // A name that a model made up is told in part, and nothing of its value.
  const path = (v.getDotPath(issue) ?? 'input').slice(0, 40).replace(/[^\w.]/g, '?');
  throw new ToolFailure(`invalidParameter: ${path} is missing, unknown or of the wrong type.`);
}
