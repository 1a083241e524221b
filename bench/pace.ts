import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sampleData } from '../test/emulator/samples.ts';
import { type Emulator, startEmulator } from '../test/emulator/server.ts';
import { bundle } from '../test/support/bundle.ts';
import type { AuditFigures } from './auditInNode.ts';
import { installSdk } from './installSdk.ts';
import { runInNode } from './node.ts';
import { startRelay } from './relay.ts';
import { median, type Report, table } from './report.ts';
import { questions, unlimited } from './samples.ts';

const corpId = 'dingharbor0005';
const caps = [20, 40, 60];
const files = 1000;
const times = 3;
/** Milliseconds each way, and the most that come on top. */
const [distance, jitter] = [20, 10];
const goals = { share: 0.95, throttled: 0.02 };

const ways = ['ours', 'SDK, 18 a second by p-throttle', 'SDK, as its samples show'];

interface Result extends AuditFigures {
  /** Of the calls that the cap allows from the tenth second on; `NaN` for what has ended before. */
  readonly share: number;
  /** Of all calls. */
  readonly throttled: number;
  /** Metered calls without an answer that counts. */
  readonly wasted: number;
}

/** Audits under the caps that DingTalk documents, and under caps that change, over a distance. */
export async function measurePace(): Promise<Report> {
  const sdk = installSdk();
  const entry = await bundle(path.join(import.meta.dirname, 'auditInNode.ts'));
  const steady: { cap: number; name: string; results: Result[] }[] = [];
  for (const cap of caps) {
    const rounds: Result[][] = [];
    while (rounds.length < times) {
      const round = (way: string) => ask(entry, sdk, way, cap);
      // Without a pace, the SDK takes the whole machine for some seconds; the other two are side by side.
      const bare = await round('all at once');
      rounds.push([...(await Promise.all(['ours', 'evenly'].map(round))), bare]);
    }
    for (const [index, name] of ways.entries()) {
      steady.push({ cap, name, results: rounds.flatMap(round => round[index] ?? []) });
    }
  }
  const changes = await Promise.all(changing.map(change => measureChange(entry, change)));
  return report(steady, changes);
}

async function inEmulator<T>(
  files: number,
  use: (emulator: Emulator, asked: ReturnType<typeof questions>) => Promise<T>,
): Promise<T> {
  const dentryUuids = Array.from(
    { length: files },
    (_, number) => `bench${String(number).padStart(27, '0')}`,
  );
  const dentries = dentryUuids.map(dentryUuid => ({ corpId, dentryUuid, name: '', inheritance: 'PASS_ON' }));
  const emulator = await startEmulator({ ...unlimited, data: { ...sampleData, dentries } });
  const relay = await startRelay(Number(new URL(emulator.url).port), distance, 2 * distance, jitter);
  try {
    return await use(emulator, { ...questions(`http://127.0.0.1:${relay.port}`), dentryUuids });
  } finally {
    await relay.close();
    await emulator.close();
  }
}

function ask(entry: string, sdk: string, way: string, cap: number): Promise<Result> {
  return inEmulator(files, async (emulator, asked) => {
    emulator.settings.callsPerSecond = cap;
    const figures = await runInNode<AuditFigures>(entry, { way, sdk, questions: asked });
    return { ...figures, ...figuresOf(emulator, cap, 10_000), wasted: wasted(emulator, figures) };
  });
}

const isThrottle = ({ answer }: Emulator['requests'][number]) => /Qp[sm]/.test(answer?.code ?? '');
const wasted = ({ meter }: Emulator, { answers }: AuditFigures) => meter.callsThisMonth(corpId) - answers;

/** From some milliseconds after the first call on, for as long as there are files that were not asked about. */
function figuresOf({ requests }: Emulator, cap: number, from: number): Pick<Result, 'share' | 'throttled'> {
  const tries = new Map(requests.toReversed().map(({ dentryUuid, at }) => [dentryUuid, at]));
  const [first, last] = [requests[0]?.at ?? 0, Math.max(...tries.values())];
  const passed = requests.filter(each => !isThrottle(each));
  const late = passed.filter(({ at }) => at >= first + from && at < last);
  const seconds = (last - first - from) / 1000;
  return {
    share: seconds > 1 ? late.length / seconds / cap : Number.NaN,
    throttled: (requests.length - passed.length) / requests.length,
  };
}

interface Change {
  readonly name: string;
  readonly files: number;
  /** The calls that are allowed after the change. */
  readonly cap: number;
  /** Milliseconds after the first call. */
  readonly at: number;
  begin(emulator: Emulator): void;
  change(emulator: Emulator): void;
}

const begin = ({ settings }: Emulator) => {
  settings.callsPerSecond = 60;
};

const changing: readonly Change[] = [
  {
    name: 'the cap drops from 60 to 20',
    files: 1500,
    cap: 20,
    at: 15_000,
    begin,
    change({ settings }) {
      settings.callsPerSecond = 20;
    },
  },
  {
    name: 'a second client takes 30 of 60',
    files: 1800,
    cap: 30,
    at: 15_000,
    begin,
    change({ meter, requests, settings }) {
      const app = sampleData.pastedTokens.find(token => token.corpId === corpId)?.clientId;
      const end = requests.length + 1800;
      const timer = setInterval(() => {
        meter.refusal(`getPermissionInheritance ${app}`, { perSecond: settings.callsPerSecond });
        if (requests.length > end) clearInterval(timer);
      }, 1000 / 30).unref();
    },
  },
  {
    name: '600 in any minute',
    files: 900,
    cap: 10,
    at: 0,
    begin(emulator) {
      begin(emulator);
      emulator.settings.callsPerMinute = 600;
    },
    change() {},
  },
];

interface Changed extends AuditFigures {
  readonly name: string;
  readonly wasted: number;
  /** Seconds from the first throttle after the change to the last five seconds with more than 5 % of throttled calls. */
  readonly settled: number;
  /** Of all calls from ten seconds after the first of these throttles on. */
  readonly throttled: number;
}

function measureChange(entry: string, { name, files, at, begin, change }: Change): Promise<Changed> {
  return inEmulator(files, async (emulator, asked) => {
    begin(emulator);
    const running = runInNode<AuditFigures>(entry, { way: 'ours', questions: asked });
    const first = await emulator.request();
    await delay(at);
    change(emulator);
    const figures = await running;
    const throttles = emulator.requests.filter(each => isThrottle(each) && each.at >= first.at + at);
    const start = throttles[0]?.at ?? 0;
    const isUnsettled = (from: number) => {
      const next = emulator.requests.filter(each => each.at >= from && each.at < from + 5000);
      return next.filter(isThrottle).length > 0.05 * next.length;
    };
    const last = throttles.findLast(each => isUnsettled(each.at));
    const late = emulator.requests.filter(each => each.at >= start + 10_000);
    return {
      name,
      ...figures,
      wasted: wasted(emulator, figures),
      settled: ((last?.at ?? start) - start) / 1000,
      throttled: late.filter(isThrottle).length / late.length,
    };
  });
}

const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`);

function report(
  steady: readonly { cap: number; name: string; results: readonly Result[] }[],
  changes: readonly Changed[],
): Report {
  const rows = steady.map(({ cap, name, results }) => {
    const middle = (figure: keyof Result) => median(results.map(result => result[figure]));
    const [share, throttled] = [middle('share'), middle('throttled')];
    const [answers, failures, wasted] = [middle('answers'), middle('failures'), middle('wasted')];
    return { cap, name, answers, failures, seconds: middle('seconds'), share, throttled, wasted };
  });
  const missed = rows
    .filter(({ name }) => name === 'ours')
    .flatMap(({ cap, failures, share, throttled, wasted }) => [
      ...(share >= goals.share ? [] : [`${percent(share)} of a cap of ${cap}`]),
      ...(throttled <= goals.throttled ? [] : [`${percent(throttled)} of the calls throttled at ${cap}`]),
      ...(failures + wasted === 0 ? [] : [`${failures} failures and ${wasted} wasted calls at ${cap}`]),
    ]);
  return {
    title: 'Audits at the pace that DingTalk allows',
    lines: [
      `${files} files for one app; the server throttles what exceeds the cap in any second, counted on arrival, ${2 * distance} ms away, with up to ${jitter} ms of jitter each way. Medians of ${times} runs, in turns. “Of the cap”: from the tenth second on, until every file was asked about once. “Wasted”: metered calls that gave no answer.`,
      '',
      ...table(
        ['', 'cap', 'answers', 'failures', 'seconds', 'of the cap', 'throttled', 'wasted'],
        rows.map(({ name, cap, answers, failures, seconds, share, throttled, wasted }) => [
          name,
          String(cap),
          String(answers),
          String(failures),
          seconds.toFixed(1),
          percent(share),
          percent(throttled),
          String(wasted),
        ]),
      ),
      '',
      `Goal for ours: at least ${percent(goals.share)} of the cap, at most ${percent(goals.throttled)} throttled, no failure, none wasted.`,
      '',
      'Ours where the cap changes, once each. “Settled”: seconds from the first throttle after the change until no five seconds have more than 5 % of throttled calls.',
      '',
      ...table(
        ['', 'files', 'failures', 'seconds', 'settled', 'throttled after 10 s', 'wasted'],
        changes.map(({ name, answers, failures, seconds, settled, throttled, wasted }) => [
          name,
          String(answers + failures),
          String(failures),
          seconds.toFixed(1),
          settled.toFixed(1),
          percent(throttled),
          String(wasted),
        ]),
      ),
      '',
      'Goal: settled within 10 seconds, no failure.',
    ],
    missed: [
      ...missed,
      ...changes.flatMap(({ name, failures, settled }) =>
        failures === 0 && settled <= 10 ? [] : [`${name}: ${failures} failures, settled in ${settled} s`],
      ),
    ],
  };
}
