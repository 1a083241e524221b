import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { type AlertState, alertLevels, noAlerts } from './alerts.ts';

const partition = v.object({
  told: v.optional(v.picklist(alertLevels)),
  forecast: v.optional(v.object({ since: v.number(), isTold: v.boolean() })),
});
const schema = v.object({
  // Not a record: valibot drops keys that every object inherits.
  partitions: v.array(v.tuple([v.string(), v.array(v.tuple([v.string(), partition]))])),
  snoozed: v.array(v.tuple([v.string(), v.number()])),
  muted: v.array(v.string()),
});

/** Attempts to create the next state; each failure means that another window was first. */
const tries = 20;
/**
 * How many states stay on the disk. A window that was slow between reading and creating must find its number taken, and
 * not free again because others have gone on and deleted it.
 */
const kept = 20;

/**
 * Which alerts were shown, for all windows. Each state is a file named by its number that never changes. Only one
 * window can create the next; the others then decide again, based on what that one has shown.
 */
export class AlertFiles {
  constructor(private readonly folder: string) {}

  async read(): Promise<AlertState> {
    return (await this.newest()).state;
  }

  /**
   * Replaces the state. `decide` may be called several times.
   *
   * @returns the result of the last `decide`; `undefined` if nothing can be written, so that not every window shows the
   * same message at every reading
   */
  async update<T extends { state: AlertState }>(decide: (state: AlertState) => T): Promise<T | undefined> {
    for (let rest = tries; rest > 0; rest--) {
      const { number, state } = await this.newest();
      const result = decide(state);
      if (result.state === state) {
        return result;
      }
      try {
        if (await this.claim(number + 1, result.state)) {
          return result;
        }
      } catch {
        return undefined;
      }
    }
    return undefined;
  }

  /** @throws what `fs` throws */
  private async claim(number: number, state: AlertState): Promise<boolean> {
    await mkdir(this.folder, { recursive: true });
    // Complete before it gets its name, so that nobody reads half a state.
    const part = path.join(this.folder, `${randomUUID()}.part`);
    try {
      await writeFile(part, textOf(state), { flush: true });
      if (!(await linkNew(part, this.pathOf(number)))) {
        return false;
      }
    } finally {
      await rm(part, { force: true }).catch(() => {});
    }
    for (const old of (await this.numbers()).filter(each => each <= number - kept)) {
      await rm(this.pathOf(old), { force: true }).catch(() => {});
    }
    return true;
  }

  /** The highest number there is, and the state from the newest readable file. */
  private async newest(): Promise<{ number: number; state: AlertState }> {
    const numbers = (await this.numbers()).toReversed();
    for (const each of numbers) {
      const state = parse(await readFile(this.pathOf(each), 'utf8').catch(() => ''));
      if (state !== undefined) {
        return { number: numbers[0] ?? 0, state };
      }
    }
    return { number: numbers[0] ?? 0, state: noAlerts };
  }

  private async numbers(): Promise<number[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names
      .map(name => Number(/^(\d{1,15})\.json$/.exec(name)?.[1]))
      .filter(Number.isSafeInteger)
      .toSorted((a, b) => a - b);
  }

  private pathOf(number: number): string {
    return path.join(this.folder, `${number}.json`);
  }
}

async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isTaken(error)) {
      return false;
    }
  }
  // Not every file system supports links.
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (isTaken(error)) {
      return false;
    }
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}

function textOf({ partitions, snoozed, muted }: AlertState): string {
  const pairs = Object.entries(partitions).map(([corpId, each]) => [corpId, Object.entries(each)]);
  return JSON.stringify({ partitions: pairs, snoozed: Object.entries(snoozed), muted });
}

function parse(text: string): AlertState | undefined {
  try {
    const { partitions, snoozed, muted } = v.parse(schema, JSON.parse(text));
    const each = partitions.map(([corpId, states]) => [corpId, Object.fromEntries(states)] as const);
    return { partitions: Object.fromEntries(each), snoozed: Object.fromEntries(snoozed), muted };
  } catch {
    return undefined;
  }
}
