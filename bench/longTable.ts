import type { FrameLocator, Locator } from 'playwright-core';
import { sampleData } from '../test/emulator/samples.ts';
import { focusedPick, typeCommand } from '../test/ui/support/keyboard.ts';
import { addLongAudit, scrollThrough } from '../test/ui/support/longAudit.ts';
import { pageFrame } from '../test/ui/support/pageFrame.ts';
import { type Person, sitDown } from '../test/ui/support/person.ts';
import { mochaGlobalSetup, mochaGlobalTeardown } from '../test/ui/support/prepare.ts';
import { question } from '../test/ui/support/workbench.ts';
import { type BenchOptions, median, type Report, table } from './report.ts';

const rows = 100_000;
const times = 11;
/** Milliseconds. */
const goals = { first: 500, searchable: 1500, frame: 33 };

interface Opened {
  /** Milliseconds from the command to the first rows, and to the answer to a search in all of them. */
  readonly first: number;
  readonly searchable: number;
  /** Milliseconds of one of the slowest frames while it is scrolled. */
  readonly frame: number;
  /** MB of the page's heap. The bytes of the columns are beside it. */
  readonly heap: number;
}

/** A table of a hundred thousand files: how soon it is there, how it scrolls, and what it takes. */
export async function measureLongTable({ version }: BenchOptions): Promise<Report> {
  await mochaGlobalSetup();
  const person = await sitDown({ version, data: sampleData });
  try {
    const uuidOf = (number: number) => `audit${String(number).padStart(27, '0')}`;
    await addLongAudit(person, 'dingacme0001', uuidOf, number => number % 7 === 0);
    // The first time loads code.
    await open(person);
    const opened: Opened[] = [];
    while (opened.length < times) opened.push(await open(person));
    return report(opened, await person.page.evaluate<string>('navigator.userAgent'), version);
  } finally {
    await person.close();
    await mochaGlobalTeardown();
  }
}

async function open({ page }: Person): Promise<Opened> {
  await typeCommand(page, 'DingTalk Storage: Show Audit…');
  await question(page, 'Select an audit to show').waitFor();
  await page.keyboard.insertText('Long');
  await focusedPick(page, 'Long').waitFor();
  const began = performance.now();
  const frame = pageFrame(page);
  await page.keyboard.press('Enter');
  await frame.locator('#row-0').waitFor();
  const first = performance.now() - began;
  await search(frame, `Contract ${rows - 1}`, 1);
  const searchable = performance.now() - began;
  await search(frame, '', rows);
  const grid = frame.getByRole('grid');
  const { slow } = await scrollThrough(grid);
  const heap = await heapOf(grid);
  await typeCommand(page, 'View: Close Editor');
  await grid.waitFor({ state: 'detached' });
  return { first, searchable, frame: slow, heap };
}

async function search(frame: FrameLocator, text: string, found: number): Promise<void> {
  const field = frame.locator('vscode-textfield.search:not([disabled]) input');
  await field.fill(text);
  await frame.locator(`[role=grid][aria-rowcount="${found + 1}"]`).waitFor();
}

async function heapOf(grid: Locator): Promise<number> {
  const bytes = await grid.evaluate(
    () =>
      (globalThis as { performance: { memory?: { usedJSHeapSize: number } } }).performance.memory
        ?.usedJSHeapSize,
  );
  return (bytes ?? Number.NaN) / 1e6;
}

function report(opened: readonly Opened[], agent: string, version: string): Report {
  const name: Readonly<Record<keyof Opened, string>> = {
    first: 'first rows, ms after the command',
    searchable: 'a search in all rows is answered, ms after the command',
    frame: 'frames, 95 % within ms',
    heap: 'heap of the page, MB',
  };
  const figures = (Object.keys(name) as (keyof Opened)[]).map(figure => {
    const values = opened.map(each => each[figure]);
    return { figure, middle: median(values), least: Math.min(...values), most: Math.max(...values) };
  });
  const browser = /Chrome\/[\d]+/.exec(agent)?.[0] ?? agent;
  return {
    title: `A table of ${rows.toLocaleString('en')} files, VS Code ${version}`,
    lines: [
      `By keys in a real workbench (${browser}); opened ${times} times in one window, after a first time that loads code.`,
      '',
      ...table(
        ['', 'median', 'least', 'most'],
        figures.map(({ figure, ...values }) => [
          name[figure],
          ...[values.middle, values.least, values.most].map(value => value.toFixed(0)),
        ]),
      ),
      '',
      `Goal: first rows within ${goals.first} ms, searchable within ${goals.searchable} ms, frames within ${goals.frame} ms (medians).`,
    ],
    missed: figures.flatMap(({ figure, middle }) =>
      figure !== 'heap' && middle > goals[figure] ? [`${name[figure]}: ${middle.toFixed(0)}`] : [],
    ),
  };
}
