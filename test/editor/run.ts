/** Runs the editor suite in a real VS Code: `tsx test/editor/run.ts minimum|newest [part of the titles]`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { build, packageVariable, root } from '../../scripts/build.ts';
import { findEditor } from '../editor-host/findEditor.ts';
import { chosenVersion } from '../editor-host/versions.ts';
import { makeAuthority } from '../emulator/authority.ts';
import { withFolder } from '../support/withFolder.ts';

const [chosen, titles] = process.argv.slice(2);
const version = chosenVersion(chosen);
const editor = await findEditor(version);
console.log(`Editor: ${editor.description}`);
// One for each editor: both suites may run at the same time.
const bundle = path.join(root, `out/editor-${version}/index.cjs`);

// `npm test` has already built it, and another suite may be reading it.
if (process.env[packageVariable] === undefined) build('--production');
await esbuild.build({
  entryPoints: [path.join(root, 'test/editor/index.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
  logLevel: 'warning',
});

await withFolder(async folder => {
  const company = await makeAuthority('Company');
  const authorities = path.join(folder, 'authorities.json');
  await writeFile(authorities, JSON.stringify({ company, stranger: await makeAuthority('Stranger') }));
  const trusted = path.join(folder, 'company.pem');
  await writeFile(trusted, company.certificate);
  const workspace = path.join(folder, 'workspace');
  await mkdir(workspace);
  process.exitCode = await runTests({
    vscodeExecutablePath: editor.executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: bundle,
    extensionTestsEnv: {
      ...editor.env,
      ...(titles === undefined ? {} : { DINGTALK_STORAGE_TEST_GREP: titles }),
      DINGTALK_STORAGE_TEST_EDITOR: version,
      DINGTALK_STORAGE_TEST_AUTHORITIES: authorities,
      NODE_EXTRA_CA_CERTS: trusted,
      // The system's store, on Linux, for an editor that gets it from Node.
      SSL_CERT_FILE: trusted,
    },
    launchArgs: [
      workspace,
      `--user-data-dir=${path.join(folder, 'data')}`,
      `--extensions-dir=${path.join(folder, 'extensions')}`,
      '--disable-extensions',
    ],
  });
});
