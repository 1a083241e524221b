import path from 'node:path';
import { startEmulator } from '../test/emulator/server.ts';
import { bundle } from '../test/support/bundle.ts';
import type { Cost } from './callsInNode.ts';
import { installSdk } from './installSdk.ts';
import { runInNode } from './node.ts';
import { median, type Report, table } from './report.ts';
import { data, questions, unlimited } from './samples.ts';

/** What one call costs on loopback, where the network costs nothing. */
export async function measureCalls(): Promise<Report> {
  const entry = await bundle(path.join(import.meta.dirname, 'callsInNode.ts'));
  const emulator = await startEmulator({ ...unlimited, data });
  const sdk = installSdk();
  try {
    // The emulator is in this process, the callers in another: its work is not in their CPU time.
    return report(await runInNode(entry, { questions: questions(emulator.url), sdk }));
  } finally {
    await emulator.close();
  }
}

function report(costs: Readonly<Record<string, readonly Cost[]>>): Report {
  const medians = Object.entries(costs).map(
    ([name, rounds]) =>
      [name, median(rounds.map(({ whole }) => whole)), median(rounds.map(({ cpu }) => cpu))] as const,
  );
  const [base] = medians;
  const [rounds] = Object.values(costs);
  return {
    title: 'One call on loopback',
    lines: [
      `Medians of ${rounds?.length} rounds of ${rounds?.[0]?.calls} calls, one after the other; the ways take turns. Ours makes its calls for 200 apps in turn, so that its pace (18 a second for one app) is not in the way. CPU is that of the caller's process alone.`,
      '',
      ...table(
        ['', 'ms a call', 'CPU ms a call', 'to node:http', 'CPU to node:http'],
        medians.map(([name, whole, cpu]) => [
          name,
          whole.toFixed(3),
          cpu.toFixed(3),
          `${(whole / (base?.[1] ?? Number.NaN)).toFixed(2)} ×`,
          `${(cpu / (base?.[2] ?? Number.NaN)).toFixed(2)} ×`,
        ]),
      ),
    ],
    missed: [],
  };
}
