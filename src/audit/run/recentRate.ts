/** Milliseconds. The rate is still being found out, so what was long ago says little about what is left. */
const lately = 10_000;

/** How many answers a second there were lately. */
export class RecentRate {
  private readonly seen: { readonly at: number; readonly answers: number }[];

  /** @param startedAt in milliseconds, as all times here */
  constructor(startedAt: number) {
    this.seen = [{ at: startedAt, answers: 0 }];
  }

  /** @param answers how many there are by now */
  of(answers: number, now: number): number {
    while ((this.seen[1]?.at ?? now) <= now - lately) {
      this.seen.shift();
    }
    const since = this.seen[0] ?? { at: now, answers };
    this.seen.push({ at: now, answers });
    return ((answers - since.answers) * 1000) / Math.max(now - since.at, 1000);
  }
}
