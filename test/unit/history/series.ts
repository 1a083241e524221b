import type { Reading } from '../../../src/history/readings.ts';

export const GB = 1024n ** 3n;
export const TB = 1024n * GB;
/** Noon of a local day, so that a day's readings belong to that day in every time zone. */
export const noon = (day: number): number => new Date(2026, 0, 1 + day, 12).getTime();

export function reading(day: number, used: bigint, max: bigint = TB, type = 'PRIVATE'): Reading {
  const limit = max === unlimited ? {} : { max };
  return { at: noon(day), partitionType: 'PUBLIC_OSS_PARTITION', quota: { used, ...limit, type } };
}

/** Stands for no capacity. */
export const unlimited = -1n;

export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
