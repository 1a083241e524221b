/** Counts calls: those in the last second per key, and those in the month per organization. */
export interface Meter {
  /** Whether one more call with this key fits into the last second; if so, counts it. */
  admit(key: string, callsPerSecond: number): boolean;
  callsThisMonth(corpId: string): number;
  /** Sets the month's count, for example to one below the limit, or to 0 for a new month. */
  setCallsThisMonth(corpId: string, calls: number): void;
}

const second = 1000;

export function createMeter(now: () => number): Meter {
  const recent = new Map<string, number[]>();
  const monthly = new Map<string, number>();

  return {
    // A sliding window: with one that resets each second, twice the rate could pass around the reset.
    admit(key, callsPerSecond) {
      const time = now();
      const calls = (recent.get(key) ?? []).filter(at => time - at < second);
      const fits = calls.length < callsPerSecond;
      recent.set(key, fits ? [...calls, time] : calls);
      return fits;
    },
    callsThisMonth: corpId => monthly.get(corpId) ?? 0,
    setCallsThisMonth: (corpId, calls) => void monthly.set(corpId, calls),
  };
}
