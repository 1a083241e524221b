/** `npm test`: everything that must hold, some suites side by side, with one count at the end. */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { root } from './build.ts';

interface Count {
  passed: number;
  failed: number;
}

type Suite = readonly [name: string, command: string, ...args: string[]];

/** Suites that run one after the other. The lanes of a stage run side by side, as most of the time each waits. */
type Lane = readonly Suite[];

const stages: readonly (readonly Lane[])[] = [
  [
    [
      ['types', 'tsc', '--noEmit'],
      ['types of the page', 'tsc', '--noEmit', '--project', 'src/pages'],
      ['format and lint', 'biome', 'ci', '--error-on-warnings'],
      ['unit', 'c8', 'mocha'],
    ],
    [
      ['installs', 'tsx', 'scripts/installEditors.ts'],
      ['editor, oldest supported', 'tsx', 'test/editor/run.ts', 'minimum'],
      ['editor, newest', 'tsx', 'test/editor/run.ts', 'newest'],
    ],
  ],
  // The last runs two files at a time (see its .mocharc.json).
  [
    [
      ['package', 'tsx', 'scripts/package.ts'],
      ['user interface', 'mocha', '--config', 'test/ui/.mocharc.json', 'test/ui/**/*.test.ts'],
    ],
  ],
];

const chosen = process.argv.slice(2);
const total: Count = { passed: 0, failed: 0 };
for (const stage of stages) {
  const isAlone = stage.length === 1;
  await Promise.all(stage.map(lane => runLane(lane, isAlone)));
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

async function runLane(lane: Lane, isAlone: boolean): Promise<void> {
  for (const [name, command, ...args] of lane) {
    if (chosen.length === 0 || chosen.some(part => name.includes(part))) {
      console.log(`━━ ${name} … ━━`);
      const started = performance.now();
      const { passed, failed, output } = await run(command, args, isAlone);
      total.passed += passed;
      total.failed += failed;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${output}━━ ${name}: ${passed} passed, ${failed} failed, ${seconds} s ━━\n`);
    }
  }
}

/**
 * Runs one suite and counts mocha's own figures; a check that counts nothing is one test. What it prints is shown as it
 * comes where the suite is alone, and else given back, so that the lines of two suites do not mix.
 */
async function run(
  command: string,
  args: readonly string[],
  isAlone: boolean,
): Promise<Count & { output: string }> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      if (isAlone) process.stdout.write(chunk);
      text += chunk;
    });
  }
  const isGood = await new Promise<boolean>(resolve => {
    child.once('error', error => {
      console.error(error.message);
      resolve(false);
    });
    child.once('close', code => resolve(code === 0));
  });
  const output = isAlone ? '' : text;
  text = stripVTControlCharacters(text);
  const isCounted = / passing\b/.test(text);
  const passed = isCounted ? sum(text, /^\s*(\d+) passing\b/gm) : Number(isGood);
  const failed = sum(text, /^\s*(\d+) failing\b/gm);
  // A suite may also fail beside its tests, or have run none.
  return { passed, failed: failed === 0 && (!isGood || passed === 0) ? 1 : failed, output };
}

function sum(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].reduce((result, [, digits]) => result + Number(digits), 0);
}
