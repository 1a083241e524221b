/** A clock that can wait; simulated in tests. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back after so many milliseconds. Gives how to stop it. */
  after(milliseconds: number, callback: () => void): () => void;
  /** From 0 up to 1. */
  random(): number;
}

/** What is to be known of the window and of the other windows. */
export interface Surroundings {
  /** Minutes; 0 is off. */
  interval(): number;
  /** Whether the window has the focus and shows the figures. */
  isWatched(): boolean;
  /** When any window last took a turn, in milliseconds since 1970, if any has. */
  lastTurn(): number | undefined;
  /** Takes the next turn; `false` where another window has, within the interval in milliseconds. */
  takeTurn(now: number, interval: number): boolean;
  /** @param interval milliseconds */
  refresh(interval: number): void;
}

const minute = 60_000;
const hour = 60 * minute;
/** The share of the interval by which a refresh may come later, so that not all windows of a company ask at once. */
const maxJitter = 0.1;
/** Minutes around the top of the hour that are kept clear, as DingTalk advises. */
const clearMinutes = 5;
/** A timer of more than 24 days would go off at once. */
const longestWait = 24 * hour;

/** Refreshes from time to time while somebody is watching, in one window at a time. Without an interval it has no timer. */
export class BackgroundRefresh {
  private stopTimer: (() => void) | undefined;
  /** A window asks by itself when it is opened, and does not try again at once where it could not take a turn. */
  private triedAt: number;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly clock: Clock,
  ) {
    this.triedAt = clock.now();
  }

  /** To be called at the start, and when the setting, the focus or what is shown has changed. */
  update(): void {
    this.dispose();
    const interval = this.surroundings.interval() * minute;
    if (interval === 0 || !this.surroundings.isWatched()) {
      return;
    }
    const last = Math.max(this.surroundings.lastTurn() ?? 0, this.triedAt);
    const now = this.clock.now();
    const due = nextTurn(last, interval, now, () => this.clock.random());
    this.stopTimer = this.clock.after(Math.min(due - now, longestWait), () => {
      if (this.clock.now() >= due) {
        this.triedAt = this.clock.now();
        if (this.surroundings.takeTurn(this.triedAt, interval)) {
          this.surroundings.refresh(interval);
        }
      }
      this.update();
    });
  }

  dispose(): void {
    this.stopTimer?.();
    this.stopTimer = undefined;
  }
}

/**
 * When to refresh next: an interval and a little more after `last`, not before `now`, and not around the top of an
 * hour. All in milliseconds.
 */
export function nextTurn(last: number, interval: number, now: number, random: () => number): number {
  const due = Math.max(last + interval * (1 + maxJitter * random()), now);
  const clear = clearMinutes * minute;
  const sinceHour = (due + clear) % hour;
  return sinceHour < 2 * clear ? due - sinceHour + 2 * clear + random() * clear : due;
}

/**
 * Those organizations that a background refresh asks about: not those whose month is used up, as each call would be
 * refused, nor those that somebody has asked about since `oldest`.
 */
export function worthAsking<Organization>(
  organizations: readonly Organization[],
  isUsedUp: (organization: Organization) => boolean,
  fetchedAt: (organization: Organization) => number | undefined,
  oldest: number,
): Organization[] {
  return organizations.filter(each => !isUsedUp(each) && (fetchedAt(each) ?? 0) < oldest);
}
