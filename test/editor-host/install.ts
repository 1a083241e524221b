import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { run } from './processes.ts';
import { type EditorVersion, editorHosts } from './versions.ts';

export interface EditorHost {
  readonly version: EditorVersion;
  /** The Node.js to run the server with. */
  readonly node: string;
  /** The server's own folder, the one with `out/server-main.js`. */
  readonly folder: string;
}

/** In the user's cache folder, so that another clone finds what the first has installed. */
const hostsFolder = path.join(
  process.platform === 'darwin'
    ? path.join(homedir(), 'Library/Caches')
    : (process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache')),
  'dingtalk-storage/editor-host',
);

/** Installs an editor in the user's cache folder unless it is already there. */
export async function installEditorHost(version: EditorVersion, log = console.log): Promise<EditorHost> {
  if (process.platform === 'win32') throw new Error('The editor host runs on Linux and macOS only.');
  const pinned = editorHosts[version];
  const name = `${pinned.codeServer}-node${pinned.node}`;
  const folder = await keptFolder(name, unfinished => installInto(unfinished, version, log));
  return { version, node: path.join(folder, nodeInside()), folder: path.join(folder, serverInside) };
}

/**
 * A folder in the user's cache folder, filled unless it is already there.
 *
 * Fills a folder of this process and moves it into place when complete: an interrupted install is never mistaken for a
 * complete one, and two at once do not get in each other's way (the later one is discarded).
 */
export async function keptFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(hostsFolder, name);
  await removeAbandoned();
  if (!existsSync(folder)) {
    const unfinished = path.join(hostsFolder, `${name}.unfinished-${process.pid}`);
    await mkdir(unfinished, { recursive: true });
    await fill(unfinished);
    await moveIntoPlace(unfinished, folder);
  }
  return folder;
}

/**
 * Without the first, output channels stay empty; the other, under its name in either version, ends an extension host
 * whose server has died.
 */
const nativeModules = ['@vscode/spdlog', 'native-watchdog', '@vscode/native-watchdog'];

const serverInside = 'node_modules/code-server/lib/vscode';

/** npm's `node` package fetches this one with a script; named directly, it installs even if scripts are disabled. */
const nodePackage = `node-${process.platform}-${process.arch}`;
const nodeInside = () => `node_modules/${nodePackage}/bin/node`;

async function installInto(
  folder: string,
  version: EditorVersion,
  log: (line: string) => void,
): Promise<void> {
  const { vscode, codeServer, node } = editorHosts[version];
  const server = path.join(folder, serverInside);
  const started = Date.now();
  const step = async (what: string, cwd: string, args: string[]) => {
    log(`Editor host ${vscode}: ${what} … (${Math.round((Date.now() - started) / 1000)} s)`);
    // The log's native part need not be fast, and this way it compiles in a third less time.
    const env = { ...process.env, CXXFLAGS: '-O0' };
    await run('npm', [...args, '--no-audit', '--no-fund'], { cwd, env });
  };

  // A separate package, so that npm does not install into the project around it.
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  // Exact versions, and both code-server and its server have a shrinkwrap, so every install is the same.
  const packages = [`code-server@${codeServer}`, `${nodePackage}@${node}`];
  await step(`installing ${packages.join(' and ')}`, folder, ['install', '--ignore-scripts', ...packages]);
  await step('installing the server', server, ['install', '--omit=dev', '--ignore-scripts']);
  await step('building its native modules', server, ['rebuild', ...nativeModules, '--ignore-scripts=false']);
  log(`Editor host ${vscode}: installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

async function moveIntoPlace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    await rm(from, { recursive: true, force: true });
    // Another process was faster: its install is as good as ours.
    if (!existsSync(to)) throw error;
  }
}

/** Removes leftovers of interrupted installs, but not those of a process that is still running. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(hostsFolder).catch(() => [])) {
    const pid = /\.unfinished-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      await rm(path.join(hostsFolder, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
