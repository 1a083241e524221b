import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './processes.ts';

/** The first has no user interface of its own, and uses a fifth less CPU for the same page. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/**
 * Finds a Chromium to show the workbench in: `CHROMIUM_EXECUTABLE`, or one on the path, or on Debian and
 * Ubuntu the packaged one, installed if needed. Also provides Chinese fonts, for the screenshots.
 */
export async function findChromium(log = console.log): Promise<string> {
  const fonts = (await hasChineseFonts()) ? [] : ['fonts-noto-cjk'];
  const install = (...packages: string[]) =>
    // Missing fonts are no reason to stop, and a missing Chromium gets a better message below.
    installPackages(packages, log).catch((error: Error) => log(error.message));
  if (findInstalled() === undefined) {
    await install('chromium-headless-shell', ...fonts);
    // Not every distribution has the first.
    if (findInstalled() === undefined) await install('chromium', ...fonts);
  } else if (fonts.length > 0) {
    await install(...fonts);
  }

  const executable = findInstalled();
  if (executable === undefined) {
    throw new Error(
      'No Chromium found. Install Chromium or Google Chrome, or set CHROMIUM_EXECUTABLE to one.',
    );
  }
  return executable;
}

/** The name and version that a Chromium reports, such as `Chromium 140.0.7339.80`. */
export async function describeChromium(executable: string): Promise<string> {
  const output = await run(executable, ['--version']);
  return /^\S.*\d+(\.\d+){3}/m.exec(output)?.[0] ?? output.trim();
}

function findInstalled(): string | undefined {
  if (process.env.CHROMIUM_EXECUTABLE) return process.env.CHROMIUM_EXECUTABLE;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return names.flatMap(name => folders.map(folder => path.join(folder, name))).find(file => existsSync(file));
}

async function hasChineseFonts(): Promise<boolean> {
  // macOS has Chinese fonts, and rarely this program.
  if (process.platform !== 'linux') return true;
  const fonts = await run('fc-list', [':lang=zh-cn']).catch(() => '');
  return fonts.trim() !== '';
}

/** Debian keeps only the newest version of a package, so none is pinned: the runner prints which one it uses. */
async function installPackages(packages: readonly string[], log: (line: string) => void): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  const isAllowed =
    isRoot ||
    (await run('sudo', ['-n', 'true']).then(
      () => true,
      () => false,
    ));
  if (!existsSync('/usr/bin/apt-get') || !isAllowed) {
    log(`Not installed, and not to be had without help: ${packages.join(', ')}.`);
    return;
  }
  const apt = (...args: string[]) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
    return isRoot ? run('env', command.slice(1)) : run('sudo', ['-n', ...command]);
  };
  const started = Date.now();
  log(`Installing ${packages.join(' and ')} with apt-get …`);
  // Lists that cannot be updated may still be good enough.
  await apt('update').catch((error: Error) => log(error.message));
  await apt('install', '--yes', '-o', 'DPkg::Lock::Timeout=300', ...packages);
  log(`Installed ${packages.join(' and ')} in ${Math.round((Date.now() - started) / 1000)} s`);
}
