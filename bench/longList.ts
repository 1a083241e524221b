import path from 'node:path';
import { sampleData } from '../test/emulator/samples.ts';
import { startEmulator } from '../test/emulator/server.ts';
import { bundle } from '../test/support/bundle.ts';
import { createHost } from './host.ts';
import type { LongListInHost } from './longListInHost.ts';
import type { LongList } from './longListInNode.ts';
import { runInNode } from './node.ts';
import { type BenchOptions, median, type Report, table } from './report.ts';
import { unlimited } from './samples.ts';

const organizations = 1000;

/** Two frames of 60 a second, in milliseconds. */
const twoFrames = 33;
const heapGoal = 30;

/** A list of a thousand organizations: how soon it is filtered, sorted and drawn, and what it takes to keep. */
export async function measureLongList({ version }: BenchOptions): Promise<Report> {
  const entry = await bundle(path.join(import.meta.dirname, 'longListInNode.ts'));
  const { times } = await runInNode<LongList>(entry, { organizations });
  const { vscode, node, answers, seconds, heap } = await measureInHost(version);
  const rows = Object.entries(times).map(([what, values]) => ({ what, median: median(values), values }));
  const longest = ({ values }: { values: readonly number[] }) => Math.max(...values);
  return {
    title: `A list of ${organizations} organizations, VS Code ${vscode}`,
    lines: [
      'Our part of it, in a new process of Node.js; milliseconds. A new list is followed by drawing the rows that are on it.',
      '',
      ...table(
        ['', 'median', 'longest'],
        rows.map(row => [row.what, row.median.toFixed(1), longest(row).toFixed(1)]),
      ),
      '',
      `In the extension host (Node.js ${node}), with the view open, ${answers} had answered after ${seconds.toFixed(1)} s. Its heap had grown by ${heap.toFixed(1)} MB since before the extension was started, after garbage collection.`,
      '',
      `Goal: medians of at most ${twoFrames} ms each; less than ${heapGoal} MB.`,
    ],
    missed: [
      ...rows
        .filter(row => row.median > twoFrames)
        .map(row => `${row.what} takes ${row.median.toFixed(1)} ms`),
      ...(heap < heapGoal ? [] : [`the heap grows by ${heap.toFixed(1)} MB`]),
      ...(answers === organizations ? [] : [`only ${answers} answered`]),
    ],
  };
}

/** In a second start of the editor: the first one signs in, and its figures are kept. */
async function measureInHost(version: BenchOptions['version']): Promise<LongListInHost> {
  const many = Array.from({ length: organizations }, (_, index) => {
    const digits = String(index).padStart(4, '0');
    return {
      corpId: `dingbench${digits}`,
      name: `Organization ${digits}`,
      unionId: `union${digits}`,
      accessToken: `fake-access-token-${digits}`,
      clientId: `dingfakeapp${digits}`,
    };
  });
  const partitions = sampleData.organizations.find(({ corpId }) => corpId === 'dinglumen0007')?.partitions;
  if (partitions === undefined) {
    throw new Error('The sample organization with two partitions is gone.');
  }
  const emulator = await startEmulator({
    ...unlimited,
    data: {
      ...sampleData,
      organizations: many.map(({ corpId, name }) => ({ corpId, name, partitions })),
      users: many.map(({ corpId, unionId, name }) => ({
        corpId,
        unionId,
        name,
        userId: unionId,
        permitted: true,
      })),
      apps: many.map(({ corpId, clientId }) => ({
        kind: 'internalApp',
        corpId,
        clientId,
        clientSecret: 'fake-client-secret',
        scopes: ['Storage.Org.Read'],
      })),
      pastedTokens: many.map(({ corpId, clientId, accessToken }) => ({ corpId, clientId, accessToken })),
    },
  });
  const host = await createHost({
    version,
    entry: path.join(import.meta.dirname, 'longListInHost.ts'),
    settings: {
      'dingtalkStorage.organizations': many.map(({ corpId, name, unionId }) => ({
        corpId,
        name,
        unionId,
        signIn: 'accessToken',
        endpoint: emulator.url,
      })),
    },
  });
  try {
    const signIns = many.map(({ corpId, accessToken }) => ({ corpId, credential: { accessToken } }));
    await host.start({ signIns });
    return await host.start<LongListInHost>({ signIns: [] });
  } finally {
    await host.close();
    await emulator.close();
  }
}
