/** Counts the calls: those of the last second per key, and those of the month per organization. */
export interface Meter {
  /** Whether one more call with this key fits into the last second; if so, it is counted. */
  admit(key: string, callsPerSecond: number): boolean;
  callsThisMonth(corpId: string): number;
  /** Sets the month's count, for instance to one below the limit, or to 0 for a new month. */
  setCallsThisMonth(corpId: string, calls: number): void;
}

const second = 1000;

export function createMeter(now: () => number): Meter {
  const recent = new Map<string, number[]>();
  const monthly = new Map<string, number>();

  return {
    // A window that slides: with one that is reset each second, twice the rate would pass around the reset.
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
