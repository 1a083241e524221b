/** Milliseconds. A `Date` header has whole seconds, and takes time to arrive. */
const noise = 2000;

/**
 * The time on DingTalk's servers. A user's clock may be hours off, or jump; relying on it could renew a token for every
 * call. So this runs on the monotonic clock, set by the servers' `Date`.
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

  /** Sets the clock by an answer's `Date` header, if it is valid. */
  set(date: string | null): void {
    const difference = new Date(date ?? '').getTime() - this.now();
    if (Math.abs(difference) > noise) {
      this.origin += difference;
    }
  }
}
