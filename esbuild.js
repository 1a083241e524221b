import { parse } from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const { values } = parseArgs({
  options: { production: { type: 'boolean', default: false }, watch: { type: 'boolean', default: false } },
});

/** What is loaded only when it is needed, from files of their own: reading them was a quarter of the work of starting. */
const later = { 'csv-parse': 'csv-parse', './nodeFetch.ts': 'src/editor/network/nodeFetch.ts' };

const imports = {
  name: 'imports',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' && path in later ? { path: fileOf(path), external: true } : undefined,
    );
    // `vscode`, as what it inherits from. Each file that imports it would else get a copy of all its names, and these
    // were half of the work of starting.
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'vscode' },
    );
    build.onLoad({ filter: /^vscode$/, namespace: 'vscode' }, () => ({
      contents: "module.exports = Object.create(require('vscode'));",
    }));
  },
};

function fileOf(path) {
  return `./${parse(path).name}.cjs`;
}

/** The extension, with its libraries beside it. The editor provides `vscode`; everything else is bundled. */
const extension = {
  entryPoints: [
    { in: 'src/extension.ts', out: 'extension' },
    ...Object.entries(later).map(([path, source]) => ({ in: source, out: parse(path).name })),
  ],
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // The oldest editor that we support runs extensions on Node 20.
  target: 'node20',
  // As `require`, which the editor adapts for extensions: its `http` honours the editor's proxy.
  supported: { 'dynamic-import': false },
  plugins: [imports],
  // What node-fetch brings along for older Nodes.
  alias: {
    'fetch-blob': './src/editor/network/nodeForms.ts',
    'fetch-blob/from.js': './src/editor/network/nodeForms.ts',
    'formdata-polyfill/esm.min.js': './src/editor/network/nodeForms.ts',
  },
  // The ES module of each package: the other builds drag in code that is never called.
  mainFields: ['module', 'main'],
  minify: values.production,
  sourcemap: !values.production,
  legalComments: 'none',
  logLevel: 'info',
};

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

for (const options of [extension, pages]) {
  if (values.watch) {
    const context = await esbuild.context(options);
    await context.watch();
  } else {
    await esbuild.build(options);
  }
}
