import path from 'node:path';
import { root } from '../scripts/build.ts';
import { bundle } from '../test/support/bundle.ts';
import { installSdk } from './installSdk.ts';
import type { Loaded } from './loadInNode.ts';
import { runInNode } from './node.ts';
import { type BenchOptions, median, type Report, table } from './report.ts';

const figures = ['milliseconds', 'cpu', 'heap', 'rss'] as const;

/** Ours may be no more than a fifth of the SDK's. */
const goal = 1 / 5;

/** What it takes to load our client, beside DingTalk's official SDK; each time in a new process. */
export async function measureLoad({ starts }: BenchOptions): Promise<Report> {
  const sdk = installSdk();
  const entry = await bundle(path.join(import.meta.dirname, 'loadInNode.ts'));
  const client = await bundle(path.join(root, 'src/organizations/openApi.ts'));
  const endpoints = await bundle(path.join(root, 'src/dingtalk/endpoints/storage.ts'));
  const nodeFetch = await bundle(path.join(root, 'node_modules/node-fetch/src/index.js'));
  const helpers = ['@alicloud/openapi-client', '@alicloud/tea-util'];
  const storage = ['storage_1_0', 'storage_2_0'];
  const contenders = {
    'our client': [client, endpoints],
    'our client and node-fetch': [client, endpoints, nodeFetch],
    'SDK, as documented': [...storage.map(name => `@alicloud/dingtalk/${name}`), ...helpers],
    'SDK, its two modules alone': [
      ...storage.map(name => `@alicloud/dingtalk/dist/${name}/client`),
      ...helpers,
    ],
  };
  const results = new Map<string, Loaded[]>(Object.keys(contenders).map(name => [name, []]));
  for (let start = 0; start < starts; start++) {
    for (const [name, modules] of Object.entries(contenders)) {
      results.get(name)?.push(await runInNode(entry, { modules, from: path.join(sdk, 'package.json') }));
    }
  }
  return report(results, starts);
}

function report(results: ReadonlyMap<string, readonly Loaded[]>, starts: number): Report {
  const medians = new Map(
    [...results].map(([name, loads]) => [
      name,
      figures.map(figure => median(loads.map(load => load[figure]))),
    ]),
  );
  const sdk = medians.get('SDK, as documented') ?? [];
  const shares = (values: readonly number[] = []) => values.map((value, index) => value / (sdk[index] ?? 0));
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const head = ['', 'ms', 'CPU ms', 'heap MB', 'resident MB'];
  const rows = (show: (values: readonly number[]) => string[]) =>
    table(
      head,
      [...medians].map(([name, values]) => [name, ...show(values)]),
    );
  return {
    title: 'Loading the client',
    lines: [
      `Medians of ${starts} new processes of Node.js each; heap after garbage collection. Ours is bundled and uses the host's fetch; node-fetch is loaded only where that is not to be had. The SDK is installed, as it is used.`,
      '',
      ...rows(values => values.map(value => value.toFixed(1))),
      '',
      'The same, to the SDK as documented:',
      '',
      ...rows(values => shares(values).map(percent)),
      '',
      `Goal: at most ${percent(goal)} in each figure.`,
    ],
    missed: shares(medians.get('our client')).flatMap((share, index) =>
      share <= goal ? [] : [`loading takes ${percent(share)} of the SDK's ${figures[index]}`],
    ),
  };
}
