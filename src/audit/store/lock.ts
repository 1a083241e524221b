import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { readJson } from '../../text/readJson.ts';

/** Held by one process at a time, until it is released or the process ends. */
export interface Lock {
  release(): Promise<void>;
}

/** Milliseconds. */
export interface LockTimes {
  /** Between the signs of life of a holder. */
  readonly sign: number;
  /** After which a holder without a sign of life may be gone, even if there is a process with its ID. */
  readonly silence: number;
}

const usual: LockTimes = { sign: 5000, silence: 30_000 };

const holder = v.object({ id: v.string(), pid: v.number(), host: v.string() });
type Holder = v.InferOutput<typeof holder>;

/**
 * Takes a lock; `undefined` if a living process holds it. The lock of a process that is gone is taken over. Process IDs
 * are reused, and machines may share a home folder, so a holder also gives signs of life. If there was none for long,
 * as after a sleep of the machine, the next one is awaited before the holder is considered gone.
 *
 * Not `proper-lockfile`, which relies on signs of life alone: after a crash, nobody could continue for a while, and
 * when a machine wakes from sleep, two processes could hold one lock.
 */
export async function lock(file: string, times: LockTimes = usual): Promise<Lock | undefined> {
  const own: Holder = { id: randomUUID(), pid: process.pid, host: hostname() };
  if (await create(file, own)) {
    return hold(file, own, times);
  }
  const seen = await look(file);
  if (seen !== undefined && ((await isAlive(file, seen, times)) || !(await removeStale(file, seen, times)))) {
    return undefined;
  }
  return (await create(file, own)) ? hold(file, own, times) : undefined;
}

/** A lock as it was found. */
interface Seen {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly touched: number;
}

async function look(file: string): Promise<Seen | undefined> {
  try {
    return { text: await readFile(file, 'utf8'), touched: (await stat(file)).mtimeMs };
  } catch {
    return undefined;
  }
}

async function create(file: string, own: Holder | Seen): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

function hold(file: string, own: Holder, { sign }: LockTimes): Lock {
  const signs = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, sign).unref();
  return {
    async release() {
      clearInterval(signs);
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text === JSON.stringify(own)) {
        await rm(file, { force: true });
      }
    },
  };
}

async function isAlive(file: string, seen: Seen, { sign, silence }: LockTimes): Promise<boolean> {
  const holding = readJson(holder, seen.text);
  if (holding?.host === hostname() && !isRunning(holding.pid)) {
    return false;
  }
  const age = Date.now() - seen.touched;
  // A sign of life in the future says nothing: the clock was set back since.
  if (age > -sign && age < silence) {
    return true;
  }
  await delay(sign * 1.5);
  return !isSame(await look(file), seen);
}

function isSame(a: Seen | undefined, b: Seen): boolean {
  return a?.text === b.text && a.touched === b.touched;
}

/**
 * Removes the lock that was seen, and no other. @returns whether it did. Only one process at a time may: otherwise, a
 * second one would remove the new lock of the first.
 */
async function removeStale(file: string, seen: Seen, { silence }: LockTimes): Promise<boolean> {
  const guard = `${file}.takeover`;
  const left = await look(guard);
  if (left !== undefined && Math.abs(Date.now() - left.touched) > silence) {
    await rm(guard, { force: true });
  }
  if (!(await create(guard, seen))) {
    return false;
  }
  try {
    const isStill = isSame(await look(file), seen);
    if (isStill) {
      await rm(file, { force: true });
    }
    return isStill;
  } finally {
    await rm(guard, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It exists, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** How many of these locks were left by processes of this machine that are gone; the next to want one takes it over. */
export async function countLeftovers(files: readonly string[]): Promise<number> {
  const left = await Promise.all(
    files.map(async file => {
      const holding = readJson(holder, (await look(file))?.text ?? '');
      return holding?.host === hostname() && !isRunning(holding.pid);
    }),
  );
  return left.filter(Boolean).length;
}
