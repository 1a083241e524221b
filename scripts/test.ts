/** `npm test`: everything that must hold, with one count at the end. */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { packagePath, packageVariable, root } from './build.ts';

interface Count {
  passed: number;
  failed: number;
}

type Suite = readonly [name: string, command: string, ...args: string[]];

/** Suites that run one after another. */
type Lane = readonly Suite[];

const preparations: Lane = [
  ['package', 'tsx', 'scripts/package.ts'],
  ['installs', 'tsx', 'scripts/installEditors.ts'],
];
const checks: Lane = [
  // Coverage costs a quarter of its time: see `npm run test:unit`.
  ['unit', 'mocha'],
  ['types', 'tsc', '--noEmit'],
  ['types of the page', 'tsc', '--noEmit', '--project', 'src/pages'],
  ['format and lint', 'biome', 'ci', '--error-on-warnings'],
];
const oldest: Lane = [['editor, oldest supported', 'tsx', 'test/editor/run.ts', 'minimum']];
const newest: Lane = [['editor, newest', 'tsx', 'test/editor/run.ts', 'newest']];
// Runs two files at a time (see its .mocharc.json).
const userInterface: Lane = [
  ['user interface', 'mocha', '--config', 'test/ui/.mocharc.json', 'test/ui/**/*.test.ts'],
];

const chosen = process.argv.slice(2);
const total: Count = { passed: 0, failed: 0 };
const failures: string[] = [];
// Side by side, as the unit and editor tests often wait.
await Promise.all([runLane(checks), prepareAndRunEditors()]);
// Alone: its windows lose keys and focus where the CPU is short.
await runLane(userInterface);
// Again: where they were first printed is far above.
console.log(failures.join('\n'));
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

async function prepareAndRunEditors(): Promise<void> {
  await runLane(preparations);
  if (isChosen('package')) process.env[packageVariable] = packagePath;
  await Promise.all([oldest, newest].map(runLane));
}

function isChosen(name: string): boolean {
  return chosen.length === 0 || chosen.some(part => name.includes(part));
}

async function runLane(lane: Lane): Promise<void> {
  for (const [name, command, ...args] of lane) {
    if (isChosen(name)) {
      console.log(`━━ ${name} … ━━`);
      const started = performance.now();
      const { passed, failed, output } = await run(command, args);
      total.passed += passed;
      total.failed += failed;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const end = `━━ ${name}: ${passed} passed, ${failed} failed, ${seconds} s ━━\n`;
      console.log(output + end);
      if (failed > 0) failures.push(whatFailed(output) + end);
    }
  }
}

/** Runs one suite and reads mocha's own counts; a check without counts is one test. Returns what it prints. */
async function run(command: string, args: readonly string[]): Promise<Count & { output: string }> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
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
  const output = text;
  text = stripVTControlCharacters(text);
  const isCounted = / passing\b/.test(text);
  const passed = isCounted ? sum(text, /^\s*(\d+) passing\b/gm) : Number(isGood);
  const failed = sum(text, /^\s*(\d+) failing\b/gm);
  // A suite may also fail outside its tests, or run none.
  return { passed, failed: failed === 0 && (!isGood || passed === 0) ? 1 : failed, output };
}

/** What mocha prints from its count of failures on, or the end of what a check prints. */
function whatFailed(output: string): string {
  const failing = output.search(/^.*\d+ failing\b/m);
  return failing < 0 ? output.slice(-2000) : output.slice(failing, failing + 10_000);
}

function sum(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].reduce((result, [, digits]) => result + Number(digits), 0);
}
