import { dayStart } from '../month.ts';
import { type Clock, nextTurn } from './backgroundRefresh.ts';

/** What a daily reading needs to know of this window and the others. */
export interface DailyEnvironment {
  isOn(): boolean;
  /** When any window last took a turn, in milliseconds since 1970, if any has. */
  lastTurn(): number | undefined;
  /** Takes the next turn; `false` if another window took one within the interval, in milliseconds. */
  takeTurn(now: number, interval: number): boolean;
  /** Asks about those that have not been asked about since `since`, in milliseconds since 1970. */
  read(since: number): void;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * Takes one reading a day, in one of the windows that are open: a day in China, so that a month has no more than 31.
 * Has no timer unless it is on.
 */
export class DailyReading {
  private stopTimer: (() => void) | undefined;
  /** The last attempt, even one that got no turn: where the disk cannot be written, none gets one. */
  private triedAt = 0;

  constructor(
    private readonly environment: DailyEnvironment,
    private readonly clock: Clock,
  ) {}

  /** Call at the start, and when the setting has changed. */
  update(): void {
    this.dispose();
    if (!this.environment.isOn()) {
      return;
    }
    const now = this.clock.now();
    const last = Math.max(this.environment.lastTurn() ?? 0, this.triedAt);
    // A window that has just opened asks by itself, if figures are shown.
    const due = nextTurn(dayStart(last), day, now + minute, () => this.clock.random());
    this.stopTimer = this.clock.after(Math.min(due - now, day), () => {
      if (this.clock.now() >= due) {
        this.take();
      }
      this.update();
    });
  }

  dispose(): void {
    this.stopTimer?.();
    this.stopTimer = undefined;
  }

  private take(): void {
    this.triedAt = this.clock.now();
    const today = dayStart(this.triedAt);
    if (this.environment.takeTurn(this.triedAt, this.triedAt - today)) {
      this.environment.read(today);
    }
  }
}
