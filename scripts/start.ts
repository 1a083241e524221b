/** `npm start`: the extension on the sample organizations, in a desktop VS Code or in the browser. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startServer } from '../test/editor-host/server.ts';
import { cacheFolder } from '../test/editor-host/versions.ts';
import { sampleSignIns } from '../test/emulator/samples.ts';
import { type Emulator, startEmulator } from '../test/emulator/server.ts';
import { build, root } from './build.ts';

const folder = path.join(cacheFolder, 'start');
const companion = path.join(root, 'test/companion');
const icon = 'click the “DingTalk Storage” icon (a cylinder) in the bar at the far left';

console.log('Building the extension…');
build();
const emulator = await startEmulator();
console.log(`DingTalk is emulated at ${emulator.url}, with sample organizations.`);
const { organizations, credentials } = sampleSignIns(emulator.url);
const settings = { 'dingtalkStorage.organizations': organizations, 'workbench.startupEditor': 'none' };
const env = { DINGTALK_STORAGE_SIGN_INS: JSON.stringify(credentials) };
await rm(folder, { recursive: true, force: true });

const desktop = desktopEditor();
const end = desktop === undefined ? await serveEditor() : await openDesktop(desktop);
console.log(`Some dentryUuids to ask about: ${examples(emulator).join(', ')}`);
console.log('Ctrl-C ends it.');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void finish());
}

async function finish(): Promise<void> {
  await end();
  await emulator.close();
  process.exit(0);
}

async function serveEditor(): Promise<() => Promise<void>> {
  const server = await startServer({
    version: 'newest',
    serverDataDir: path.join(folder, 'data'),
    extensionsDir: path.join(folder, 'extensions'),
    extensions: [root, companion],
    settings,
    env,
  });
  console.log(`\nOpen ${server.url} in a browser and ${icon}.\n`);
  return server.close;
}

/** The user's own VS Code, if there is one, and a screen to show it on. */
function desktopEditor(): string | undefined {
  const hasScreen =
    process.platform !== 'linux' || 'DISPLAY' in process.env || 'WAYLAND_DISPLAY' in process.env;
  const candidate = process.env.VSCODE_EXECUTABLE ?? 'code';
  const { status } = spawnSync(candidate, ['--version'], { shell: process.platform === 'win32' });
  return hasScreen && status === 0 ? candidate : undefined;
}

async function openDesktop(executable: string): Promise<() => Promise<void>> {
  const userData = path.join(folder, 'user-data');
  await mkdir(path.join(userData, 'User'), { recursive: true });
  await writeFile(path.join(userData, 'User/settings.json'), JSON.stringify(settings, null, 2));
  const child = spawn(
    executable,
    [
      '--wait',
      '--new-window',
      `--user-data-dir=${userData}`,
      `--extensions-dir=${path.join(folder, 'extensions')}`,
      `--extensionDevelopmentPath=${root}`,
      `--extensionDevelopmentPath=${companion}`,
    ],
    { env: { ...process.env, ...env }, stdio: 'ignore', shell: process.platform === 'win32' },
  );
  child.once('exit', () => void finish());
  console.log(`\nA window of VS Code opens: ${icon}.\n`);
  return async () => void child.kill();
}

function examples({ data }: Emulator): string[] {
  const [acme] = data.organizations;
  return data.dentries
    .filter(({ corpId }) => corpId === acme?.corpId)
    .slice(0, 3)
    .map(({ dentryUuid }) => dentryUuid);
}
