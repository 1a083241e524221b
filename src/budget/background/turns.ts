import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Takes turns among all windows. A turn is a file named by its number that holds its time. Only one window can create
 * it, and none ever has to wait for another, not even for one that was killed.
 */
export class Turns {
  constructor(private readonly folder: string) {}

  /** When any window last took a turn, in milliseconds since 1970, if any has. */
  last(): number | undefined {
    const number = this.numbers().at(-1);
    return number === undefined ? undefined : this.timeOf(number);
  }

  /**
   * Takes the next turn; `false` if it is not due yet, another window has it, or the disk cannot be written.
   *
   * @param now milliseconds since 1970
   * @param interval minimum milliseconds between two turns
   */
  take(now: number, interval: number): boolean {
    const numbers = this.numbers();
    const last = numbers.at(-1) ?? 0;
    if (last > 0 && Math.abs(now - this.timeOf(last)) < interval) {
      return false;
    }
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(this.pathOf(last + 1), String(now), { flag: 'wx' });
      for (const old of numbers.slice(0, -1)) {
        rmSync(this.pathOf(old), { force: true });
      }
      return true;
    } catch {
      return false;
    }
  }

  /** In order. */
  private numbers(): number[] {
    try {
      return readdirSync(this.folder)
        .map(Number)
        .filter(Number.isSafeInteger)
        .toSorted((a, b) => a - b);
    } catch {
      return [];
    }
  }

  private timeOf(number: number): number {
    const file = this.pathOf(number);
    try {
      // Empty if its window was killed before writing.
      return Number(readFileSync(file, 'utf8')) || statSync(file).mtimeMs;
    } catch {
      return 0;
    }
  }

  private pathOf(number: number): string {
    return path.join(this.folder, String(number));
  }
}
