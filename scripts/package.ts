/** Builds the single `.vsix` at the top level, and fails if it is not fit for users. */
import { readdirSync, statSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { build, packagePath, root } from './build.ts';
import { detailsPage } from './detailsPage.ts';

/** What the extension host loads, partly on demand, and what the webview pages load. */
const maxBundleBytes = { '.cjs': 530_000, '.js': 140_000 };
const maxPackageBytes = 1_000_000;

/** What goes into the package, unless .vscodeignore excludes it. */
const sources = [
  '.vscodeignore',
  'CHANGELOG.md',
  'LICENSE',
  'SUPPORT.md',
  'dist',
  'l10n',
  'media',
  'package.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
];

/** @returns the path of the package */
export async function packageExtension(): Promise<string> {
  for (const old of readdirSync(root).filter(file => file.endsWith('.vsix'))) {
    await rm(path.join(root, old));
  }
  build('--production');

  // In our own folder, vsce would match each of the test editors' many thousand files against .vscodeignore.
  const cwd = await mkdtemp(path.join(tmpdir(), 'dingtalk-storage-package-'));
  for (const source of sources) {
    await cp(path.join(root, source), path.join(cwd, source), { recursive: true });
  }
  await writeFile(path.join(cwd, 'README.md'), detailsPage());

  const warnings: unknown[] = [];
  const warn = console.warn;
  console.warn = (...words) => void warnings.push(words.join(' '));
  try {
    await createVSIX({
      cwd,
      packagePath,
      dependencies: false,
      // Until the project has a public repository.
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
  } finally {
    console.warn = warn;
  }

  const files = await listFiles({ cwd, packageManager: PackageManager.None });
  await rm(cwd, { recursive: true });
  const bundles = Object.entries(maxBundleBytes).map(([extension, max]) => ({
    extension,
    max,
    bytes: files
      .filter(file => path.extname(file) === extension)
      .reduce((sum, file) => sum + statSync(path.join(root, file)).size, 0),
  }));
  const packageBytes = statSync(packagePath).size;
  const problems = [
    ...warnings,
    ...files
      .filter(file => /\.map$|\.ts$|^(test|src|scripts|node_modules)\//.test(file))
      .map(file => `${file} is in it`),
    ...bundles
      .filter(({ bytes, max }) => bytes > max)
      .map(({ extension, bytes, max }) => `all ${extension} have ${bytes} bytes, more than ${max}`),
    ...(packageBytes > maxPackageBytes ? [`it has ${packageBytes} bytes, more than ${maxPackageBytes}`] : []),
  ];
  if (problems.length > 0) {
    throw new Error(`The package is not fit to be published:\n${problems.join('\n')}`);
  }
  const sizes = bundles.map(({ extension, bytes }) => `all ${extension} ${bytes}`).join(', ');
  console.log(`${path.basename(packagePath)}: ${packageBytes} bytes, ${sizes}, ${files.length} files`);
  return packagePath;
}

if (process.argv[1] === import.meta.filename) {
  await packageExtension();
}
