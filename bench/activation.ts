import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../scripts/build.ts';
import { packageExtension } from '../scripts/package.ts';
import { sampleSignIns } from '../test/emulator/samples.ts';
import { startEmulator } from '../test/emulator/server.ts';
import type { Start } from './activationInHost.ts';
import { createHost } from './host.ts';
import { type BenchOptions, median, type Report, table } from './report.ts';

/** How much longer than an extension that only announces the same commands and views. */
const goalRatio = 1.5;

/** One start, and how many requests DingTalk got from activating and from the refresh that followed. */
interface Measured extends Start {
  readonly early: number;
  readonly later: number;
}

/**
 * How long the extension, as packaged, takes to start, beside a bare one that makes the same contributions and gives each
 * command and view an empty handler. Ours has its organizations signed in and their last answers kept, as for somebody
 * who uses it. The editor is started again for each figure, with ours and with the bare one by turns.
 */
export async function measureActivation({ version, starts }: BenchOptions): Promise<Report> {
  const vsix = await packageExtension();
  const bare = await makeBareExtension();
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
    const bareResults: Start[] = [];
    for (let number = 1; number <= starts; number++) {
      emulator.requests.length = 0;
      const start = await host.start<Start>({ signIns: [] });
      const early = emulator.requests.filter(({ at }) => at <= start.quietUntil).length;
      results.push({ ...start, early, later: emulator.requests.length - early });
      const bareStart = await host.start<Start>({ signIns: [] }, bare);
      bareResults.push(bareStart);
      console.log(
        `Start ${number} of ${starts}: ${milliseconds(both(start))} ms, bare ${milliseconds(both(bareStart))} ms`,
      );
    }
    return report(results, bareResults, vsix);
  } finally {
    await host.close();
    await emulator.close();
  }
}

/** What VS Code itself calls activation. */
const both = ({ load, activate }: Start) => load + activate;

/** Makes an extension with our manifest, whose code announces what it contributes and does nothing. */
async function makeBareExtension(): Promise<string> {
  const folder = path.join(root, 'out/bench/bare');
  await rm(folder, { recursive: true, force: true });
  for (const file of ['package.nls.json', 'package.nls.zh-cn.json', 'l10n', 'media']) {
    await cp(path.join(root, file), path.join(folder, file), { recursive: true });
  }
  await cp(path.join(import.meta.dirname, 'bareExtension.cjs'), path.join(folder, 'bare.cjs'));
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, main: './bare.cjs' }));
  return folder;
}

function report(results: readonly Measured[], bareResults: readonly Start[], vsix: string): Report {
  const row = (what: string, value: (start: Start) => number) => {
    const [ours, bare] = [results.map(value), bareResults.map(value)];
    const figures = [median(ours), Math.min(...ours), Math.max(...ours), median(bare)];
    return [what, ...figures.map(milliseconds), (median(ours) / median(bare)).toFixed(2)];
  };
  const ratio = median(results.map(both)) / median(bareResults.map(both));
  const early = results.reduce((sum, result) => sum + result.early, 0);
  const later = Math.min(...results.map(result => result.later));
  const [first] = results;
  return {
    title: `Activation, VS Code ${first?.vscode}`,
    lines: [
      `${results.length} starts of the editor with ours and ${bareResults.length} with the bare extension, by turns, extension host on Node.js ${first?.node}; milliseconds.`,
      '',
      ...table(
        ['', 'ours, median', 'min', 'max', 'bare, median', 'ratio'],
        [
          row('loading the code', ({ load }) => load),
          row('activate()', ({ activate }) => activate),
          row('both', both),
          row('both, in CPU time', ({ cpu }) => cpu),
          row("both, with the editor's work around them", ({ whole }) => whole),
          row('and a first command, which loads the rest', ({ firstCommand }) => firstCommand),
        ],
      ),
      '',
      `Goal: both together, which is what VS Code itself calls activation, within ${goalRatio} times the bare extension. ${ratio <= goalRatio ? 'Met.' : 'Missed.'}`,
      '',
      `Requests made by activating: ${early}. (The refresh after it made ${later} or more, so none was overlooked.)`,
      '',
      `Code: ${codeSizes()}. VSIX: ${bytes(vsix)}.`,
    ],
    missed: [
      ...(ratio <= goalRatio
        ? []
        : [`loading and activating took ${ratio.toFixed(2)} times as long as the bare extension`]),
      ...(early === 0 ? [] : [`activating made ${early} requests`]),
      ...(later > 0 ? [] : ['the refresh made no request either, so nothing is known of requests']),
    ],
  };
}

function milliseconds(value: number): string {
  return value.toFixed(1);
}

/** Of what starting reads, and of all that the extension host can load. */
function codeSizes(): string {
  const dist = path.join(root, 'dist');
  const files = readdirSync(dist).filter(file => file.endsWith('.cjs'));
  const requiredAtStart = /require\("\.\/([^"]+\.cjs)"\)(?!\)\))/g;
  const start = new Set(['extension.cjs']);
  for (const file of start) {
    for (const [, required = ''] of readFileSync(path.join(dist, file), 'utf8').matchAll(requiredAtStart)) {
      start.add(required);
    }
  }
  const sum = (names: Iterable<string>) =>
    [...names].reduce((total, file) => total + statSync(path.join(dist, file)).size, 0).toLocaleString('en');
  return `${sum(start)} bytes in ${start.size} files for starting, ${sum(files)} bytes in ${files.length} files in all`;
}

function bytes(file: string): string {
  return `${statSync(file).size.toLocaleString('en')} bytes`;
}
