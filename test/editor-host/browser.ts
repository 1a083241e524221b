import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { describeChromium, findChromium } from './chromium.ts';
import { keptFolder } from './install.ts';
import { type Server, startServer } from './server.ts';
import { type EditorVersion, editorHosts } from './versions.ts';

export interface OpenOptions {
  server: Server;
  /** Keeps secrets and `globalState`; the caller deletes it. */
  profileDir: string;
  /** The folder to open; default: none. */
  folder?: string | undefined;
  /** The `.code-workspace` file to open instead of a folder. */
  workspace?: string | undefined;
  /**
   * The folder of an extension to load from source. Needs the server's `smokeTestDriver`. The workbench
   * takes only one this way; further ones go into the server's `extensions`.
   */
  extensionDevelopmentPath?: string | undefined;
  /** The compiled test entry to run in the extension host. Needs the server's `smokeTestDriver`. */
  extensionTestsPath?: string | undefined;
  /** Default: `en`. */
  locale?: 'en' | 'zh-cn';
  viewport?: { width: number; height: number };
  /** Pixels per CSS pixel in screenshots. Default: 1. */
  deviceScaleFactor?: number;
  /** Called before the workbench loads, to expose functions to it or to add listeners. */
  prepare?: (page: Page) => Promise<void>;
}

export interface Editor {
  readonly page: Page;
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Built-in themes, for the setting `workbench.colorTheme`. */
export const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;

/** Shows a server's workbench in a headless Chromium; resolves when its extensions are known. */
export async function openEditor(options: OpenOptions): Promise<Editor> {
  const { server, profileDir, locale = 'en' } = options;
  const executablePath = await findChromium();
  if (!existsSync(profileDir)) {
    const compiled = await compiledWorkbench(server.version);
    // Nothing else of it: the editor is to be as new as the profile.
    for (const cache of ['Default/Cache', 'Default/Code Cache']) {
      await cp(path.join(compiled, cache), path.join(profileDir, cache), { recursive: true });
    }
  }
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath,
    args: chromiumFlags(server),
    chromiumSandbox: false,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    locale: locale === 'en' ? 'en-US' : 'zh-CN',
    permissions: ['clipboard-read', 'clipboard-write'],
    // On a signal, processes.ts ends this process and the browser with it.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  try {
    await context.addInitScript(keepSecrets);
    await context.addInitScript(stopAnimations);
    if (locale === 'zh-cn') await context.addInitScript(speakChinese);
    const page = context.pages()[0] ?? (await context.newPage());
    await options.prepare?.(page);
    await page.goto(workbenchUrl(options));
    await extensionsLoaded(page);
    return { page, context, close: () => context.close() };
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** Reloads the window, which restarts the extensions; resolves when they are known again. */
export async function reloadWindow(page: Page): Promise<void> {
  await page.reload();
  await extensionsLoaded(page);
}

async function extensionsLoaded(page: Page): Promise<void> {
  await page.waitForFunction('performance.getEntriesByName("code/didLoadExtensions").length > 0', null, {
    timeout: 180_000,
  });
}

/**
 * A profile with the workbench as Chromium has compiled it: a window with its caches opens with a third less CPU time.
 * Made once for each editor and Chromium. Chromium keeps what it has compiled for a script that it fetches again.
 */
export async function compiledWorkbench(version: EditorVersion): Promise<string> {
  const compiler = await describeChromium(await findChromium());
  const name = `${editorHosts[version].codeServer}-${compiler.replaceAll(/[^\w.]+/g, '-')}`;
  const kept = await keptFolder(name, async folder => {
    const profileDir = path.join(folder, 'profile');
    await mkdir(profileDir);
    const server = await startServer({
      version,
      serverDataDir: path.join(folder, 'data'),
      extensionsDir: path.join(folder, 'extensions'),
    });
    for (let times = 0; times < 2; times++) await (await openEditor({ server, profileDir })).close();
    await server.close();
  });
  return path.join(kept, 'profile');
}

/** Where a window finds its server, whatever its port: what Chromium keeps belongs to the host and port that it sees. */
const host = 'editor.localhost';

const chromiumFlags = ({ port }: Server): string[] => [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The first would compile the workbench while it loads, instead of taking what is kept. The others are of Playwright's
  // own list, which this flag replaces.
  '--disable-features=ScriptStreaming,DestroyProfileOnBrowserClose,PaintHolding,ThirdPartyStoragePartitioning',
  // The workbench looks for an extension gallery and the like: make that fail at once, on every network.
  `--host-resolver-rules=MAP ${host} 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
];

/** The URL of a window; without a folder if none is given. */
export function workbenchUrl(
  options: Pick<OpenOptions, 'folder' | 'workspace' | 'extensionDevelopmentPath' | 'extensionTestsPath'>,
): string {
  const { folder, workspace, extensionDevelopmentPath, extensionTestsPath } = options;
  const remote = (file: string) => `vscode-remote://${host}${file}`;
  const payload = [['skipWelcome', 'true']];
  for (const [key, file] of Object.entries({ extensionDevelopmentPath, extensionTestsPath })) {
    if (file !== undefined) payload.push([key, remote(file)]);
  }

  const query = new URLSearchParams(
    workspace !== undefined ? { workspace } : folder !== undefined ? { folder } : { ew: 'true' },
  );
  query.set('payload', JSON.stringify(payload));
  return `http://${host}/?${query}`;
}

/**
 * The workbench encrypts secrets with a key from its server, which normally comes from the program around the server;
 * without it, secrets are lost at each reload. For test secrets, a key that anyone can read is good enough. (A route of
 * Playwright's would turn Chromium's caches off.)
 */
const keepSecrets = `{
  const fetchOverNetwork = fetch;
  globalThis.fetch = (resource, options) => String(resource).endsWith('/mint-key')
    ? Promise.resolve(new Response('a key that anyone can read: test'))
    : fetchOverNetwork(resource, options);
}`;

/** Without a GPU, each frame of a spinner or progress bar costs more than whatever is being tested. */
const stopAnimations = `{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important; }');
  document.adoptedStyleSheets.push(sheet);
}`;

/** Makes the workbench believe that it ships in Chinese; the extensions' own translations follow. */
const speakChinese = "globalThis._VSCODE_NLS_LANGUAGE = 'zh-cn';";
