import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import type { EditorVersion } from '../test/editor-host/versions.ts';

/** What the command line says. */
export interface BenchOptions {
  readonly version: EditorVersion;
  readonly starts: number;
}

/** What a benchmark found, in Markdown. */
export interface Report {
  /** Unique: a later report of the same title takes this one's place. */
  readonly title: string;
  readonly lines: readonly string[];
  /** The goals that were missed, in words. */
  readonly missed: readonly string[];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** A table whose first column is text and whose others are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map(row => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)];
}

/** Where and when the figures were taken. Other programs were running if the load is higher than the cores. */
export function circumstances(): string {
  const date = new Date().toISOString().slice(0, 10);
  const [first] = cpus();
  const cores = `${first?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores`;
  const [, load = 0] = loadavg();
  return `${date}; ${cores}; ${process.platform}; Node.js ${process.versions.node}; load of the last 5 minutes ${load.toFixed(1)}`;
}

const resultsFile = path.join(import.meta.dirname, 'RESULTS.md');
const heading = '# Benchmark results\n\nWritten by `npm run bench`; every section says where and when.\n';

/** Writes a report into `RESULTS.md`, in the place of the last one of its title. */
export async function record({ title, lines }: Report): Promise<void> {
  const before = existsSync(resultsFile) ? await readFile(resultsFile, 'utf8') : heading;
  const [start = heading, ...sections] = before.split(/^(?=## )/m);
  const section = `## ${title}\n\n${circumstances()}\n\n${lines.join('\n')}\n`;
  const others = sections.map(other => `${other.trimEnd()}\n`);
  const place = others.findIndex(other => other.startsWith(`## ${title}\n`));
  const all = place < 0 ? [...others, section] : others.with(place, section);
  await writeFile(resultsFile, [`${start.trimEnd()}\n`, ...all].join('\n'));
}
