/**
 * Brings `node_modules` in line with `package-lock.json`; silent if it already is.
 *
 * npm runs this before `start`, `test`, `package` and `emulator`, so that each works on a fresh clone.
 * It must not import anything that `npm ci` installs.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';

const root = new URL('../', import.meta.url);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);
}

const wanted = readPackages('package-lock.json');
// npm writes this copy of the lock file last, so an interrupted install is noticed.
const installed = readPackages('node_modules/.package-lock.json');

if (!wanted) fail('package-lock.json is missing or unreadable.');
if (!installed || !isInstalled(wanted, installed)) {
  console.log(`Installing dependencies (npm ci): node_modules is ${installed ? 'out of date' : 'missing'}.`);
  // What npm has in its cache is not asked for again: the lock file says what it must be.
  const command = 'npm ci --include=dev --prefer-offline --no-audit --no-fund';
  // Through a shell, because npm is a batch file on Windows.
  const { status } = spawnSync(command, { cwd: root, shell: true, stdio: 'inherit' });
  if (status !== 0) fail('npm ci failed; its reason is above.');
}

/** The `packages` of a lock file by folder, or `undefined` if there is no such file. */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(new URL(path, root), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Compares contents, not times: a checkout touches files that it does not change.
 * Optional packages may be absent, such as those for other platforms.
 */
function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([folder, { version, integrity, optional, link }]) => {
    if (folder === '' || link) return true;
    const found = installed[folder];
    return found ? found.version === version && found.integrity === integrity : optional === true;
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
