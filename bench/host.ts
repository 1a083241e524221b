import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../scripts/build.ts';
import { type Editor, openEditor } from '../test/editor-host/browser.ts';
import { startServer } from '../test/editor-host/server.ts';
import type { EditorVersion } from '../test/editor-host/versions.ts';

export interface HostOptions {
  readonly version: EditorVersion;
  /** Source of what is run in the extension host: it exports `run`, which gets no argument. */
  readonly entry: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Of the extension host, beside this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A user's editor that can be started again and again, and keeps its secrets and state in between. */
export interface Host {
  /**
   * Starts the editor, runs the entry in its extension host, and ends the editor.
   *
   * @param input for the entry, which finds it with `resultFile` as JSON in the environment variable `BENCH`
   * @param extension folder of the extension that is developed there; ours unless given
   * @returns what the entry wrote into `resultFile`
   */
  start<Result>(input: object, extension?: string): Promise<Result>;
  close(): Promise<void>;
}

export async function createHost({ version, entry, settings, env }: HostOptions): Promise<Host> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dingtalk-storage-bench-'));
  const extensionTestsPath = path.join(root, 'out/bench', `${path.parse(entry).name}.cjs`);
  const resultFile = path.join(folder, 'result.json');
  await esbuild.build({
    entryPoints: [entry],
    outfile: extensionTestsPath,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });

  return {
    async start(input, extension = root) {
      const server = await startServer({
        version,
        serverDataDir: path.join(folder, 'data'),
        extensionsDir: path.join(folder, 'extensions'),
        smokeTestDriver: true,
        settings,
        env: { ...env, BENCH: JSON.stringify({ ...input, resultFile }) },
      });
      let editor: Editor | undefined;
      try {
        const exitCode = new Promise<unknown>((resolve, reject) => {
          void server.ended.then(() => reject(new Error(`The editor ended:\n${server.output()}`)));
          openEditor({
            server,
            profileDir: path.join(folder, 'profile'),
            extensionDevelopmentPath: extension,
            extensionTestsPath,
            async prepare(page) {
              await page.exposeFunction('codeAutomationLog', () => {});
              await page.exposeFunction('codeAutomationExit', resolve);
            },
          }).then(opened => {
            editor = opened;
          }, reject);
        });
        if ((await exitCode) !== 0) throw new Error(`The entry failed:\n${server.output()}`);
        return JSON.parse(await readFile(resultFile, 'utf8'));
      } finally {
        await editor?.close();
        await server.close();
        await rm(resultFile, { force: true });
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
