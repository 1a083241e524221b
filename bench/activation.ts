import { statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../scripts/build.ts';
import { packageExtension } from '../scripts/package.ts';
import { sampleSignIns } from '../test/emulator/samples.ts';
import { startEmulator } from '../test/emulator/server.ts';
import type { Start } from './activationInHost.ts';
import { createHost } from './host.ts';
import { median, type Report, table } from './report.ts';
import type { BenchOptions } from './run.ts';

const goalMilliseconds = 20;

/** One start, and how many requests DingTalk got from activating and from the refresh that followed. */
interface Measured extends Start {
  readonly early: number;
  readonly later: number;
}

/**
 * How long the extension, as packaged, takes to start. Its organizations are signed in and their last answers kept,
 * as for somebody who uses it; the editor is started anew for each figure.
 */
export async function measureActivation({ version, starts }: BenchOptions): Promise<Report> {
  const vsix = await packageExtension();
  const emulator = await startEmulator({ now: Date.now });
  const { organizations, credentials } = sampleSignIns(emulator.url);
  const host = await createHost({
    version,
    entry: path.join(import.meta.dirname, 'activationInHost.ts'),
    settings: { 'dingtalkStorage.organizations': organizations },
  });
  try {
    console.log('Signing in …');
    await host.start({ signIns: credentials });
    const results: Measured[] = [];
    for (let number = 1; number <= starts; number++) {
      emulator.requests.length = 0;
      const start = await host.start<Start>({ signIns: [] });
      const early = emulator.requests.filter(({ at }) => at <= start.quietUntil).length;
      results.push({ ...start, early, later: emulator.requests.length - early });
      console.log(
        `Start ${number} of ${starts}: ${milliseconds(start.load + start.activate)} ms, CPU ${milliseconds(start.cpu)} ms`,
      );
    }
    return report(results, vsix);
  } finally {
    await host.close();
    await emulator.close();
  }
}

function report(results: readonly Measured[], vsix: string): Report {
  const row = (what: string, value: (result: Measured) => number) => {
    const values = results.map(value);
    return [what, ...[median(values), Math.min(...values), Math.max(...values)].map(milliseconds)];
  };
  const ours = median(results.map(({ load, activate }) => load + activate));
  const early = results.reduce((sum, result) => sum + result.early, 0);
  const later = Math.min(...results.map(result => result.later));
  const [first] = results;
  return {
    title: `Activation, VS Code ${first?.vscode}`,
    lines: [
      `${results.length} starts of the editor, extension host on Node.js ${first?.node}; milliseconds.`,
      '',
      ...table(
        ['', 'median', 'min', 'max'],
        [
          row('loading the bundle', ({ load }) => load),
          row('activate()', ({ activate }) => activate),
          row('both', ({ load, activate }) => load + activate),
          row('both, in CPU time', ({ cpu }) => cpu),
          row("both, with the editor's work around them", ({ whole }) => whole),
        ],
      ),
      '',
      `Goal: a median of at most ${goalMilliseconds} ms for both, which is what VS Code itself calls activation. ${ours <= goalMilliseconds ? 'Met.' : 'Missed.'}`,
      '',
      `Requests made by activating: ${early}. (The refresh after it made ${later} or more, so none was overlooked.)`,
      '',
      `Bundle: ${bytes(path.join(root, 'dist/extension.cjs'))}. VSIX: ${bytes(vsix)}.`,
    ],
    missed: [
      ...(ours <= goalMilliseconds ? [] : [`loading and activating took ${milliseconds(ours)} ms`]),
      ...(early === 0 ? [] : [`activating made ${early} requests`]),
      ...(later > 0 ? [] : ['the refresh made no request either, so nothing is known of requests']),
    ],
  };
}

function milliseconds(value: number): string {
  return value.toFixed(1);
}

function bytes(file: string): string {
  return `${statSync(file).size.toLocaleString('en')} bytes`;
}
