import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Where to write the package. */
export const packagePath = path.join(root, `${name}-${version}.vsix`);

/** Names the package that the suites of `npm test` install, once it is built with the bundle that they run. */
export const packageVariable = 'DINGTALK_STORAGE_TEST_PACKAGE';

/** Bundles the extension into `dist/`. */
export function build(...flags: '--production'[]): void {
  execFileSync(process.execPath, ['esbuild.js', ...flags], { cwd: root, stdio: 'inherit' });
}
