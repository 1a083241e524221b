/** How many calls pass in any second, and in any minute. */
export interface Caps {
  readonly perSecond: number;
  readonly perMinute?: number;
}

/** Counts calls: those in the last second and minute per key, and those in the month per organization. */
export interface Meter {
  /** Counts a call that arrives now with this key; or says which cap it exceeds, and does not count it. */
  refusal(key: string, caps: Caps): 'Qps' | 'Qpm' | undefined;
  callsThisMonth(corpId: string): number;
  /** Sets the month's count, for example to one below the limit, or to 0 for a new month. */
  setCallsThisMonth(corpId: string, calls: number): void;
}

const second = 1000;
const minute = 60 * second;

export function createMeter(now: () => number): Meter {
  const recent = new Map<string, number[]>();
  const monthly = new Map<string, number>();

  return {
    // Sliding windows: with ones that reset, twice the rate could pass around the reset.
    refusal(key, { perSecond, perMinute = Number.POSITIVE_INFINITY }) {
      const time = now();
      const calls = recent.get(key) ?? [];
      recent.set(key, calls);
      while ((calls[0] ?? time) <= time - minute) calls.shift();
      const inLastSecond = calls.length - (calls.findLastIndex(at => at <= time - second) + 1);
      if (inLastSecond >= perSecond) return 'Qps';
      if (calls.length >= perMinute) return 'Qpm';
      calls.push(time);
      return undefined;
    },
    callsThisMonth: corpId => monthly.get(corpId) ?? 0,
    setCallsThisMonth: (corpId, calls) => void monthly.set(corpId, calls),
  };
}
