/** `npm run bench [-- name…] [-- --editor newest|minimum] [-- --starts N]`: measures, prints, and keeps the figures. */
import { parseArgs } from 'node:util';
import { chosenVersion } from '../test/editor-host/versions.ts';
import { measureActivation } from './activation.ts';
import { measureAudit } from './audit.ts';
import { measureBurst } from './burst.ts';
import { measureCalls } from './calls.ts';
import { measureHistory } from './history.ts';
import { measureLoad } from './load.ts';
import { measureLongList } from './longList.ts';
import { measureLongTable } from './longTable.ts';
import { measurePace } from './pace.ts';
import { type BenchOptions, circumstances, type Report, record } from './report.ts';
import { measureRoundTrips } from './roundTrips.ts';

const benchmarks: Readonly<Record<string, (options: BenchOptions) => Promise<Report>>> = {
  activation: measureActivation,
  load: measureLoad,
  calls: measureCalls,
  roundTrips: measureRoundTrips,
  burst: measureBurst,
  longList: measureLongList,
  longTable: measureLongTable,
  history: measureHistory,
  audit: measureAudit,
  pace: measurePace,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    editor: { type: 'string', default: 'newest' },
    starts: { type: 'string', default: '10' },
  },
});
const options: BenchOptions = { version: chosenVersion(values.editor), starts: Number(values.starts) };

for (const name of positionals.length > 0 ? positionals : Object.keys(benchmarks)) {
  const measure = benchmarks[name];
  if (measure === undefined) {
    throw new Error(`No benchmark "${name}". There are: ${Object.keys(benchmarks).join(', ')}.`);
  }
  console.log(`Measuring: ${name} …`);
  const report = await measure(options);
  await record(report);
  console.log(['', report.title, circumstances(), '', ...report.lines, ''].join('\n'));
  for (const goal of report.missed) {
    console.error(`Goal missed: ${goal}`);
    process.exitCode = 1;
  }
}
