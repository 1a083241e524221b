import path from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../../scripts/build.ts';

/** Bundles `entry` for a separate process, in the same way as the extension, and returns the file. */
export async function bundle(entry: string): Promise<string> {
  const outfile = path.join(root, 'out/bundles', `${path.parse(entry).name}.cjs`);
  await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode', 'web-streams-polyfill/*'],
    minify: true,
    logLevel: 'warning',
  });
  return outfile;
}
