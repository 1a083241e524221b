import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import type { Server } from './server.ts';

export interface OpenOptions {
  server: Server;
  /** Keeps secrets and `globalState`, by the server's port. Default: a new one, deleted afterwards. */
  profileDir?: string;
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
  const { locale = 'en' } = options;
  const context = await chromium.launchPersistentContext(options.profileDir ?? '', {
    executablePath: await findChromium(),
    args: chromiumFlags,
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
    await keepSecrets(context);
    await context.addInitScript(stopAnimations);
    if (locale === 'zh-cn') await speakChinese(context);
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

const chromiumFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The workbench looks for an extension gallery and the like: make that fail at once, on every network.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** The URL of a window; without a folder if none is given. */
export function workbenchUrl(
  options: Pick<
    OpenOptions,
    'server' | 'folder' | 'workspace' | 'extensionDevelopmentPath' | 'extensionTestsPath'
  >,
): string {
  const { server, folder, workspace, extensionDevelopmentPath, extensionTestsPath } = options;
  const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${file}`;
  const payload = [['skipWelcome', 'true']];
  for (const [key, file] of Object.entries({ extensionDevelopmentPath, extensionTestsPath })) {
    if (file !== undefined) payload.push([key, remote(file)]);
  }

  const query = new URLSearchParams(
    workspace !== undefined ? { workspace } : folder !== undefined ? { folder } : { ew: 'true' },
  );
  query.set('payload', JSON.stringify(payload));
  return `${server.url}?${query}`;
}

/**
 * The workbench encrypts secrets with a key from its server, which normally comes from the program around the server;
 * without it, secrets are lost at each reload. For test secrets, a key that anyone can read is good enough.
 */
async function keepSecrets(context: BrowserContext): Promise<void> {
  await context.route('**/mint-key', route => route.fulfill({ body: Buffer.alloc(32, 'test key') }));
}

/** Without a GPU, each frame of a spinner or progress bar costs more than whatever is being tested. */
const stopAnimations = `{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important; }');
  document.adoptedStyleSheets.push(sheet);
}`;

/** Makes the workbench believe that it ships in Chinese; the extensions' own translations follow. */
async function speakChinese(context: BrowserContext): Promise<void> {
  await context.route('**/nls.messages.js', async route => {
    const response = await route.fetch();
    const body = `${await response.text()};globalThis._VSCODE_NLS_LANGUAGE="zh-cn";`;
    await route.fulfill({ response, body });
  });
}
