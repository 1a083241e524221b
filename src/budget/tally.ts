import * as v from 'valibot';
import { readJson } from '../text/readJson.ts';

/** A line of the usage log: calls for one purpose that were made, or that turned out not to count. */
export interface Entry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly corpId: string;
  readonly purpose: string;
  /** 1 for a call that leaves, -1 for one that does not count after all. */
  readonly calls: number;
  /** DingTalk refused the call because the organization's monthly quota is used up. */
  readonly isUsedUp?: boolean;
}

/** An organization's calls in one month, added up. */
export interface Tally {
  /** By purpose. */
  readonly calls: ReadonlyMap<string, number>;
  readonly total: number;
  /** Whether, by DingTalk's latest answer, the monthly quota is used up. */
  readonly isUsedUp: boolean;
}

/** By corpId. */
export type Tallies = ReadonlyMap<string, Tally>;

const schema = v.object({
  at: v.number(),
  corpId: v.string(),
  purpose: v.string(),
  calls: v.pipe(v.number(), v.integer()),
  isUsedUp: v.exactOptional(v.boolean()),
});

/** The entry in a line; `undefined` for a torn line. */
export function readEntry(line: string): Entry | undefined {
  return readJson(schema, line);
}

/** Adds up the entries of a month, in any order. */
export function tally(entries: Iterable<Entry>): Tallies {
  const sums = new Map<string, { calls: Map<string, number>; leftAt: number; usedUpAt: number }>();
  for (const { at, corpId, purpose, calls, isUsedUp } of entries) {
    const sum = sums.get(corpId) ?? { calls: new Map(), leftAt: 0, usedUpAt: 0 };
    sums.set(corpId, sum);
    sum.calls.set(purpose, (sum.calls.get(purpose) ?? 0) + calls);
    if (isUsedUp) {
      sum.usedUpAt = Math.max(sum.usedUpAt, at);
    } else if (calls >= 0) {
      sum.leftAt = Math.max(sum.leftAt, at);
    }
  }
  return new Map(
    [...sums].map(([corpId, { calls, leftAt, usedUpAt }]) => [
      corpId,
      {
        calls,
        total: [...calls.values()].reduce((total, count) => total + count, 0),
        // A later call that was not refused has lifted it.
        isUsedUp: usedUpAt > 0 && usedUpAt >= leftAt,
      },
    ]),
  );
}
