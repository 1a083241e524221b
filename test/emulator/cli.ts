import { help, readCommandLine, requestLine, UsageError } from './commandLine.ts';
import { describeSamples } from './sampleText.ts';
import { startEmulator } from './server.ts';

const untilInterrupted = () =>
  new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

async function main(args: string[]): Promise<void> {
  const { help: wantsHelp, options, faults } = readCommandLine(args);
  if (wantsHelp) return console.log(help);
  const onSettled = (request: Parameters<typeof requestLine>[0]) => console.log(requestLine(request));
  const emulator = await startEmulator({ ...options, onSettled });
  for (const { fault, match } of faults) emulator.faults.add(fault, match);
  console.log(describeSamples(emulator.url));
  console.log('Ctrl-C ends it. Requests:\n');
  await untilInterrupted();
  await emulator.close();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error('See --help.');
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
