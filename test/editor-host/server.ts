import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type EditorHost, installEditorHost } from './install.ts';
import { endGroup, run, startGroup, tail } from './processes.ts';
import type { EditorVersion } from './versions.ts';

export type Settings = Readonly<Record<string, unknown>>;

export interface ServerOptions {
  version: EditorVersion;
  /** Settings, logs and the extensions' files. */
  serverDataDir: string;
  extensionsDir: string;
  /** Folders of additional extensions, which appear as installed. */
  extensions?: readonly string[];
  /** The editor's own extensions by the names of their folders; a window starts faster with few. Default: all. */
  builtInExtensions?: readonly string[];
  /** For the extension host, in addition to this process's own. */
  env?: Readonly<Record<string, string>>;
  /** Lets the URL load extensions from folders, and run tests; shows no notification toasts. Default: false. */
  smokeTestDriver?: boolean;
  /** Restricts windows on folders that are not trusted. Default: false. */
  workspaceTrust?: boolean;
  /** User settings, replacing those from an earlier run. */
  settings?: Settings;
}

export interface Server {
  readonly version: EditorVersion;
  readonly url: string;
  readonly port: number;
  readonly serverDataDir: string;
  /** What the server has printed so far. */
  output(): string;
  /** Resolves when the server ends, requested or not. */
  readonly ended: Promise<void>;
  /** Replaces the user settings. An open window does not notice until it is reloaded. */
  writeSettings(settings: Settings): Promise<void>;
  close(): Promise<void>;
}

/** Keeps the workbench from asking questions and using the network. */
const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'security.workspace.trust.untrustedFiles': 'open',
};

/** Starts an editor's server, installing it first if needed; resolves when it accepts connections. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const host = await installEditorHost(options.version);
  const { serverDataDir, extensionsDir } = options;
  await linkExtensions(extensionsDir, options.extensions ?? []);

  const writeSettings = async (settings: Settings) => {
    const folder = path.join(serverDataDir, 'data/User');
    await mkdir(folder, { recursive: true });
    await writeFile(
      path.join(folder, 'settings.json'),
      JSON.stringify({ ...quietSettings, ...settings }, null, 2),
    );
  };
  if (options.settings !== undefined || !existsSync(path.join(serverDataDir, 'data/User/settings.json'))) {
    await writeSettings(options.settings ?? {});
  }

  const child = startGroup(
    host.node,
    [
      ...serverArguments(host, serverDataDir, extensionsDir),
      ...(await builtInArguments(host, options)),
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...(options.smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
      // Otherwise the login shell's variables would override those given here.
      '--force-disable-user-env',
    ],
    { env: { ...cleanEnvironment(), ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const { output, port, ended } = watch(child);
  const close = () => endGroup(child);
  try {
    const url = `http://127.0.0.1:${await port}/`;
    const { version } = options;
    return { version, url, port: await port, serverDataDir, output, ended, writeSettings, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Installs a packaged extension as a user would. No server may be running on the same folders. */
export async function installExtension(
  version: EditorVersion,
  vsix: string,
  { serverDataDir, extensionsDir }: Pick<ServerOptions, 'serverDataDir' | 'extensionsDir'>,
): Promise<void> {
  const host = await installEditorHost(version);
  // 1.100 creates neither.
  for (const folder of [serverDataDir, extensionsDir]) await mkdir(folder, { recursive: true });
  const args = [...serverArguments(host, serverDataDir, extensionsDir), '--install-extension', vsix];
  await run(host.node, args, { env: cleanEnvironment() });
}

function serverArguments(host: EditorHost, serverDataDir: string, extensionsDir: string): string[] {
  return [
    path.join(host.folder, 'out/server-main.js'),
    ...['--accept-server-license-terms', '--disable-telemetry'],
    ...['--server-data-dir', serverDataDir, '--extensions-dir', extensionsDir],
  ];
}

async function builtInArguments(
  host: EditorHost,
  { serverDataDir, builtInExtensions }: ServerOptions,
): Promise<string[]> {
  if (builtInExtensions === undefined) return [];
  const folder = path.join(serverDataDir, 'built-in-extensions');
  await mkdir(folder, { recursive: true });
  for (const name of builtInExtensions) {
    await symlink(path.join(host.folder, 'extensions', name), path.join(folder, name));
  }
  return ['--builtin-extensions-dir', folder];
}

/** Makes extension folders appear as installed, without packaging them. */
async function linkExtensions(extensionsDir: string, folders: readonly string[]): Promise<void> {
  await mkdir(extensionsDir, { recursive: true });
  for (const folder of folders) {
    const { publisher, name, version } = JSON.parse(
      await readFile(path.join(folder, 'package.json'), 'utf8'),
    );
    const link = path.join(extensionsDir, `${publisher}.${name}-${version}`);
    await rm(link, { recursive: true, force: true });
    await symlink(path.resolve(folder), link);
  }
  // The list of what is installed. If it is missing, the server scans the folders and rewrites it.
  if (folders.length > 0) await rm(path.join(extensionsDir, 'extensions.json'), { force: true });
}

/** Our environment, without what an enclosing VS Code has set for its own children. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const isOurs = ([name]: [string, unknown]) => !/^(VSCODE_|ELECTRON_)/.test(name) && name !== 'NODE_OPTIONS';
  // No gallery, so that no server asks one for updates and recommendations.
  return { ...Object.fromEntries(Object.entries(process.env).filter(isOurs)), EXTENSIONS_GALLERY: '{}' };
}

/** Collects what the server prints, and reads the server's port from it. */
function watch(child: ChildProcess) {
  let text = '';
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve());
    child.once('error', error => {
      text += `\n${error.message}`;
      resolve();
    });
  });
  const port = new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        const found = /Extension host agent listening on (\d+)/.exec(text)?.[1];
        if (found !== undefined) resolve(Number(found));
      });
    }
    const fail = () => reject(new Error(`The editor's server did not start:\n${tail(text)}`));
    void ended.then(fail);
    setTimeout(fail, 180_000).unref();
  });
  return { output: () => text, port, ended };
}
