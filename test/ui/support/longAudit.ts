import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { Audits } from '../../../src/audit/store/auditStore.ts';
import { answerLine } from '../../../src/audit/store/records.ts';
import type { Person } from './person.ts';

/** An audit too long to wait for. */
export async function addLongAudit(
  { server }: Person,
  corpId: string,
  uuidOf: (number: number) => string,
  isBroken: (number: number) => boolean,
): Promise<void> {
  const storage = 'data/User/globalStorage/dingtalk-storage.dingtalk-storage/audits';
  const folder = path.join(server.serverDataDir, storage);
  const items = Array.from({ length: 100_000 }, (_, number) => ({
    dentryUuid: uuidOf(number),
    name: `Contract ${number}`,
    path: `/Contracts/${number % 100}/Contract ${number}`,
  }));
  const { id } = await new Audits(folder).create({ corpId, organizationLabel: 'Acme', name: 'Long' }, items);
  const answers = items.map(({ dentryUuid }, number) =>
    answerLine({
      dentryUuid,
      outcome: { inheritance: isBroken(number) ? 'BREAK' : 'PASS_ON' },
      answeredAt: 1e12,
    }),
  );
  await writeFile(path.join(folder, id, 'answers.jsonl'), answers.join(''));
}

/** Scrolls a long way, a screen per frame. Returns milliseconds of the median frame, and of one of the slowest. */
export async function scrollThrough(grid: Locator): Promise<{ median: number; slow: number }> {
  const frames = (await grid.evaluate(scroll)).toSorted((a, b) => a - b);
  const [median = 0, slow = 0] = [0.5, 0.95].map(part => frames[Math.floor(frames.length * part)]);
  return { median, slow };
}

/** Runs in the page: measures how long each frame took. */
function scroll(grid: { scrollTop: number }): Promise<number[]> {
  const page = globalThis as unknown as { requestAnimationFrame(frame: (time: number) => void): void };
  return new Promise(resolve => {
    // A method: for a function, the compiler would use a naming helper that the page does not have.
    const loop = {
      times: [] as number[],
      step(time: number) {
        loop.times.push(time);
        grid.scrollTop += 700;
        if (loop.times.length > 120) {
          resolve(loop.times.slice(1).map((end, index) => end - (loop.times[index] ?? end)));
        } else {
          page.requestAnimationFrame(next => loop.step(next));
        }
      },
    };
    page.requestAnimationFrame(time => loop.step(time));
  });
}
