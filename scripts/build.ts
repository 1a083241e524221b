import { execFileSync } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

/** Bundles the extension into `dist/`. */
export function build(...flags: '--production'[]): void {
  execFileSync(process.execPath, ['esbuild.js', ...flags], { cwd: root, stdio: 'inherit' });
}
