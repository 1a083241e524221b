import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** Runs a program to its end and returns its output; throws with the tail of it on failure. */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const child = startGroup(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  // 'close', unlike 'exit', fires when the output is complete. A missing program makes `once` throw.
  const [code] = await once(child, 'close').finally(() => groups.delete(child));
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${tail(output)}`);
  return output;
}

/** The last lines of a long output; cuts long lines, such as those of bundled code in a stack. */
export function tail(text: string, lines = 40): string {
  const kept = text.trimEnd().split('\n').slice(-lines);
  return kept.map(line => line.slice(0, 300)).join('\n');
}

const groups = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of groups) signalGroup(child, 'SIGKILL');
});

let handlesSignals = false;

/** Turns signals that would end this process into an ordinary exit, which ends everything it started too. */
function exitOnSignals(): void {
  if (handlesSignals) return;
  handlesSignals = true;
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(signal, () => process.exit(128 + number));
  }
}

/** Starts a program as the leader of its own process group, which does not outlive this process. */
export function startGroup(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  exitOnSignals();
  const child = spawn(command, args, { ...options, detached: true });
  groups.add(child);
  return child;
}

/** Ends a program and everything it started: politely, and after three seconds by force. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    signalGroup(child, 'SIGTERM');
    await Promise.race([ended, delay(3000, undefined, { ref: false })]);
  }
  // Even if the leader has gone: its children may still be running.
  signalGroup(child, 'SIGKILL');
  groups.delete(child);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}
