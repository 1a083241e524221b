import * as v from 'valibot';
import type { Partition } from '../dingtalk/endpoints/storage.ts';

/** How full one organization's storage was at a point in time. */
export interface OrganizationStorage {
  readonly corpId: string;
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
  readonly partitions: readonly Partition[];
}

const bytes = v.pipe(
  v.string(),
  v.regex(/^-?\d{1,19}$/),
  v.transform(digits => BigInt(digits)),
);
const kept = v.object({
  corpId: v.string(),
  fetchedAt: v.number(),
  partitions: v.array(
    v.object({
      partitionType: v.string(),
      quota: v.exactOptional(
        v.object({
          used: bytes,
          max: v.exactOptional(bytes),
          reserved: v.exactOptional(bytes),
          type: v.string(),
        }),
      ),
    }),
  ),
});

/** As plain JSON, with byte counts as strings: JSON numbers are not exact. */
export function toKept(storage: OrganizationStorage): unknown {
  return JSON.parse(
    JSON.stringify(storage, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
  );
}

/** Reads what {@link toKept} wrote. Anything else, for example from an older version, is dropped. */
export function fromKept(value: unknown): OrganizationStorage[] {
  return (Array.isArray(value) ? value : []).flatMap((entry: unknown) => {
    const result = v.safeParse(kept, entry);
    return result.success ? [result.output] : [];
  });
}
