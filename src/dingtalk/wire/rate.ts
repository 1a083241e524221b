/** Milliseconds. */
const second = 1000;
const minute = 60 * second;
/** How many calls a second are made at the most. DingTalk documents limits of up to 60. */
const maxRate = 100;
const minRate = 1;
/** The limits that DingTalk documents. One that is found close to them is one of them: the network blurs the count. */
const documented = [20, 40, 60];
const blur = 0.05;
/** What is used of a known limit: two calls may arrive some 35 ms closer together than they left. */
const share = 0.965;
/** A throttle below this share of the limit that was known means that less is left, as others call too. */
const storm = 0.8;
/** What is reached above this share of a limit that was known means that it is gone. */
const gone = 1.05;
/** Calls per second that each clean answer adds: far from any known limit, and close to it. */
const growth = { far: 0.2, close: 0.05 };
/** The same below the rate that was started with, where nothing else is known; divided by the rate. */
const recovery = 4;
/** Before a known limit is probed again. It doubles each time that the limit is still the same. */
const firstProbe = 2 * second;
const lastProbe = minute;
/** How many of the last throttles tell the limit. Where the network has bunched calls, one alone tells too little. */
const told = 3;

/**
 * How many calls a second one lane may make: found out, as DingTalk's limit (20, 40 or 60 in any second, counted when
 * calls arrive; for some APIs also one a minute) depends on what the organization has bought, and on its other apps.
 * Throttled calls cost nothing of the month.
 *
 * Clean answers raise the rate while work in bulk waits. At a throttle, the calls of the second before it are the
 * limit; from then on a little less is used, and the limit is probed again now and then. Where throttles go on below
 * it, work in bulk pauses for a second, and goes on at half the rate.
 */
export class Rate {
  /** Calls per second. */
  perSecond: number;
  /** The calls of the last minute that were not throttled, oldest first. */
  private readonly passed: number[] = [];
  /** What the second before each of the last throttles held. */
  private held: readonly number[] = [];
  private isProbing = true;
  private perMinute = Number.POSITIVE_INFINITY;
  private steppedAt = Number.NEGATIVE_INFINITY;
  private pausedUntil = Number.NEGATIVE_INFINITY;
  private probeAfter = firstProbe;

  /** @param base calls per second to start with, and to come back to by itself */
  constructor(private readonly base: number) {
    this.perSecond = base;
  }

  /** When work in bulk may go on. */
  bulkFrom(): number {
    const oldest = this.passed.at(-Math.max(1, Math.floor(share * this.perMinute)));
    return Math.max(this.pausedUntil, (oldest ?? Number.NEGATIVE_INFINITY) + minute);
  }

  started(at: number): void {
    this.passed.push(at);
    while ((this.passed[0] ?? at) <= at - minute) {
      this.passed.shift();
    }
  }

  /** @param isMoreWaiting whether work in bulk waits: only that may find out whether more is allowed */
  answered(start: number, now: number, isMoreWaiting: boolean): void {
    if (start <= this.steppedAt) {
      return;
    }
    const isLong = now - this.steppedAt > (isMoreWaiting ? this.probeAfter : second);
    if (isLong && !this.isProbing && (isMoreWaiting || this.perSecond < this.base)) {
      this.isProbing = true;
      this.perMinute *= 2 - share;
    }
    const top = this.isProbing ? (isMoreWaiting ? maxRate : this.base) : share * this.limit();
    const most = Math.min(top, (share * this.perMinute * second) / minute);
    if (this.perSecond < most) {
      this.perSecond = Math.min(most, this.perSecond + this.step(isMoreWaiting));
    }
  }

  /** @param isOfMinute whether the calls of a minute were too many, and not those of a second */
  throttled(start: number, now: number, isOfMinute: boolean): void {
    const index = this.passed.lastIndexOf(start);
    if (index >= 0) {
      this.passed.splice(index, 1);
    }
    // What left before the last step says nothing about the rate since.
    if (start <= this.steppedAt || start < this.pausedUntil) {
      return;
    }
    if (isOfMinute) {
      this.stepToMinute(this.passedSince(start - minute, start), now);
    } else {
      this.stepTo(this.passedSince(start - second, start), now);
    }
    this.steppedAt = now;
  }

  private stepToMinute(held: number, now: number): void {
    this.perMinute = Math.max(1, held);
    this.perSecond = Math.max(minRate, Math.min(this.perSecond, (share * held * second) / minute));
    // Where hardly any of the calls were ours, only time helps.
    this.pausedUntil = now + (held < this.base ? 15 * second : second);
  }

  private stepTo(held: number, now: number): void {
    const known = this.held.length === 0 ? this.base : this.limit();
    if (held < storm * known && this.held.length > 0) {
      this.fallInHalf(now);
      return;
    }
    if (this.isProbing) {
      const isStill = this.held.length > 0 && held <= known / share;
      this.probeAfter = isStill ? Math.min(lastProbe, 2 * this.probeAfter) : firstProbe;
    }
    // Where others have called, there was more than is seen.
    this.held = [...this.held, Math.max(held, this.perSecond / 2)].slice(-told);
    this.isProbing = false;
    this.perSecond = Math.max(minRate, share * this.limit());
  }

  private fallInHalf(now: number): void {
    this.held = [];
    this.isProbing = true;
    this.perSecond = Math.max(minRate, this.perSecond / 2);
    this.pausedUntil = now + second;
    this.probeAfter = firstProbe;
  }

  private limit(): number {
    const most = Math.max(...this.held);
    return documented.find(limit => Math.abs(most - limit) <= blur * limit) ?? most;
  }

  private step(isMoreWaiting: boolean): number {
    const isKnown = this.held.length > 0;
    if (this.perSecond < this.base && !(isKnown && isMoreWaiting)) {
      return recovery / this.perSecond;
    }
    const part = isKnown ? this.perSecond / this.limit() : 0;
    return part > storm && part < gone ? growth.close : growth.far;
  }

  private passedSince(from: number, to: number): number {
    return this.passed.filter(at => at > from && at <= to).length;
  }
}
