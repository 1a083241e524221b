import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder with DingTalk's official SDK, which a first run installs, without running any script of it. */
export function installSdk(): string {
  const folder = path.join(import.meta.dirname, 'sdk');
  const wanted = packages(path.join(folder, 'package-lock.json'));
  // npm writes this copy of the lock last of all, so an interrupted install is noticed.
  const installed = packages(path.join(folder, 'node_modules/.package-lock.json'));
  if (Object.keys(wanted).some(name => name !== '' && installed[name]?.version !== wanted[name]?.version)) {
    console.log("Installing DingTalk's official SDK, for comparison …");
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  }
  return folder;
}

function packages(lock: string): Readonly<Record<string, { readonly version?: string }>> {
  return existsSync(lock) ? JSON.parse(readFileSync(lock, 'utf8')).packages : {};
}
