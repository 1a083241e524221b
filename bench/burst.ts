import path from 'node:path';
import { type Emulator, startEmulator } from '../test/emulator/server.ts';
import { bundle } from '../test/support/bundle.ts';
import type { Burst } from './burstInNode.ts';
import { installSdk } from './installSdk.ts';
import { runInNode } from './node.ts';
import { median, type Report, table } from './report.ts';
import { data, questions } from './samples.ts';

/** Calls that DingTalk lets pass in a second, for one app and API. */
const cap = 20;
/** Where the machine is busy, calls that left evenly may arrive in a bunch. */
const times = 3;

interface Result extends Burst {
  readonly throttles: number;
}

/** Many look-ups at once for one app, where DingTalk answers 20 in a second and throttles the others. */
export async function measureBurst(): Promise<Report> {
  const entry = await bundle(path.join(import.meta.dirname, 'burstInNode.ts'));
  const sdk = installSdk();
  const ask = async (way: 'ours' | 'SDK'): Promise<Result> => {
    const emulator = await startEmulator({ callsPerSecond: cap, data });
    try {
      const burst = await runInNode<Burst>(entry, { way, sdk, questions: questions(emulator.url) });
      return { ...burst, throttles: throttles(emulator) };
    } finally {
      await emulator.close();
    }
  };
  const ours: Result[] = [];
  while (ours.length < times) ours.push(await ask('ours'));
  return report(ours, await ask('SDK'));
}

const throttles = ({ requests }: Emulator) =>
  requests.filter(({ answer }) => /Qps/.test(answer?.code ?? '')).length;

function report(ours: readonly Result[], sdk: Result): Report {
  const shareOf = ({ answers, seconds }: Result) => answers / (seconds * cap);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const row = (name: string, result: Result, share: string) => [
    name,
    String(result.answers),
    String(result.failures),
    String(result.throttles),
    result.seconds.toFixed(2),
    share,
  ];
  const share = median(ours.map(shareOf));
  const failures = Math.max(...ours.map(result => result.failures));
  const throttles = Math.max(...ours.map(result => result.throttles));
  return {
    title: '200 look-ups at once',
    lines: [
      `For one app, on a connection that is there; the server throttles all but ${cap} in any second. The SDK has no pace, and gives up what is throttled.`,
      '',
      ...table(
        ['', 'answers', 'failures', 'throttles', 'seconds', 'of the cap'],
        [
          ...ours.map(result => row('ours', result, percent(shareOf(result)))),
          row('SDK, 8 at a time', sdk, '–'),
        ],
      ),
      '',
      'Goal: ours 200 answers, no failure and at most 5 throttles each time; at least 90 % of the cap (median).',
    ],
    missed: [
      ...(failures === 0 ? [] : [`${failures} of 200 look-ups failed`]),
      ...(throttles <= 5 ? [] : [`${throttles} calls were throttled`]),
      ...(share >= 0.9 ? [] : [`${percent(share)} of the cap were used`]),
    ],
  };
}
