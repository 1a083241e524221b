/** A `Date` header has whole seconds, and took its time to arrive. */
const noise = 2000;

/**
 * The time as DingTalk's servers have it. A user's clock may be hours off, or jump: going by it, a token would be
 * renewed for every call. So it runs on the monotonic clock, set by the servers' `Date`.
 */
export class ServerClock {
  /** Milliseconds since 1970 at the monotonic clock's zero. */
  private origin: number;

  constructor(private readonly monotonic: () => number = () => performance.now()) {
    this.origin = Date.now() - monotonic();
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.origin + this.monotonic();
  }

  /** Sets the clock by an answer's `Date` header, if that is one. */
  set(date: string | null): void {
    const difference = new Date(date ?? '').getTime() - this.now();
    if (Math.abs(difference) > noise) {
      this.origin += difference;
    }
  }
}
