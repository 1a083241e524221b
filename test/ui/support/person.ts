import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import {
  type OpenOptions,
  openEditor,
  reloadWindow,
  themes,
  workbenchUrl,
} from '../../editor-host/browser.ts';
import { installExtension, type Server, startServer } from '../../editor-host/server.ts';
import { cacheFolder, type EditorVersion } from '../../editor-host/versions.ts';
import type { EmulatorData } from '../../emulator/data.ts';
import { type OrganizationSetting, sampleSignIns } from '../../emulator/samples.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { ownKeys } from './keyboard.ts';
import { openPages, prepared } from './prepare.ts';

export interface PersonOptions {
  version?: EditorVersion;
  locale?: OpenOptions['locale'];
  theme?: keyof typeof themes;
  viewport?: OpenOptions['viewport'];
  /** The value of the setting, or a function that derives it from the sample organizations; default: those. */
  organizations?: readonly unknown[] | string | ((samples: readonly OrganizationSetting[]) => unknown);
  /** Additional user settings. */
  settings?: Record<string, unknown>;
  /** Whether the sample organizations are signed in from the start. Default: true. */
  signedIn?: boolean;
  /** Folders of additional extensions. */
  extensions?: readonly string[];
  /** DingTalk's data; default: the sample data. */
  data?: EmulatorData;
  /** The `.code-workspace` file to open. Default: no folder. */
  workspace?: string;
  /** Whether a workspace is not trusted. Default: false. */
  isRestricted?: boolean;
}

/** A person in front of an editor with the packaged extension, and DingTalk emulated behind it. */
export interface Person {
  readonly emulator: Emulator;
  readonly server: Server;
  readonly page: Page;
  /** Changes user settings in the open window, and signs in again to the sample organizations if signed in. */
  changeSettings(changed: Record<string, unknown>): Promise<void>;
  /** Reloads the window with the initial settings, except for those given. */
  reload(changed?: Record<string, unknown>): Promise<void>;
  /** Opens another window, without a folder, with the same settings and secrets; resolves when it is active too. */
  openWindow(): Promise<Page>;
  close(): Promise<void>;
}

/** The editor's own extensions that show in what is tested: themes, icons, and languages of the texts. */
const builtInExtensions = [
  'configuration-editing',
  'json',
  'markdown-basics',
  'theme-defaults',
  'theme-seti',
  'theme-solarized-light',
];

const companion = path.resolve(import.meta.dirname, '../../companion');

/** Resolves when the extension is active, and signed in if requested; its views are still closed. */
export async function sitDown(options: PersonOptions = {}): Promise<Person> {
  const { version = 'newest', theme = 'dark', signedIn = true, data, locale = 'en', viewport } = options;
  const extensions = [companion, ...(options.extensions ?? [])];
  const folder = await mkdtemp(path.join(prepared('folder'), 'person-'));
  const extensionsDir = await installed(version, extensions);
  const emulator = await startEmulator(data === undefined ? {} : { data });
  const { organizations, credentials } = sampleSignIns(emulator.url);
  const settings = {
    'dingtalkStorage.organizations':
      typeof options.organizations === 'function'
        ? options.organizations(organizations)
        : (options.organizations ?? organizations),
    'workbench.colorTheme': themes[theme],
    'workbench.reduceMotion': 'on',
    'security.workspace.trust.startupPrompt': 'never',
    // Their messages would cover what a test looks at.
    'dingtalkStorage.alerts': false,
    ...options.settings,
  };
  const changedSettings = path.join(folder, 'changed-settings.json');
  const server = await startServer({
    serverDataDir: path.join(folder, 'data'),
    extensionsDir,
    version,
    settings,
    extensions,
    builtInExtensions,
    workspaceTrust: options.isRestricted ?? false,
    env: {
      DINGTALK_STORAGE_SIGN_INS: JSON.stringify(signedIn ? credentials : []),
      DINGTALK_STORAGE_SETTINGS: changedSettings,
      // Keeps compiled code from one start to the next: a quarter of the server's startup time.
      NODE_COMPILE_CACHE: path.join(cacheFolder, 'compiled'),
    },
  });
  const keys = Object.entries(ownKeys).map(([command, key]) => ({
    command,
    key: key.replace('Control', 'Ctrl').toLowerCase(),
  }));
  await writeFile(path.join(server.serverDataDir, 'data/User/keybindings.json'), JSON.stringify(keys));
  let ready: Promise<unknown> | undefined;
  const editor = await openEditor({
    server,
    profileDir: path.join(folder, 'profile'),
    locale,
    workspace: options.workspace,
    ...(viewport === undefined ? {} : { viewport }),
    prepare: async page => {
      openPages.add(page);
      page.once('close', () => openPages.delete(page));
      page.setDefaultTimeout(60_000);
      page.setDefaultNavigationTimeout(180_000);
      ready = companionIsDone(page);
    },
  });
  await ready;
  return {
    emulator,
    server,
    page: editor.page,
    async changeSettings(changed) {
      const taken = companionIsDone(editor.page);
      // Written atomically: it is watched all the time.
      await writeFile(`${changedSettings}.new`, JSON.stringify(changed));
      await rename(`${changedSettings}.new`, changedSettings);
      await taken;
    },
    async reload(changed = {}) {
      await server.writeSettings({ ...settings, ...changed });
      const readyAgain = companionIsDone(editor.page);
      await reloadWindow(editor.page);
      await readyAgain;
    },
    async openWindow() {
      const page = await editor.context.newPage();
      const readyThere = companionIsDone(page);
      await page.goto(workbenchUrl({}));
      await readyThere;
      return page;
    },
    async close() {
      await editor.close();
      await server.close();
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function companionIsDone(page: Page): Promise<unknown> {
  return page.waitForEvent('console', {
    predicate: message => message.text().includes('The sample organizations are signed in.'),
    timeout: 180_000,
  });
}

const extensionFolders = new Map<string, Promise<string>>();

/**
 * A folder with the packaged extension, into which the others will be linked. Installed once for all tests in this
 * process that use the same ones: an editor only reads from it.
 */
function installed(version: EditorVersion, extensions: readonly string[]): Promise<string> {
  const key = [version, ...extensions].join();
  const folder = extensionFolders.get(key) ?? install(version);
  extensionFolders.set(key, folder);
  return folder;
}

async function install(version: EditorVersion): Promise<string> {
  const folder = await mkdtemp(path.join(prepared('folder'), 'extensions-'));
  const extensionsDir = path.join(folder, 'extensions');
  await installExtension(version, prepared('vsix'), {
    extensionsDir,
    serverDataDir: path.join(folder, 'data'),
  });
  return extensionsDir;
}
