import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { DingTalkError } from './errors.ts';

const maxLong = 2n ** 63n - 1n;

/** A Java `Long`, exact. DingTalk has never sent one as a string, but accepting it costs nothing. */
export const long = v.pipe(
  v.union([
    v.bigint(),
    v.pipe(
      v.string(),
      v.regex(/^-?\d{1,19}$/),
      v.transform(digits => BigInt(digits)),
    ),
  ]),
  v.minValue(-maxLong - 1n),
  v.maxValue(maxLong),
);

/** Checks an answer. @throws DingTalkError `badAnswer` naming the first wrong field */
export function decode<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T {
  const result = v.safeParse(schema, body, { abortEarly: true });
  if (result.success) {
    return result.output;
  }
  const field = v.getDotPath(result.issues[0]) ?? 'answer';
  throw new DingTalkError('badAnswer', { reason: l10n.t('{0} is missing or invalid', field) });
}
