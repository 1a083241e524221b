/**
 * Stands in for the VS Code executable: takes its arguments, runs the tests in an editor host and exits with their exit
 * code. `code`, next to this file, makes it executable.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { openEditor } from './browser.ts';
import { tail } from './processes.ts';
import { type Server, startServer } from './server.ts';
import { cacheFolder, chosenVersion, editorHosts } from './versions.ts';

const deadlineSeconds = Number(process.env.EDITOR_HOST_DEADLINE_SECONDS ?? 900);

const { values, positionals } = parseArgs({
  // test-electron passes flags for the desktop program, which have no meaning here.
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

/** The paths among an option's values: with `strict: false`, an option without a value comes as `true`. */
const paths = (given: unknown): string[] =>
  [given].flat().flatMap(value => (typeof value === 'string' ? [path.resolve(value)] : []));

async function main(): Promise<number> {
  const version = chosenVersion();
  const [extensionDevelopmentPath, ...extensions] = paths(values.extensionDevelopmentPath);
  const [extensionTestsPath] = paths(values.extensionTestsPath);
  const [folder] = paths(positionals);
  if (extensionTestsPath === undefined) throw new Error('--extensionTestsPath=<file> is missing.');

  const serverDataDir = paths(values['user-data-dir'])[0] ?? path.join(cacheFolder, 'user-data');
  const profileDir = path.join(serverDataDir, 'profile');
  const server = await startServer({
    version,
    serverDataDir,
    extensionsDir: paths(values['extensions-dir'])[0] ?? path.join(cacheFolder, 'extensions'),
    extensions,
    builtInExtensions: ['configuration-editing', 'json', 'markdown-basics', 'theme-defaults'],
    smokeTestDriver: true,
  });
  let page: Page | undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(why));
      setTimeout(fail, deadlineSeconds * 1000, `No end of the tests after ${deadlineSeconds} s.`);
      void server.ended.then(() => fail("The editor's server ended."));

      const prepare = async (opened: Page) => {
        page = opened;
        page.on('crash', () => fail('The workbench crashed.'));
        await page.exposeFunction('codeAutomationLog', printTestOutput);
        await page.exposeFunction('codeAutomationExit', resolve);
      };
      openEditor({ server, profileDir, folder, extensionDevelopmentPath, extensionTestsPath, prepare }).catch(
        reject,
      );
    });
  } catch (error) {
    console.error(
      `Editor host ${editorHosts[version].vscode}: ${error instanceof Error ? error.message : error}`,
    );
    await saveTraces(page, server);
    return 1;
  } finally {
    await page?.context().close();
    await server.close();
  }
}

/** What the workbench itself prints to the channel that carries the tests' output. */
const workbenchNoise = new RegExp(
  [
    '^Resolv(ing|ed) connection token ',
    '^Creating a socket ',
    '^(Updating|Ignoring fetching) additional builtin extensions',
    '^ChatSessionStore: ',
    // A search that the editor starts by itself, without having the program for it.
    'ripgrep/bin/rg ENOENT',
    '^\\[(Service Worker|AgentHost|AccountPolicyGate|remote-connection|reconnection-grace-time)\\b',
  ].join('|'),
);

function printTestOutput(type: string, args: unknown[]): void {
  if (workbenchNoise.test(String(args[0]))) return;
  if (type === 'error' || type === 'warn') console.error(...args);
  else console.log(...args);
}

async function saveTraces(page: Page | undefined, server: Server): Promise<void> {
  const folder = path.join(cacheFolder, 'failures');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'server.log'), tail(server.output(), 200));
  // A page that crashed, or was never opened, has nothing to show.
  await page
    ?.screenshot({ path: path.join(folder, 'workbench.png'), timeout: 10_000 })
    .catch(() => undefined);
  console.error(
    `What is left of the run is in ${folder}: the server's log, and a screenshot if there was a window.`,
  );
}

// The run is over, whatever handles are still open.
process.exit(await main());
