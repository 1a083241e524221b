import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const { values } = parseArgs({
  options: { production: { type: 'boolean', default: false }, watch: { type: 'boolean', default: false } },
});

// `vscode`, as what it inherits from. Each file that imports it would otherwise get a copy of all its names, and these
// were half of the work of starting.
const vscode = {
  name: 'vscode',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'vscode' },
    );
    build.onLoad({ filter: /^vscode$/, namespace: 'vscode' }, () => ({
      contents: "module.exports = Object.create(require('vscode'));",
    }));
  },
};

// `start.ts`, as the file that it becomes. With what both share in a third file, starting would read three.
const start = {
  name: 'start',
  setup(build) {
    build.onResolve({ filter: /^\.\/start\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './start.cjs', external: true } : undefined,
    );
  },
};

/** Our own modules that some module loads by `import()`, once `start.ts` is there. */
const loadedLater = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && file !== 'extension.ts')
  .flatMap(file =>
    [...readFileSync(join('src', file), 'utf8').matchAll(/import\('(\.[^']+)'\)/g)].map(([, imported]) =>
      resolve('src', dirname(file), imported),
    ),
  );

// All of them in one file: left to itself, esbuild makes a file of whatever two of them share, and starting would read
// dozens of these.
const later = {
  name: 'later',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: 'later', namespace: 'later' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'later' }, () => ({
      contents: [...new Set(loadedLater)].map(file => `export * from ${JSON.stringify(file)};`).join('\n'),
      resolveDir: '.',
    }));
  },
};

// esbuild splits ES modules only, while the extension must be CommonJS: the editor adapts `require` for extensions, so
// that `http` honors its proxy, but not `import`.
const commonJs = {
  name: 'commonJs',
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code } = await esbuild.transform(text, {
          format: 'cjs',
          platform: 'node',
          target: 'node20',
          supported: { 'dynamic-import': false },
          minify: values.production,
          sourcemap: values.production ? false : 'inline',
          sourcefile: path,
        });
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, code);
      }
    });
  },
};

/** The extension: what the editor waits for. The editor provides `vscode`. */
const extension = {
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  // The oldest editor that we support runs extensions on Node 20.
  target: 'node20',
  plugins: [vscode, start, commonJs],
  // What node-fetch brings along for older Nodes.
  alias: {
    'fetch-blob': './src/editor/network/nodeForms.ts',
    'fetch-blob/from.js': './src/editor/network/nodeForms.ts',
    'formdata-polyfill/esm.min.js': './src/editor/network/nodeForms.ts',
  },
  // The ES module of each package: the other builds drag in code that is never called.
  mainFields: ['module', 'main'],
  minify: values.production,
  sourcemap: values.production ? false : 'inline',
  legalComments: 'none',
  logLevel: 'info',
  write: false,
};

/** What is loaded right after that, and when it is first used. */
const started = { ...extension, entryPoints: ['src/start.ts'], plugins: [vscode, later, commonJs] };

/** What runs in a webview: all pages in one file, as they share the kit; and their style sheet. */
const pages = {
  entryPoints: [
    { in: 'src/pages/page.ts', out: 'page' },
    { in: 'src/pages/page.css', out: 'page' },
  ],
  outdir: 'dist',
  bundle: true,
  format: 'iife',
  // The browser of the oldest editor that we support.
  target: 'chrome132',
  minify: values.production,
  legalComments: 'none',
  logLevel: 'info',
};

// What is loaded later has a hash in its name: those of earlier builds would pile up.
await rm('dist', { recursive: true, force: true });
for (const options of [extension, started, pages]) {
  if (values.watch) {
    const context = await esbuild.context(options);
    await context.watch();
  } else {
    await esbuild.build(options);
  }
}
