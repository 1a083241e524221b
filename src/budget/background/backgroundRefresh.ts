/** A clock that can wait; simulated in tests. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back after this many milliseconds. Returns a function that stops the timer. */
  after(milliseconds: number, callback: () => void): () => void;
  /** At least 0, below 1. */
  random(): number;
}

/** What a refresh needs to know of this window and the others. */
export interface Environment {
  /** Minutes; 0 is off. */
  interval(): number;
  /** Whether the window has the focus and shows the figures. */
  isWatched(): boolean;
  /** When any window last took a turn, in milliseconds since 1970, if any has. */
  lastTurn(): number | undefined;
  /** Takes the next turn; `false` if another window took one within the interval, in milliseconds. */
  takeTurn(now: number, interval: number): boolean;
  /** @param interval milliseconds */
  refresh(interval: number): void;
}

const minute = 60_000;
const hour = 60 * minute;
/** How late a refresh may come, as a share of the interval, so that a company's windows do not all ask at once. */
const maxJitter = 0.1;
/** Minutes to keep clear around the top of the hour, as DingTalk recommends. */
const clearMinutes = 5;
/** A timer of more than 24 days would fire at once. */
const longestWait = 24 * hour;

/** Refreshes periodically while somebody is watching, in one window at a time. Has no timer without an interval. */
export class BackgroundRefresh {
  private stopTimer: (() => void) | undefined;
  /** The last attempt, even one that got no turn. Opening a window counts as one: it asks by itself. */
  private triedAt: number;

  constructor(
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {
    this.triedAt = clock.now();
  }

  /** Call at the start, and when the setting, the focus or what is shown has changed. */
  update(): void {
    this.dispose();
    const interval = this.environment.interval() * minute;
    if (interval === 0 || !this.environment.isWatched()) {
      return;
    }
    const last = Math.max(this.environment.lastTurn() ?? 0, this.triedAt);
    const now = this.clock.now();
    const due = nextTurn(last, interval, now, () => this.clock.random());
    this.stopTimer = this.clock.after(Math.min(due - now, longestWait), () => {
      if (this.clock.now() >= due) {
        this.triedAt = this.clock.now();
        if (this.environment.takeTurn(this.triedAt, interval)) {
          this.environment.refresh(interval);
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
 * When to refresh next: a little more than an interval after `last`, not before `now`, and not around the top of the
 * hour. All in milliseconds.
 */
export function nextTurn(last: number, interval: number, now: number, random: () => number): number {
  const due = Math.max(last + interval * (1 + maxJitter * random()), now);
  const clear = clearMinutes * minute;
  const sinceHour = (due + clear) % hour;
  return sinceHour < 2 * clear ? due - sinceHour + 2 * clear + random() * clear : due;
}

/**
 * The organizations that a background refresh asks about: not those whose monthly quota is used up, as every call would
 * be refused, nor those already asked about since `oldest`.
 */
export function dueForRefresh<Organization>(
  organizations: readonly Organization[],
  isUsedUp: (organization: Organization) => boolean,
  fetchedAt: (organization: Organization) => number | undefined,
  oldest: number,
): Organization[] {
  return organizations.filter(each => !isUsedUp(each) && (fetchedAt(each) ?? 0) < oldest);
}
